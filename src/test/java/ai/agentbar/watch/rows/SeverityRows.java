package ai.agentbar.watch.rows;

import static org.assertj.core.api.Assertions.assertThat;

import ai.agentbar.watch.playbook.Severity;
import ai.agentbar.watch.playbook.SeverityTerms;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** Section 7: each level's time is in force, and the clocks of an incident follow it. */
final class SeverityRows {

  private final OnCall onCall;
  private final Rehearsal rehearsal;

  SeverityRows(OnCall onCall, Rehearsal rehearsal) {
    this.onCall = onCall;
    this.rehearsal = rehearsal;
  }

  /**
   * @param drills what makes incidents of that level
   * @param resolveMinutes 0 for no clock
   */
  private record Level(
      Severity severity, String text, String sla, List<String> drills, long resolveMinutes) {}

  List<Row> all() {
    return Stream.of(
            new Level(
                Severity.P0,
                "Tidak bisa bayar sama sekali",
                "Immediate",
                List.of("nobody pays"),
                30),
            new Level(
                Severity.P1,
                "Webhook gagal / notif gagal",
                "< 30 menit",
                List.of("processing", "failure"),
                30),
            new Level(
                Severity.P2, "Reminder telat / minor delay", "< 4 jam", List.of("latency"), 240),
            new Level(
                Severity.P3, "Cosmetic / non-blocking", "Next release", List.of("unsigned"), 0))
        .map(this::row)
        .toList();
  }

  private Row row(Level level) {
    return Row.of(
        "7",
        List.of(level.severity().name(), level.text(), level.sla()),
        () -> {
          SeverityTerms terms = onCall.playbook().terms(level.severity());
          assertThat(List.of(terms.answerWithin().indonesian(), terms.answerWithin().english()))
              .contains(level.sla());
          assertThat(terms.meaning().indonesian()).isEqualTo(level.text());
          level.drills().forEach(drill -> drilled(drill, level, terms));
        });
  }

  private void drilled(String drill, Level level, SeverityTerms terms) {
    JsonNode incident = rehearsal.of(drill).incident().path("incident");
    assertThat(incident.path("severity").asString()).as(drill).isEqualTo(level.severity().name());
    assertThat(minutes(incident.path("acknowledge_clock")))
        .as(drill)
        .isEqualTo(terms.acknowledgeWithin().map(Duration::toMinutes));
    assertThat(minutes(incident.path("resolve_clock")))
        .as(drill)
        .isEqualTo(Optional.of(level.resolveMinutes()).filter(it -> it > 0));
  }

  private static Optional<Long> minutes(JsonNode clock) {
    return clock.isNull() || clock.isMissingNode()
        ? Optional.empty()
        : Optional.of(
            Duration.between(
                    Instant.parse(clock.path("started_at").asString()),
                    Instant.parse(clock.path("due_at").asString()))
                .toMinutes());
  }
}
