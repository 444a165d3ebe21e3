package ai.agentbar.watch.incident;

import java.util.Optional;

/**
 * What is written about an incident, in Markdown.
 *
 * @param version 0 while it is the draft that the timeline gives; it grows with each saving
 * @param saved who wrote this version and when
 */
public record PostMortem(int version, String text, Optional<Incident.Signature> saved) {}
