package ai.agentbar.watch.incident;

import ai.agentbar.kernel.Rupiah;
import ai.agentbar.kernel.Wib;
import ai.agentbar.watch.alert.Acknowledgement;
import ai.agentbar.watch.alert.Firing;
import ai.agentbar.watch.alert.ProbeResult;
import ai.agentbar.watch.playbook.Durations;
import ai.agentbar.watch.playbook.Wording;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Writes the draft of a post-mortem. Pure. What the program knows is filled in; what only people
 * know, why it happened and what is done about that, is left open and says so.
 */
final class PostMortemDraft {

  /** What is known of an incident. */
  record Facts(
      Incident incident,
      List<StepTaken> steps,
      List<Entry> timeline,
      List<AlertFacts> alerts,
      Exposure exposure,
      Instant writtenAt) {

    /** When it was wrong first, as far as the alerts know. */
    Instant beganAt() {
      return alerts.stream()
          .map(it -> it.firing().since())
          .min(Comparator.naturalOrder())
          .orElse(incident.course().openedAt());
    }

    /** The orders of the alert that concerned most; the same orders stand in several. */
    Optional<Firing> worstHit() {
      return alerts.stream()
          .map(AlertFacts::firing)
          .max(Comparator.comparingLong(it -> it.atRisk().amount().amount()));
    }
  }

  /**
   * What happened to orders meanwhile, by the metrics.
   *
   * @param pendingMost the most orders that waited for their payment at one time
   * @param rupiahMost the most money that waited at one time
   */
  record Exposure(long pendingMost, Rupiah rupiahMost, long paid, long expired) {}

  record AlertFacts(
      Firing firing, Wording title, List<ProbeResult> probes, Optional<Graph> graph) {}

  private static final String TO_FILL_IN = "_Diisi oleh tim / to be filled in._";

  private PostMortemDraft() {}

  static String write(Facts facts) {
    return String.join(
        "\n",
        heading(facts),
        summary(facts),
        impact(facts),
        graphs(facts),
        timeline(facts),
        probes(facts),
        actions(facts),
        steps(facts),
        lessons());
  }

  private static String heading(Facts facts) {
    return "# Post-mortem: incident %s (%s)\n"
        .formatted(facts.incident().id(), facts.incident().severity());
  }

  private static String summary(Facts facts) {
    Incident incident = facts.incident();
    return """
        ## Ringkasan / Summary

        %s

        | | |
        |---|---|
        | Alerts | %s |
        | Began | %s |
        | Detected | %s, after %s |
        | Acknowledged | %s |
        | Recovered | %s |
        | Resolved | %s |
        | Duration | %s |
        | Roles | %s |
        """
        .formatted(
            TO_FILL_IN,
            names(facts),
            Wib.readable(facts.beganAt()),
            Wib.readable(incident.course().openedAt()),
            lasted(facts.beganAt(), incident.course().openedAt()),
            incident
                .course()
                .acknowledged()
                .map(it -> acknowledged(facts, it))
                .orElse("nobody did"),
            incident.course().recoveredAt().map(Wib::readable).orElse("not yet"),
            incident.course().resolution().map(PostMortemDraft::resolved).orElse("not yet"),
            lasted(facts.beganAt(), incident.endedAt().orElse(facts.writtenAt())),
            roles(incident));
  }

  private static String names(Facts facts) {
    return facts.alerts().stream()
        .map(it -> "%s / %s".formatted(it.title().indonesian(), it.title().english()))
        .distinct()
        .map(Markdown::cell)
        .collect(Collectors.joining("<br>"));
  }

  private static String acknowledged(Facts facts, Acknowledgement acknowledgement) {
    return Markdown.cell(
        "%s by %s, after %s"
            .formatted(
                Wib.readable(acknowledgement.at()),
                acknowledgement.actor(),
                lasted(facts.incident().course().openedAt(), acknowledgement.at())));
  }

  private static String resolved(Incident.Resolution resolution) {
    return Markdown.cell(
        "%s by %s%s"
            .formatted(
                Wib.readable(resolution.at()),
                resolution.actor(),
                resolution.reason().isEmpty() ? "" : ": " + resolution.reason()));
  }

  private static String roles(Incident incident) {
    return incident.roles().isEmpty()
        ? "none assigned"
        : incident.roles().entrySet().stream()
            .map(it -> it.getKey() + " " + it.getValue())
            .map(Markdown::cell)
            .collect(Collectors.joining("<br>"));
  }

  private static String impact(Facts facts) {
    String money =
        facts
            .worstHit()
            .map(Firing::atRisk)
            .map(it -> "%d orders worth %s".formatted(it.orders(), it.amount()))
            .orElse("not known");
    return """
        ## Dampak / Impact

        - At risk when the worst of its alerts fired: %s.
        - At most %d orders worth %s waited for their payment at one time.
        - Meanwhile %d orders were paid, and %d expired.
        %s
        - %s
        """
        .formatted(
            money,
            facts.exposure().pendingMost(),
            facts.exposure().rupiahMost(),
            facts.exposure().paid(),
            facts.exposure().expired(),
            facts.alerts().stream()
                .map(it -> "- %s".formatted(Markdown.line(it.firing().reason().english())))
                .collect(Collectors.joining("\n")),
            TO_FILL_IN);
  }

  private static String graphs(Facts facts) {
    return "## Metrik / Metrics\n\n"
        + facts.alerts().stream()
            .map(AlertFacts::graph)
            .flatMap(Optional::stream)
            .distinct()
            .map(Graph::markdown)
            .collect(Collectors.joining("\n"));
  }

  private static String timeline(Facts facts) {
    long leftOut = facts.incident().entriesLeftOut();
    return """
        ## Linimasa / Timeline

        | When | What | Who |
        |---|---|---|
        %s
        %s"""
        .formatted(
            facts.timeline().stream().map(PostMortemDraft::row).collect(Collectors.joining("\n")),
            leftOut == 0 ? "" : "\n%d more entries were left out.\n".formatted(leftOut));
  }

  private static String row(Entry entry) {
    return "| %s | %s | %s |"
        .formatted(
            Wib.readable(entry.at()),
            Markdown.cell(entry.text()),
            entry.actor().map(it -> Markdown.cell(it.toString())).orElse(""));
  }

  private static String probes(Facts facts) {
    String found =
        facts.alerts().stream()
            .flatMap(
                alert ->
                    alert.probes().stream()
                        .map(
                            it ->
                                "- **%s** %s: %s (%s)"
                                    .formatted(
                                        it.verdict(),
                                        it.probe(),
                                        Markdown.line(it.text().english()),
                                        alert.firing().ruleId())))
            .collect(Collectors.joining("\n"));
    return section("Temuan / What the probes found", found, "No probe reported.");
  }

  private static String actions(Facts facts) {
    String done =
        facts.timeline().stream()
            .filter(it -> it.kind() == Entry.Kind.ACTION)
            .map(
                it ->
                    "- %s: %s%s"
                        .formatted(
                            Wib.readable(it.at()), Markdown.line(it.text()), beforeAndAfter(it)))
            .collect(Collectors.joining("\n"));
    return section("Tindakan / Actions", done, "No action was run.");
  }

  private static String beforeAndAfter(Entry entry) {
    Object before = entry.fields().get("before");
    Object after = entry.fields().get("after");
    return before == null || after == null
        ? ""
        : " (%s before %s, after %s)"
            .formatted(entry.fields().getOrDefault("metric", "metric"), before, after);
  }

  private static String steps(Facts facts) {
    String taken =
        facts.steps().stream()
            .map(
                it ->
                    "- %s %s by %s, %s%s"
                        .formatted(
                            it.step(),
                            it.way().skipped() ? "skipped" : "done",
                            it.actor(),
                            Wib.readable(it.at()),
                            it.way().note().isEmpty() ? "" : ": " + Markdown.line(it.way().note())))
            .collect(Collectors.joining("\n"));
    return section("Langkah / Steps", taken, "No step was taken.");
  }

  private static String lessons() {
    return """
        ## Penyebab / Cause

        %1$s

        ## Pelajaran / Lessons

        - Berjalan baik / went well: %1$s
        - Kurang baik / went badly: %1$s
        - Untung-untungan / was luck: %1$s

        ## Tindak lanjut / Action items

        | What | Who | By when |
        |---|---|---|
        | | | |
        """
        .formatted(TO_FILL_IN);
  }

  private static String section(String title, String lines, String otherwise) {
    return "## %s\n\n%s\n".formatted(title, lines.isEmpty() ? otherwise : lines);
  }

  private static String lasted(Instant from, Instant to) {
    return Durations.text(Duration.between(from, to));
  }
}
