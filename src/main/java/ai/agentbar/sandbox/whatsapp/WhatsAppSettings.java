package ai.agentbar.sandbox.whatsapp;

import ai.agentbar.kernel.Secret;
import ai.agentbar.sandbox.base.Pace;
import java.net.URI;

/**
 * The business' account at the double.
 *
 * @param accessToken what a sender must bring
 * @param appSecret what status webhooks are signed with
 * @param verifyToken what the handshake shows to the shop
 * @param statusUrl where status webhooks go and the handshake is made
 */
public record WhatsAppSettings(
    String phoneNumberId,
    Secret accessToken,
    Secret appSecret,
    Secret verifyToken,
    URI statusUrl,
    Pace pace,
    long seed) {}
