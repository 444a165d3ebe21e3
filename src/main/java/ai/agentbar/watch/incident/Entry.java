package ai.agentbar.watch.incident;

import ai.agentbar.kernel.Actor;
import ai.agentbar.watch.alert.FiringId;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * One line of an incident's timeline.
 *
 * @param event what happened, by its name in the event log: {@code ALERT_SENT}
 * @param actor who did it, where somebody did
 * @param text one sentence for a person
 * @param firing the firing it concerns, where it concerns one
 * @param fields what the event carried beside
 */
public record Entry(
    Instant at,
    Kind kind,
    String event,
    Optional<Actor> actor,
    String text,
    Optional<FiringId> firing,
    Map<String, Object> fields) {

  /** What sort of thing happened. */
  public enum Kind {
    ALERT,
    MESSAGE,
    PROBE,
    ACTION,
    SILENCE,
    INCIDENT,
    COMMENT,
    OTHER
  }
}
