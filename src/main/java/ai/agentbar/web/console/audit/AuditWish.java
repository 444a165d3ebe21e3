package ai.agentbar.web.console.audit;

import ai.agentbar.audit.AuditFilter;
import ai.agentbar.web.console.Span;
import ai.agentbar.web.console.Typed;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;

/**
 * What the reader wants to see, as typed.
 *
 * @param actor {@code person:ayu}; {@code ayu} alone is the person
 * @param day by the reader's clock, or empty
 */
record AuditWish(String actor, String subject, String event, String day) {

  static AuditWish of(Typed typed) {
    return new AuditWish(
        actor(typed.text("actor")),
        typed.text("subject"),
        typed.text("event"),
        Span.day(typed.text("day")).map(LocalDate::toString).orElse(""));
  }

  boolean isPlain() {
    return actor.isEmpty() && subject.isEmpty() && event.isEmpty() && day.isEmpty();
  }

  AuditFilter filter(ZoneId zone) {
    Optional<LocalDate> chosen = Span.day(day);
    return new AuditFilter(
        given(actor),
        given(subject),
        given(event),
        chosen.map(it -> it.atStartOfDay(zone).toInstant()),
        chosen.map(it -> it.plusDays(1).atStartOfDay(zone).toInstant()));
  }

  private static String actor(String typed) {
    return typed.isEmpty() || typed.contains(":") || typed.equals("system")
        ? typed
        : "person:" + typed;
  }

  private static Optional<String> given(String text) {
    return Optional.of(text).filter(it -> !it.isEmpty());
  }
}
