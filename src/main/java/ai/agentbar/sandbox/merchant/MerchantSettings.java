package ai.agentbar.sandbox.merchant;

import ai.agentbar.kernel.Secret;
import java.time.Duration;

/**
 * What the merchant was told when the webhook was set up.
 *
 * @param secret {@code whsec_} and the key in base64
 * @param tolerance how far a message's timestamp may lie from the merchant's clock
 */
public record MerchantSettings(Secret secret, Duration tolerance) {}
