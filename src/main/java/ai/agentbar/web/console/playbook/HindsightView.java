package ai.agentbar.web.console.playbook;

import ai.agentbar.watch.alert.Firing;
import ai.agentbar.watch.alert.Retrospect;
import ai.agentbar.watch.alert.WouldBe;
import ai.agentbar.watch.playbook.Durations;
import ai.agentbar.watch.playbook.Retuning;
import ai.agentbar.watch.playbook.Rule;
import ai.agentbar.web.console.Amounts;
import ai.agentbar.web.console.Option;
import ai.agentbar.web.console.Words;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * When a rule would have fired, in one language.
 *
 * @param limit and {@code sustained} what stands in the form
 * @param limitHint how a limit of this kind is written; empty where it has none
 * @param refused at which field the wish is at fault, or empty
 * @param strips one for each way of judging and one for what really was
 * @param days newest first
 * @param notes what cannot be said, and why
 */
public record HindsightView(
    List<Option> overs,
    String limit,
    String sustained,
    String limitHint,
    String refused,
    String why,
    boolean tuned,
    List<HindsightStrip> strips,
    List<HindsightDays.Row> days,
    List<Row> firings,
    String more,
    List<String> notes) {

  static final List<String> OVERS = List.of("24h", "7d", "30d");
  private static final int ROWS_MAX = 50;
  private static final Duration MISSING_TOLD_FROM = Duration.ofMinutes(2);

  /** One firing that would have been. */
  public record Row(String from, String to, String lasted, String severity, String value) {}

  /** What the reader asked. */
  record Asked(Rule rule, String over, String limit, String sustained) {}

  /** What came of it, and what really was. */
  record Looked(Retrospect inForce, Optional<Retrospect> tuned, List<Firing> real) {

    Retrospect newest() {
      return tuned.orElse(inForce);
    }
  }

  static HindsightView refused(Asked asked, String field, Words words) {
    String why =
        words.say(
            field.equals("for") ? "hindsight.for.bad" : "hindsight.limit.bad", hint(asked, words));
    return new HindsightView(
        overs(asked, words),
        asked.limit(),
        asked.sustained(),
        hint(asked, words),
        field,
        why,
        false,
        List.of(),
        List.of(),
        List.of(),
        "",
        List.of());
  }

  static HindsightView of(Asked asked, Looked looked, Words words) {
    List<WouldBe> firings = looked.newest().firings();
    return new HindsightView(
        overs(asked, words),
        or(asked.limit(), Retuning.limitOf(asked.rule())),
        or(asked.sustained(), Durations.written(asked.rule().card().timing().sustained())),
        hint(asked, words),
        "",
        "",
        looked.tuned().isPresent(),
        HindsightStrip.all(looked, words),
        HindsightDays.of(looked, words),
        firings.reversed().stream().limit(ROWS_MAX).map(it -> row(it, looked, words)).toList(),
        firings.size() <= ROWS_MAX
            ? ""
            : words.say("hindsight.more", words.reader().number(firings.size() - ROWS_MAX)),
        notes(looked.newest(), words));
  }

  private static List<Option> overs(Asked asked, Words words) {
    return OVERS.stream()
        .map(it -> new Option(it, words.of("hindsight-over", it), it.equals(asked.over())))
        .toList();
  }

  private static String hint(Asked asked, Words words) {
    return switch (asked.rule()) {
      case Rule.Threshold it -> words.say("hindsight.hint.threshold", Retuning.limitOf(it));
      case Rule.Ratio it -> words.say("hindsight.hint.ratio", Retuning.limitOf(it));
      case Rule.Growth _ -> words.say("hindsight.hint.growth");
      case Rule.Spike _ -> words.say("hindsight.hint.spike");
      case Rule.Silence it -> words.say("hindsight.hint.silence", Retuning.limitOf(it));
      case Rule.Heartbeat _ -> "";
    };
  }

  private static Row row(WouldBe firing, Looked looked, Words words) {
    Instant end = firing.to().orElse(looked.newest().until());
    return new Row(
        words.reader().moment(firing.from()),
        firing.to().map(words.reader()::moment).orElseGet(() -> words.say("hindsight.goes-on")),
        words.reader().lasted(Duration.between(firing.from(), end)),
        firing.severity().name(),
        words.say(
            "hindsight.value",
            Amounts.text(looked.newest().rule(), firing.value(), words.reader()),
            Amounts.text(looked.newest().rule(), firing.limit(), words.reader())));
  }

  private static List<String> notes(Retrospect looked, Words words) {
    return Stream.of(
            Optional.of(words.say(exact(looked.rule()))),
            Optional.of(looked)
                .filter(Retrospect::isCutShort)
                .map(it -> words.say("hindsight.cut", words.reader().moment(it.until()))),
            begins(looked, words),
            Optional.of(missing(looked))
                .filter(it -> it.compareTo(MISSING_TOLD_FROM) > 0)
                .map(it -> words.say("hindsight.missing", words.reader().lasted(it))))
        .flatMap(Optional::stream)
        .toList();
  }

  private static String exact(Rule rule) {
    return switch (rule) {
      case Rule.Threshold _, Rule.Heartbeat _ -> "hindsight.exact.gauge";
      case Rule.Ratio _, Rule.Growth _, Rule.Spike _, Rule.Silence _ -> "hindsight.exact.counter";
    };
  }

  private static Optional<String> begins(Retrospect looked, Words words) {
    if (looked.knownSince().isEmpty()) {
      return Optional.of(words.say("hindsight.nothing"));
    }
    return looked
        .knownSince()
        .filter(it -> it.isAfter(looked.from().plus(MISSING_TOLD_FROM)))
        .map(it -> words.say("hindsight.begins", words.reader().moment(it)));
  }

  /** Between what is stored; what lies before its begin is told apart. */
  private static Duration missing(Retrospect looked) {
    return looked
        .knownSince()
        .map(it -> looked.missing().minus(Duration.between(looked.from(), it)))
        .orElse(Duration.ZERO);
  }

  private static String or(String typed, String usual) {
    return typed.isBlank() ? usual : typed;
  }
}
