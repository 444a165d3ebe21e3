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
   * @param drill what makes an incident of that level
   * @param resolveMinutes 0 for no clock
   */
  private record Level(
      Severity severity, String text, String sla, String drill, long resolveMinutes) {}

  List<Row> all() {
    return Stream.of(
            new Level(Severity.P0, "Tidak bisa bayar sama sekali", "Immediate", "nobody pays", 30),
            new Level(Severity.P1, "Webhook gagal / notif gagal", "< 30 menit", "processing", 30),
            new Level(Severity.P2, "Reminder telat / minor delay", "< 4 jam", "latency", 240),
            new Level(Severity.P3, "Cosmetic / non-blocking", "Next release", "unsigned", 0))
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
          JsonNode incident = rehearsal.of(level.drill()).incident().path("incident");
          assertThat(incident.path("severity").asString()).isEqualTo(level.severity().name());
          assertThat(minutes(incident.path("acknowledge_clock")))
              .isEqualTo(terms.acknowledgeWithin().map(Duration::toMinutes));
          assertThat(minutes(incident.path("resolve_clock")))
              .isEqualTo(Optional.of(level.resolveMinutes()).filter(it -> it > 0));
        });
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
