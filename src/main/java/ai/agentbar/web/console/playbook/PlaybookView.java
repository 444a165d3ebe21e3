package ai.agentbar.web.console.playbook;

import ai.agentbar.watch.alert.Alert;
import ai.agentbar.watch.playbook.Band;
import ai.agentbar.watch.playbook.Playbook;
import ai.agentbar.watch.playbook.PlaybookInForce;
import ai.agentbar.watch.playbook.RefusedPlaybook;
import ai.agentbar.web.console.Amounts;
import ai.agentbar.web.console.Badge;
import ai.agentbar.web.console.Reader;
import ai.agentbar.web.console.Words;
import java.util.List;
import java.util.Optional;

/**
 * The playbook in one language.
 *
 * @param inForce which file, which version, since when
 * @param refused the changed file that is not in force, if there is one
 */
public record PlaybookView(
    String inForce, List<Refused> refused, List<RuleRow> rules, Agreements agreements) {

  /** A changed file with mistakes. */
  public record Refused(String since, String version, List<MistakeRow> mistakes) {}

  /**
   * One rule and how it stands.
   *
   * @param band what is normal for its metric, or a dash
   * @param firing where it fires, the path of that; else empty
   */
  public record RuleRow(
      String id,
      String title,
      String kind,
      String severity,
      String owners,
      String condition,
      String value,
      String limit,
      String band,
      Badge state,
      String firing) {}

  static PlaybookView of(
      PlaybookInForce inForce, Optional<RefusedPlaybook> refused, List<Alert> alerts, Words words) {
    Playbook playbook = inForce.playbook();
    return new PlaybookView(
        words.say(
            "playbook.in-force",
            inForce.source(),
            inForce.version(),
            words.reader().moment(inForce.since())),
        refused.map(it -> refused(it, words)).stream().toList(),
        alerts.stream().map(it -> row(it, playbook, words)).toList(),
        Agreements.of(playbook, words));
  }

  private static Refused refused(RefusedPlaybook refused, Words words) {
    return new Refused(
        words.reader().moment(refused.since()),
        refused.version(),
        refused.mistakes().stream().map(it -> MistakeRow.of(it, List.of(), words)).toList());
  }

  private static RuleRow row(Alert alert, Playbook playbook, Words words) {
    return new RuleRow(
        alert.rule().id(),
        alert.rule().card().title().in(words.reader().language()),
        RuleWords.kind(alert.rule(), words),
        alert.rule().card().severity().name(),
        RuleWords.owners(alert.rule()),
        RuleWords.condition(alert.rule(), words),
        Amounts.text(alert.rule(), alert.value(), words.reader()),
        Amounts.text(alert.rule(), alert.limit(), words.reader()),
        band(alert, playbook, words),
        RuleWords.state(alert, words),
        alert.firing().map(it -> "/alerts/" + it.id()).orElse(""));
  }

  static String band(Alert alert, Playbook playbook, Words words) {
    return playbook
        .band(alert.rule().metric())
        .map(Band::normal)
        .map(it -> it.in(words.reader().language()))
        .orElse(Reader.NOTHING);
  }
}
