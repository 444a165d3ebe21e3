package ai.agentbar.watch.playbook;

import ai.agentbar.watch.metric.Buckets;
import ai.agentbar.watch.metric.Metric;
import ai.agentbar.watch.metric.PendingAge;
import ai.agentbar.watch.playbook.Rule.Side;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads what a rule of each kind needs beside what every rule says. */
final class KindReader {

  private static final int USUAL_WINDOWS_MAX = 288;
  private static final int NUMBER_MAX = 1_000_000;

  private KindReader() {}

  static Optional<Rule> read(YamlSection.Line kind, Rule.Card card, YamlSection section) {
    return switch (kind.text()) {
      case "threshold" -> threshold(card, section);
      case "ratio" -> ratio(card, section);
      case "growth" -> growth(card, section);
      case "spike" -> spike(card, section);
      case "silence" -> silence(card, section);
      case "heartbeat" -> heartbeat(card, section);
      default -> {
        section.mistake(
            kind.place(),
            "kind: '%s' is none of threshold, ratio, growth, spike, silence, heartbeat"
                .formatted(kind.text()));
        yield Optional.empty();
      }
    };
  }

  private static Optional<Rule> threshold(Rule.Card card, YamlSection section) {
    Optional<Metric> metric = section.parsed("metric", Metrics::gauge);
    boolean below = section.keys().contains("below");
    if (below && section.keys().contains("above")) {
      section.mistake(section.placeOf("below"), "a threshold is either above or below");
    }
    Optional<Long> limit =
        metric.flatMap(
            it -> section.parsed(below ? "below" : "above", text -> Unit.of(it).parse(text)));
    Side side = below ? Side.BELOW : Side.ABOVE;
    // Of any other metric the key is refused, as one that does not belong here.
    Optional<Duration> olderThan =
        metric
            .filter(it -> it == Metric.ORDERS_PENDING_AGING)
            .flatMap(_ -> section.optionalParsed("older_than", KindReader::age));
    return metric.flatMap(of -> limit.map(it -> new Rule.Threshold(card, of, side, it, olderThan)));
  }

  private static Duration age(String text) {
    Duration age = Durations.parse(text);
    if (age.isZero() || Stream.of(PendingAge.values()).noneMatch(it -> it.from().equals(age))) {
      throw new IllegalArgumentException(
          "orders are counted from 5m, 15m, 30m or 60m on, not from '" + text + "'");
    }
    return age;
  }

  private static Optional<Rule> ratio(Rule.Card card, YamlSection section) {
    Optional<Metric> metric = counter(section, "metric");
    Optional<Metric> whole = counter(section, "of");
    Optional<Duration> window = window(section);
    Optional<Integer> below = section.parsed("below", Numbers::percent);
    int minimum = number(section, "minimum", NUMBER_MAX);
    int minimumAtZero = minimumOr(section, "minimum_at_zero", minimum);
    Optional<Rule.AtZero> atZero =
        section
            .optionalParsed("severity_at_zero", KindReader::severity)
            .map(it -> new Rule.AtZero(it, minimumAtZero));
    if (metric.isEmpty() || whole.isEmpty() || window.isEmpty() || below.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Rule.Ratio(
            card, metric.get(), whole.get(), window.get(), below.get(), minimum, atZero));
  }

  private static Optional<Rule> growth(Rule.Card card, YamlSection section) {
    Optional<Metric> metric = counter(section, "metric");
    Optional<Duration> window = window(section);
    int minimum = minimumOr(section, "minimum", 1);
    return metric.flatMap(of -> window.map(in -> new Rule.Growth(card, of, in, minimum)));
  }

  private static Optional<Rule> spike(Rule.Card card, YamlSection section) {
    Optional<Metric> metric = counter(section, "metric");
    Optional<Duration> window = window(section);
    int usualWindows = number(section, "usual_windows", USUAL_WINDOWS_MAX);
    int factor = number(section, "factor", NUMBER_MAX);
    int minimum = number(section, "minimum", NUMBER_MAX);
    return metric.flatMap(
        of -> window.map(in -> new Rule.Spike(card, of, in, usualWindows, factor, minimum)));
  }

  private static Optional<Rule> silence(Rule.Card card, YamlSection section) {
    Optional<Metric> metric = counter(section, "metric");
    Optional<Duration> window = window(section);
    section.parsed("while", KindReader::openPayments);
    int minimum =
        section.keys().contains("minimum")
            ? section.parsed("minimum", text -> Numbers.parseOrZero(text, NUMBER_MAX)).orElse(0)
            : 0;
    return metric.flatMap(of -> window.map(in -> new Rule.Silence(card, of, in, minimum)));
  }

  private static Optional<Rule> heartbeat(Rule.Card card, YamlSection section) {
    Optional<Metric> metric = section.parsed("metric", Metrics::gauge);
    Optional<Metric> expected = section.parsed("expected", Metrics::expected);
    return metric.flatMap(of -> expected.map(it -> new Rule.Heartbeat(card, of, it)));
  }

  private static Optional<Metric> counter(YamlSection section, String key) {
    return section.parsed(key, Metrics::counter);
  }

  private static Optional<Duration> window(YamlSection section) {
    return section.parsed(
        "window",
        text -> {
          Duration window = Durations.parse(text);
          if (window.compareTo(Buckets.LENGTH) < 0) {
            throw new IllegalArgumentException(
                "'" + text + "' is shorter than a bucket of " + Buckets.LENGTH.toSeconds() + "s");
          }
          return window;
        });
  }

  private static int number(YamlSection section, String key, int largest) {
    return section.parsed(key, text -> Numbers.parse(text, largest)).orElse(1);
  }

  private static int minimumOr(YamlSection section, String key, int usual) {
    return section.keys().contains(key) ? number(section, key, NUMBER_MAX) : usual;
  }

  static Severity severity(String text) {
    return Names.upper(Severity.class, text);
  }

  private static Metric openPayments(String text) {
    if (!text.equals(Metric.ORDERS_PENDING.key())) {
      throw new IllegalArgumentException(
          "a silence is judged while orders_pending, not while '" + text + "'");
    }
    return Metric.ORDERS_PENDING;
  }
}
