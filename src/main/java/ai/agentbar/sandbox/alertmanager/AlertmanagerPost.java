package ai.agentbar.sandbox.alertmanager;

import java.time.Instant;
import tools.jackson.databind.JsonNode;

/**
 * One post as it arrived.
 *
 * @param hook the path it was posted to, below {@code /alertmanager}
 */
record AlertmanagerPost(long id, String hook, JsonNode payload, Instant receivedAt) {}
