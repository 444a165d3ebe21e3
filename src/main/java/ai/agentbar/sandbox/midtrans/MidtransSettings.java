package ai.agentbar.sandbox.midtrans;

import ai.agentbar.kernel.Secret;
import ai.agentbar.sandbox.base.Pace;
import java.net.URI;

/**
 * The merchant's account at the simulator.
 *
 * @param clientKey what a shop's page must name to Snap.js
 * @param webhookUrl where notifications go unless a payment names other addresses
 */
public record MidtransSettings(
    Secret serverKey, String clientKey, String merchantId, URI webhookUrl, Pace pace, long seed) {}
