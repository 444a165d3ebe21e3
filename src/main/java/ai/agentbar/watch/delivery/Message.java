package ai.agentbar.watch.delivery;

import java.time.Instant;
import java.util.List;

/**
 * What leaves for one address, ready to read.
 *
 * @param key the same at every try of the same content
 * @param subject one line that says it all
 * @param notices what it tells of, the worst first
 */
record Message(String key, String subject, String body, List<Notice> notices, Instant at) {}
