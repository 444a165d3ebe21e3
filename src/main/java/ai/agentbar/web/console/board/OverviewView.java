package ai.agentbar.web.console.board;

import ai.agentbar.kernel.Rupiah;
import ai.agentbar.watch.alert.Alert;
import ai.agentbar.watch.alert.AlertState;
import ai.agentbar.watch.delivery.Deliveries;
import ai.agentbar.watch.metric.Metric;
import ai.agentbar.watch.playbook.Step;
import ai.agentbar.web.console.Amounts;
import ai.agentbar.web.console.Reader;
import ai.agentbar.web.console.Words;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;

/**
 * The overview in one language.
 *
 * @param verdict what flows and how bad what fires is, in lower case, for the stylesheet
 * @param alarm how much fires, or empty
 * @param uneasy rules that do not fire and are not at rest either
 * @param watched how many rules do not fire
 * @param boards the five, in small
 */
public record OverviewView(
    String asOf,
    String verdict,
    String headline,
    String more,
    String alarm,
    List<FiringView> firing,
    List<RuleView> uneasy,
    String watched,
    List<RuleView> others,
    List<SmallBoard> boards) {

  /**
   * What fires.
   *
   * @param link to its page
   * @param stale whether the numbers are too old to say that it goes on
   */
  public record FiringView(
      String link,
      String title,
      String description,
      String severity,
      String since,
      String lasted,
      String value,
      String limit,
      String reason,
      boolean stale,
      List<String> steps,
      List<ToldView> told) {}

  /**
   * One message to one team.
   *
   * @param state in lower case, for the stylesheet
   */
  public record ToldView(String team, String channel, String state, String text) {}

  public record RuleView(String title, String state, String text) {}

  static OverviewView of(Overview overview, Words words) {
    Snapshot read = overview.read();
    return new OverviewView(
        words.say("board.asof", words.reader().moment(read.at())),
        Words.lower(overview.verdict()) + " " + Words.lower(overview.mood()),
        words.of("flow", overview.verdict()),
        more(overview, words),
        alarm(overview.firing().size(), words),
        overview.firing().stream().map(it -> firing(it, overview, words)).toList(),
        overview.others().stream()
            .filter(it -> !(it.state() instanceof AlertState.Ok))
            .map(it -> rule(it, words))
            .toList(),
        watched(overview, words),
        overview.others().stream().map(it -> rule(it, words)).toList(),
        SmallBoard.all(read, words));
  }

  private static String more(Overview overview, Words words) {
    Reader reader = words.reader();
    return words
        .find(
            "flow-more." + Words.lower(overview.verdict()),
            reader.number(overview.recent(Metric.PAYMENT_PAID_COUNT)),
            reader.rupiah(new Rupiah(overview.recent(Metric.PAYMENT_PAID_RUPIAH))),
            reader.number(overview.recent(Metric.PAYMENT_ATTEMPT_COUNT)),
            reader.number(overview.recent(Metric.CHECKOUT_CREATED_COUNT)),
            reader.moment(overview.read().now().foldedUntil()))
        .orElse("");
  }

  private static String alarm(int firing, Words words) {
    return switch (firing) {
      case 0 -> "";
      case 1 -> words.say("flow-alarm.one");
      default -> words.say("flow-alarm.many", words.reader().number(firing));
    };
  }

  private static String watched(Overview overview, Words words) {
    int quiet = overview.others().size();
    return quiet == 0
        ? words.say("rules.all-firing")
        : words.say("rules.watched", words.reader().number(quiet));
  }

  private static FiringView firing(Alert alert, Overview overview, Words words) {
    Locale language = words.reader().language();
    Instant now = overview.read().at();
    Instant since =
        alert.state().known() instanceof AlertState.Firing firing ? firing.since() : now;
    return new FiringView(
        alert.firing().map(it -> "/alerts/" + it.id()).orElse("/alerts"),
        alert.rule().card().title().in(language),
        alert.rule().card().description().in(language),
        alert.rule().card().severity().name(),
        words.reader().moment(since),
        words.say("alert.lasted", words.reader().lasted(calmly(Duration.between(since, now)))),
        Amounts.text(alert.rule(), alert.value(), words.reader()),
        Amounts.text(alert.rule(), alert.limit(), words.reader()),
        alert.reason().in(language),
        alert.state() instanceof AlertState.NoData,
        alert.rule().card().steps().stream().map((Step it) -> it.text().in(language)).toList(),
        overview.told(alert).stream().map(it -> told(it, words)).toList());
  }

  /** Without seconds after the first minute, so that what is read does not change each second. */
  private static Duration calmly(Duration lasted) {
    return lasted.toMinutes() > 0 ? lasted.truncatedTo(ChronoUnit.MINUTES) : lasted;
  }

  private static ToldView told(Deliveries.Told told, Words words) {
    return new ToldView(
        told.team(),
        words.of("contact", told.channel()),
        Words.lower(told.state()),
        words.of("told", told.state()));
  }

  private static RuleView rule(Alert alert, Words words) {
    String state = alert.state().label().toLowerCase(Locale.ROOT);
    return new RuleView(
        alert.rule().card().title().in(words.reader().language()),
        state,
        words.of("rule-is", state));
  }
}
