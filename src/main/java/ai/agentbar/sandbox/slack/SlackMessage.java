package ai.agentbar.sandbox.slack;

import java.time.Instant;
import tools.jackson.databind.JsonNode;

/**
 * One message as it arrived.
 *
 * @param hook the path it was posted to, below {@code /slack}
 * @param payload everything that was sent
 */
record SlackMessage(long id, String hook, String text, JsonNode payload, Instant receivedAt) {}
