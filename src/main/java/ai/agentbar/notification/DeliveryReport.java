package ai.agentbar.notification;

import java.time.Instant;

/**
 * A provider's word on one message.
 *
 * @param key the message's own key where the provider returns it, else empty
 * @param providerId the provider's name for it
 * @param result what a failure means for the message, as it would have at sending; empty reason and
 *     {@link SendResult.Accepted} for every other status
 */
public record DeliveryReport(
    String key, String providerId, DeliveryStatus status, Instant at, SendResult result) {}
