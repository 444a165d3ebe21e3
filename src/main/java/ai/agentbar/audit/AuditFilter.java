package ai.agentbar.audit;

import ai.agentbar.kernel.FreeText;
import java.time.Instant;
import java.util.Optional;

/**
 * Which entries are asked for.
 *
 * @param actor as an actor is written: {@code person:ayu}
 * @param subject exactly: {@code person budi}
 * @param event by its name in the event log
 * @param until excluded
 */
public record AuditFilter(
    Optional<String> actor,
    Optional<String> subject,
    Optional<String> event,
    Optional<Instant> from,
    Optional<Instant> until) {

  public AuditFilter {
    actor = actor.map(FreeText::storable);
    subject = subject.map(FreeText::storable);
    event = event.map(FreeText::storable);
  }

  public static final AuditFilter ALL =
      new AuditFilter(
          Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

  public static AuditFilter of(Optional<String> actor, Optional<String> subject) {
    return new AuditFilter(actor, subject, Optional.empty(), Optional.empty(), Optional.empty());
  }
}
