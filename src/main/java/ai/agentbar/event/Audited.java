package ai.agentbar.event;

import ai.agentbar.kernel.Actor;

/**
 * An event that stands in the audit log too: somebody changed something and answers for it. The
 * entry is written in the event's own transaction, so neither exists without the other.
 */
public interface Audited extends Event {

  Actor actor();

  /** What it was done to: {@code incident 12}, {@code outbox EMAIL}. */
  String subject();

  /** Why, in the actor's own words; empty where none were asked for. */
  String reason();
}
