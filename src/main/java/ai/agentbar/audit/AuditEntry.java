package ai.agentbar.audit;

import java.time.Instant;

/**
 * One thing that was done.
 *
 * @param number from 1, without a gap
 * @param actor as an actor is written, {@code person:ayu}; what stands in its place where somebody
 *     tampered with it
 * @param event its name in the event log: {@code ROLES_CHANGED}
 * @param subject what it was done to
 * @param reason the actor's own words, or empty
 * @param requestId the request it was done by; empty where there was none
 */
public record AuditEntry(
    long number,
    Instant at,
    String actor,
    String event,
    String subject,
    String reason,
    String message,
    String requestId) {}
