package ai.agentbar.web.console.alert;

import ai.agentbar.watch.alert.Alert;
import ai.agentbar.watch.alert.AlertState;
import ai.agentbar.watch.alert.Firing;
import ai.agentbar.watch.alert.ProbeResult;
import ai.agentbar.watch.alert.Silence;
import ai.agentbar.watch.alert.Silences;
import ai.agentbar.watch.delivery.Deliveries;
import ai.agentbar.watch.delivery.DeliveryState;
import ai.agentbar.watch.playbook.ActionName;
import ai.agentbar.watch.playbook.Severity;
import ai.agentbar.watch.playbook.Step;
import ai.agentbar.watch.runbook.ActionRun;
import ai.agentbar.web.console.Badge;
import ai.agentbar.web.console.Fact;
import ai.agentbar.web.console.Option;
import ai.agentbar.web.console.Words;
import ai.agentbar.web.console.incident.IncidentBrief;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One firing in one language.
 *
 * @param sentence since when it fires, or that it is over
 * @param reason the judgement in words
 * @param taken who has taken it on, or empty
 * @param others the actions that no step names
 * @param minutesMax for how long its rule can be silenced at most
 * @param incident what it belongs to; none where it is older than incidents are
 */
public record AlertView(
    long id,
    String rule,
    String title,
    String description,
    String severity,
    Badge state,
    String sentence,
    String reason,
    List<Fact> facts,
    String taken,
    boolean over,
    List<SilenceView> silences,
    long minutesMax,
    List<Finding> findings,
    List<StepView> steps,
    List<Option> others,
    List<Run> runs,
    List<Told> told,
    List<IncidentBrief> incident,
    Refusal refusal) {

  public record SilenceView(long id, String text) {}

  /** What one probe found. */
  public record Finding(String probe, Badge verdict, String text) {}

  /** One run of an action because of it. */
  public record Run(String action, Badge state, String text, String more) {}

  /** One message that told of it. */
  public record Told(String team, String channel, String occasion, Badge state) {}

  /**
   * Why a wish was not granted, and what was typed; all empty where none was refused.
   *
   * @param form {@code silence}, {@code comments} or {@code acknowledge}
   */
  public record Refusal(String form, String minutes, String typed, String why) {

    static final Refusal NONE = new Refusal("", "", "", "");
  }

  private static final String DOT = " · ";

  static AlertView of(
      AlertFile file, Optional<IncidentBrief> incident, Refusal refusal, Words words) {
    Firing firing = file.firing();
    List<Step> steps = file.alert().map(it -> it.rule().card().steps()).orElse(List.of());
    return new AlertView(
        firing.id().number(),
        firing.ruleId(),
        card(file, words),
        file.alert()
            .map(it -> it.rule().card().description().in(words.reader().language()))
            .orElseGet(() -> words.say("alert.rule-gone")),
        firing.severity().name(),
        state(file, words),
        sentence(file, words),
        firing.reason().in(words.reader().language()),
        AlertFacts.of(file, words),
        taken(firing, words),
        firing.isOver(),
        file.silences().stream().map(it -> silence(it, words)).toList(),
        (firing.severity() == Severity.P0 ? Silences.P0_MAX : Silences.MAX).toMinutes(),
        file.results().stream()
            .sorted(ProbeResult.WORST_FIRST)
            .map(it -> finding(it, words))
            .toList(),
        steps.stream().map(it -> StepView.of(it, file, words)).toList(),
        others(steps, file, words),
        file.runs().reversed().stream().map(it -> run(it, words)).toList(),
        file.told().stream().map(it -> told(it, words)).toList(),
        incident.stream().toList(),
        refusal);
  }

  private static String card(AlertFile file, Words words) {
    return file.alert()
        .map(it -> it.rule().card().title().in(words.reader().language()))
        .orElse(file.firing().ruleId());
  }

  private static Badge state(AlertFile file, Words words) {
    if (file.firing().isOver()) {
      return new Badge(words.say("alert-is.over"), "good");
    }
    return file.alert().map(Alert::state).filter(AlertState.NoData.class::isInstance).isPresent()
        ? new Badge(words.say("alert-is.no-data"), "warn")
        : new Badge(words.say("alert-is.firing"), "bad");
  }

  private static String sentence(AlertFile file, Words words) {
    Firing firing = file.firing();
    return firing
        .resolvedAt()
        .map(
            it ->
                words.say(
                    "alert.sentence.over",
                    words.reader().moment(it),
                    words.reader().lasted(Duration.between(firing.firedAt(), it))))
        .orElseGet(
            () ->
                words.say(
                    "alert.sentence.firing",
                    words.reader().lasted(Duration.between(firing.since(), file.at())),
                    words.reader().moment(firing.since())));
  }

  private static String taken(Firing firing, Words words) {
    return firing
        .acknowledged()
        .map(
            it ->
                words.say("alert.taken", words.who(it.actor()), words.reader().moment(it.at()))
                    + (it.note().isEmpty() ? "" : DOT + it.note()))
        .orElse("");
  }

  private static SilenceView silence(Silence silence, Words words) {
    return new SilenceView(
        silence.id().number(),
        words.say(
            "alert.silence.stands",
            words.reader().moment(silence.until()),
            words.who(silence.actor()),
            silence.reason()));
  }

  private static Finding finding(ProbeResult result, Words words) {
    return new Finding(
        words.of("probe", result.probe()),
        new Badge(words.of("probe-is", result.verdict()), StepView.tone(result)),
        result.text().in(words.reader().language()));
  }

  private static List<Option> others(List<Step> steps, AlertFile file, Words words) {
    List<ActionName> named =
        steps.stream()
            .filter(Step.Action.class::isInstance)
            .map(it -> ((Step.Action) it).action())
            .toList();
    return Stream.of(ActionName.values())
        .filter(it -> !named.contains(it))
        .map(it -> new Option(StepView.link(it, file), words.of("action-button", it), false))
        .toList();
  }

  private static Run run(ActionRun run, Words words) {
    return new Run(
        words.of("action-button", run.action()),
        StepView.ran(run, words),
        run.end().map(it -> it.text().in(words.reader().language())).orElse(""),
        words.who(run.actor()) + DOT + words.reader().moment(run.askedAt()) + DOT + run.reason());
  }

  private static Told told(Deliveries.Told told, Words words) {
    return new Told(
        told.team(),
        words.of("contact", told.channel()),
        words.of("occasion", told.occasion()),
        new Badge(words.of("told", told.state()), tone(told.state())));
  }

  private static String tone(DeliveryState state) {
    return switch (state) {
      case SENT -> "good";
      case WAITING, RETRYING, HELD -> "warn";
      case FAILED -> "bad";
      case CANCELLED -> "";
    };
  }
}
