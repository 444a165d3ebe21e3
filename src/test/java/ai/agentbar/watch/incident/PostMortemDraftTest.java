package ai.agentbar.watch.incident;

import static ai.agentbar.watch.incident.Sample.AYU;
import static ai.agentbar.watch.incident.Sample.START;
import static org.assertj.core.api.Assertions.assertThat;

import ai.agentbar.kernel.Actor;
import ai.agentbar.kernel.Rupiah;
import ai.agentbar.watch.alert.Firing;
import ai.agentbar.watch.alert.FiringId;
import ai.agentbar.watch.alert.MoneyAtRisk;
import ai.agentbar.watch.alert.ProbeResult;
import ai.agentbar.watch.incident.PostMortemDraft.AlertFacts;
import ai.agentbar.watch.incident.PostMortemDraft.Exposure;
import ai.agentbar.watch.incident.PostMortemDraft.Facts;
import ai.agentbar.watch.metric.Point;
import ai.agentbar.watch.playbook.ProbeName;
import ai.agentbar.watch.playbook.Severity;
import ai.agentbar.watch.playbook.Wording;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PostMortemDraftTest {

  private static final Instant END = START.plus(Duration.ofMinutes(25));
  private static final MoneyAtRisk AT_RISK = new MoneyAtRisk(23, new Rupiah(2_277_000));

  private final String draft = PostMortemDraft.write(facts());

  @Test
  void the_summary_says_when_it_began_was_detected_taken_on_and_over() {
    assertThat(draft)
        .startsWith("# Post-mortem: incident 7 (P1)\n")
        .contains(
            "| Alerts | Tidak ada webhook / No webhook |",
            "| Began | 23 Nov 2026 09:50:00 WIB |",
            "| Detected | 23 Nov 2026 10:00:00 WIB, after 10m |",
            "| Acknowledged | 23 Nov 2026 10:04:00 WIB by person:ayu, after 4m |",
            "| Recovered | 23 Nov 2026 10:20:00 WIB |",
            "| Resolved | 23 Nov 2026 10:25:00 WIB by person:ayu: fixed |",
            "| Duration | 30m |");
  }

  @Test
  void the_impact_names_orders_and_rupiah_of_the_firing_and_of_the_time_it_lasted() {
    assertThat(draft)
        .contains(
            "23 orders worth Rp 2.277.000",
            "At most 41 orders worth Rp 4.059.000 waited",
            "Meanwhile 3 orders were paid, and 2 expired",
            "no notification for 10m");
  }

  @Test
  void the_timeline_is_a_table_in_which_text_of_others_breaks_no_cell() {
    assertThat(draft)
        .contains(
            "| 23 Nov 2026 10:00:00 WIB | Alert no\\_webhook fires |  |",
            "| 23 Nov 2026 10:05:00 WIB | it is \\| &lt;b>theirs\\*\\* not ours | person:ayu |",
            "4 more entries were left out.");
  }

  @Test
  void probes_actions_and_steps_are_listed_with_what_came_of_them() {
    assertThat(draft)
        .contains(
            "- **BAD** MIDTRANS_API: Midtrans answers 503 (no_webhook)",
            "After RUN\\_RECONCILIATION (WEBHOOK_RECEIVED_TOTAL before 12, after 48)",
            "- ASSESS skipped by person:ayu, 23 Nov 2026 10:00:00 WIB: known since yesterday");
  }

  @Test
  void the_metric_is_drawn_as_a_chart_that_markdown_shows() {
    assertThat(draft)
        .contains(
            "```mermaid\nxychart-beta\n    title \"webhook_received_total (WIB), highest 9\"",
            "x-axis [\"23.11. 10:00\", \"23.11. 10:01\", \"23.11. 10:02\"]",
            "y-axis \"webhook_received_total\" 0 --> 9",
            "line [9, 0, 4]");
  }

  @Test
  void what_only_people_know_is_left_open_and_says_so() {
    assertThat(draft)
        .contains(
            "## Penyebab / Cause", "## Pelajaran / Lessons", "## Tindak lanjut / Action items")
        .contains("_Diisi oleh tim / to be filled in._");
  }

  @Test
  void a_long_incident_still_gives_a_chart_of_sixty_points_at_most() {
    for (int minutes : List.of(1, 59, 60, 61, 600, 44_640)) {
      Duration stretch = Duration.ofMinutes(minutes);
      assertThat(Math.ceilDiv(stretch.toSeconds(), Graph.step(stretch).toSeconds()))
          .isBetween(1L, (long) Graph.POINTS_MAX);
    }
  }

  private static Facts facts() {
    Incident incident =
        Sample.of(7, Severity.P1, "no_webhook")
            .acknowledgedAt(START.plus(Duration.ofMinutes(4)))
            .recoveredAt(START.plus(Duration.ofMinutes(20)))
            .resolvedAt(END)
            .incident();
    return new Facts(
        new Incident(
            incident.id(),
            incident.severity(),
            incident.course(),
            incident.acknowledge(),
            incident.resolve(),
            incident.postMortem(),
            Map.of(IncidentRole.COMMANDER, AYU),
            incident.alerts(),
            4),
        List.of(
            new StepTaken(
                IncidentStep.ASSESS, new StepTaken.Way(true, "known since yesterday"), AYU, START)),
        List.of(
            entry(0, Entry.Kind.ALERT, Optional.empty(), "Alert no_webhook fires", Map.of()),
            entry(
                5, Entry.Kind.COMMENT, Optional.of(AYU), "it is | <b>theirs**\nnot ours", Map.of()),
            entry(
                6,
                Entry.Kind.ACTION,
                Optional.empty(),
                "After RUN_RECONCILIATION",
                Map.of("metric", "WEBHOOK_RECEIVED_TOTAL", "before", 12, "after", 48))),
        List.of(alert()),
        new Exposure(41, new Rupiah(4_059_000), 3, 2),
        END);
  }

  private static AlertFacts alert() {
    Wording silent = new Wording("tidak ada notifikasi 10m", "no notification for 10m");
    return new AlertFacts(
        new Firing(
            new FiringId(700),
            "no_webhook",
            Severity.P1,
            START.minus(Duration.ofMinutes(10)),
            START,
            Optional.of(END),
            Optional.empty(),
            600,
            600,
            silent,
            AT_RISK,
            new Firing.Numbers(600, 600, silent, AT_RISK, Optional.empty())),
        new Wording("Tidak ada webhook", "No webhook"),
        List.of(
            new ProbeResult(
                ProbeName.MIDTRANS_API,
                ProbeResult.Verdict.BAD,
                new Wording("Midtrans menjawab 503", "Midtrans answers 503"),
                300)),
        Optional.of(
            new Graph(
                "webhook_received_total",
                IntStream.of(9, 0, 4)
                    .boxed()
                    .map(it -> new Point(START.plusSeconds(it == 9 ? 0 : it == 0 ? 60 : 120), it))
                    .toList())));
  }

  private static Entry entry(
      int minute, Entry.Kind kind, Optional<Actor> actor, String text, Map<String, Object> fields) {
    return new Entry(
        START.plus(Duration.ofMinutes(minute)),
        kind,
        "EVENT",
        actor,
        text,
        Optional.of(new FiringId(700)),
        fields);
  }
}
