package ai.agentbar.watch.playbook;

import java.time.Instant;

/**
 * The playbook that stands.
 *
 * @param source its file
 * @param version of its text: the same on every node that has read the same
 * @param since when this node read it
 */
public record PlaybookInForce(Playbook playbook, String source, String version, Instant since) {}
