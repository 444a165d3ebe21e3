package ai.agentbar.web.console.playbook;

import ai.agentbar.watch.alert.Alert;
import ai.agentbar.watch.playbook.Playbook;
import ai.agentbar.watch.playbook.Rule;
import ai.agentbar.watch.playbook.Step;
import ai.agentbar.web.console.Amounts;
import ai.agentbar.web.console.Badge;
import ai.agentbar.web.console.Fact;
import ai.agentbar.web.console.Words;
import java.util.List;

/**
 * One rule in one language.
 *
 * @param firing where it fires, the path of that; else empty
 */
public record RuleView(
    String id,
    String title,
    String description,
    String severity,
    Badge state,
    String condition,
    String timing,
    String reason,
    List<Fact> facts,
    List<Agreements.TeamRow> teams,
    List<StepRow> steps,
    String firing) {

  /**
   * One step.
   *
   * @param kind {@code probe}, {@code action} or {@code manual}
   * @param badges the probes, or what is pressed
   */
  public record StepRow(String kind, String text, List<String> badges, String link) {}

  static RuleView of(Alert alert, Playbook playbook, Words words) {
    Rule.Card card = alert.rule().card();
    return new RuleView(
        alert.rule().id(),
        card.title().in(words.reader().language()),
        card.description().in(words.reader().language()),
        card.severity().name(),
        RuleWords.state(alert, words),
        RuleWords.condition(alert.rule(), words),
        RuleWords.timing(alert.rule(), words),
        alert.reason().in(words.reader().language()),
        facts(alert, playbook, words),
        card.receivers().stream().map(it -> Agreements.team(it, words)).toList(),
        card.steps().stream().map(it -> step(it, words)).toList(),
        alert.firing().map(it -> "/alerts/" + it.id()).orElse(""));
  }

  private static List<Fact> facts(Alert alert, Playbook playbook, Words words) {
    return List.of(
        new Fact(
            words.say("playbook.value"), Amounts.text(alert.rule(), alert.value(), words.reader())),
        new Fact(
            words.say("playbook.limit"), Amounts.text(alert.rule(), alert.limit(), words.reader())),
        new Fact(words.say("playbook.band"), PlaybookView.band(alert, playbook, words)),
        new Fact(words.say("playbook.kind"), RuleWords.kind(alert.rule(), words)),
        new Fact(
            words.say("playbook.sla"),
            playbook
                .terms(alert.rule().card().severity())
                .answerWithin()
                .in(words.reader().language())));
  }

  private static StepRow step(Step step, Words words) {
    String text = step.text().in(words.reader().language());
    return switch (step) {
      case Step.Probe(_, var probes) ->
          new StepRow("probe", text, probes.stream().map(it -> words.of("probe", it)).toList(), "");
      case Step.Action(_, var action, boolean automatic) ->
          new StepRow(
              "action",
              text,
              automatic
                  ? List.of(words.of("action-button", action), words.say("alert.step.automatic"))
                  : List.of(words.of("action-button", action)),
              "");
      case Step.Manual(_, String link) -> new StepRow("manual", text, List.of(), link);
    };
  }
}
