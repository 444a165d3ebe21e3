package ai.agentbar.sandbox.mail;

import java.net.InetAddress;

/**
 * Where mail is taken.
 *
 * @param port 0 for any free one
 * @param seed of what is drawn by chance
 */
public record MailSettings(InetAddress address, int port, long seed) {}
