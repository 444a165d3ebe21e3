package ai.agentbar.web.console.alert;

import ai.agentbar.watch.alert.Alert;
import ai.agentbar.watch.alert.AlertState;
import ai.agentbar.watch.alert.Firing;
import ai.agentbar.watch.alert.MoneyAtRisk;
import ai.agentbar.watch.alert.Silence;
import ai.agentbar.web.console.Amounts;
import ai.agentbar.web.console.Badge;
import ai.agentbar.web.console.Reader;
import ai.agentbar.web.console.Words;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/**
 * All alerts in one language.
 *
 * @param firing the worst first
 * @param rules in the playbook's order
 */
public record AlertsView(List<FiringRow> firing, List<RuleRow> rules) {

  /**
   * One firing that goes on.
   *
   * @param person who has taken it on, or empty
   * @param silenced until when nobody is told, or empty
   * @param blind whether its numbers are missing
   */
  public record FiringRow(
      long id,
      String title,
      String severity,
      String since,
      String lasted,
      String value,
      String limit,
      String atRisk,
      String person,
      String silenced,
      boolean blind) {}

  /**
   * One rule and how it stands.
   *
   * @param link to what fires, or empty
   */
  public record RuleRow(
      String title, String severity, Badge state, String value, String limit, String link) {}

  static AlertsView of(List<Alert> alerts, List<Silence> silences, Instant now, Words words) {
    return new AlertsView(
        alerts.stream()
            .flatMap(
                it -> it.firing().stream().map(firing -> row(it, firing, silences, now, words)))
            .sorted(Comparator.comparing(FiringRow::severity).thenComparing(FiringRow::id))
            .toList(),
        alerts.stream().map(it -> rule(it, words)).toList());
  }

  private static FiringRow row(
      Alert alert, Firing firing, List<Silence> silences, Instant now, Words words) {
    return new FiringRow(
        firing.id().number(),
        alert.rule().card().title().in(words.reader().language()),
        firing.severity().name(),
        words.reader().moment(firing.since()),
        words.reader().lasted(Duration.between(firing.since(), now)),
        Amounts.text(alert.rule(), alert.value(), words.reader()),
        Amounts.text(alert.rule(), alert.limit(), words.reader()),
        atRisk(firing.atRisk(), words),
        firing.acknowledged().map(it -> words.who(it.actor())).orElse(""),
        silencedUntil(firing.ruleId(), silences, words),
        alert.state() instanceof AlertState.NoData);
  }

  static String atRisk(MoneyAtRisk atRisk, Words words) {
    return atRisk.orders() == 0
        ? Reader.NOTHING
        : words.say(
            "alert.at-risk.orders",
            words.reader().rupiah(atRisk.amount()),
            words.reader().number(atRisk.orders()));
  }

  private static String silencedUntil(String rule, List<Silence> silences, Words words) {
    return silences.stream()
        .filter(it -> it.ruleId().equals(rule))
        .map(Silence::until)
        .max(Comparator.naturalOrder())
        .map(words.reader()::moment)
        .orElse("");
  }

  private static RuleRow rule(Alert alert, Words words) {
    return new RuleRow(
        alert.rule().card().title().in(words.reader().language()),
        alert.rule().card().severity().name(),
        state(alert, words),
        Amounts.text(alert.rule(), alert.value(), words.reader()),
        Amounts.text(alert.rule(), alert.limit(), words.reader()),
        alert.firing().map(it -> "/alerts/" + it.id()).orElse(""));
  }

  private static Badge state(Alert alert, Words words) {
    return switch (alert.state()) {
      case AlertState.Ok() -> new Badge(words.say("alert-is.ok"), "good");
      case AlertState.Pending _ -> new Badge(words.say("alert-is.pending"), "warn");
      case AlertState.Firing _ -> new Badge(words.say("alert-is.firing"), "bad");
      case AlertState.NoData _ -> new Badge(words.say("alert-is.no-data"), "warn");
    };
  }
}
