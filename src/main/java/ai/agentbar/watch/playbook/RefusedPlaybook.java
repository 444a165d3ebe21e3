package ai.agentbar.watch.playbook;

import java.time.Instant;
import java.util.List;

/**
 * A changed file that is not in force, since it has mistakes.
 *
 * @param version of its text
 * @param since when it was read first
 */
public record RefusedPlaybook(String version, List<Mistake> mistakes, Instant since) {}
