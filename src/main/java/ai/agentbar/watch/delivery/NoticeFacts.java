package ai.agentbar.watch.delivery;

import ai.agentbar.kernel.Wib;
import ai.agentbar.watch.alert.Acknowledgement;
import ai.agentbar.watch.alert.Alert;
import ai.agentbar.watch.alert.Firing;
import ai.agentbar.watch.alert.Found;
import ai.agentbar.watch.alert.MoneyAtRisk;
import ai.agentbar.watch.playbook.Playbooks;
import ai.agentbar.watch.playbook.Rule;
import ai.agentbar.watch.playbook.SeverityTerms;
import ai.agentbar.watch.playbook.Step;
import ai.agentbar.watch.playbook.Team;
import ai.agentbar.watch.playbook.Wording;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.springframework.stereotype.Service;

/** What the texts may say of one alert, by the names they use. */
@Service
class NoticeFacts {

  private record Line(int number, String text, String mark, String place) {}

  private record Probed(String sign, String text, String at) {}

  /** What was found so lately needs no time beside it where space is scarce. */
  private static final Duration JUST_NOW = Duration.ofMinutes(1);

  private static final Wording NOTHING_FOUND =
      new Wording("Belum ada hasil pemeriksaan", "No findings yet");

  private final MessageSettings settings;
  private final Playbooks playbooks;

  NoticeFacts(MessageSettings settings, Playbooks playbooks) {
    this.settings = settings;
    this.playbooks = playbooks;
  }

  Map<String, Object> of(Notice notice, Locale locale) {
    Map<String, Object> values = new HashMap<>();
    values.put("title", notice.title().in(locale));
    values.put("reason", why(notice).in(locale));
    values.put("note", notice.note().in(locale));
    values.put("calls", notice.shown().calls());
    values.put("state", notice.shown().name().replace('_', ' '));
    values.put("severity", notice.severity());
    values.put("since", Wib.readable(notice.since()));
    values.put("at", Wib.readable(notice.endedAt().orElse(notice.at())));
    values.put("link", settings.link(notice));
    List<Found> found = notice.known().found();
    values.put("found", found.stream().map(it -> probed(it, notice.at(), locale)).toList());
    values.put("probed", !found.isEmpty());
    values.put("unprobed", found.isEmpty() && notice.firing().isPresent());
    severity(notice, locale, values);
    notice.rule().ifPresent(it -> rule(it, locale, values));
    values.put("steps", steps(notice, locale));
    notice.firing().ifPresent(it -> firing(it, values));
    notice.atRisk().ifPresent(it -> risk(it, values));
    values.put("risky", notice.atRisk().isPresent());
    notice.rule().ifPresent(it -> numbers(it, notice, values));
    return values;
  }

  /** Why it is told, and where its numbers are old, that they are. */
  static Wording why(Notice notice) {
    Wording reason = notice.reason();
    return notice
        .blindSince()
        .map(since -> Wib.brief(since, notice.at()))
        .map(
            since ->
                new Wording(
                    "%s (angka lama: tanpa data sejak %s)".formatted(reason.indonesian(), since),
                    "%s (old numbers: no data since %s)".formatted(reason.english(), since)))
        .orElse(reason);
  }

  /** Why, and how much money hangs on it, in one line. */
  static String reason(Notice notice, Locale locale) {
    return why(notice).in(locale)
        + notice.atRisk().map(it -> "; " + risk(it).in(locale)).orElse("");
  }

  /** Since when it fires, in a few letters; nothing where it does not. */
  static String since(Notice notice, Locale locale) {
    String since = Wib.brief(notice.since(), notice.at());
    return notice.shown().calls()
        ? new Wording("; sejak " + since, "; since " + since).in(locale)
        : "";
  }

  /** What was found, in one line, and when, unless just now. */
  static String summary(List<Notice> notices, Locale locale) {
    Instant now = notices.getFirst().at();
    List<Found> all = notices.stream().flatMap(it -> it.known().found().stream()).toList();
    String found =
        Notice.Known.worstFirst(all).stream()
            .map(it -> line(probed(it, now, locale), it.at().plus(JUST_NOW).isAfter(now)))
            .distinct()
            .collect(Collectors.joining("; "));
    return found.isEmpty() ? NOTHING_FOUND.in(locale) : found;
  }

  private static String line(Probed it, boolean justNow) {
    String text = it.sign() + " " + it.text();
    return justNow ? text : text + " (" + it.at() + ")";
  }

  /** What to do, numbered, a step a line. */
  String stepLines(Notice notice, Locale locale) {
    return steps(notice, locale).stream()
        .map(
            it -> "%d. %s [%s] %s".formatted(it.number(), it.text(), it.mark(), it.place()).strip())
        .collect(Collectors.joining("\n"));
  }

  private static Wording risk(MoneyAtRisk atRisk) {
    return new Wording(
        "terancam %d pesanan, %s".formatted(atRisk.orders(), atRisk.amount()),
        "at risk %d orders, %s".formatted(atRisk.orders(), atRisk.amount()));
  }

  private void severity(Notice notice, Locale locale, Map<String, Object> values) {
    SeverityTerms terms = playbooks.current().terms(notice.severity());
    values.put("meaning", terms.meaning().in(locale));
    values.put("answerWithin", terms.answerWithin().in(locale));
  }

  private static void rule(Rule rule, Locale locale, Map<String, Object> values) {
    values.put("description", rule.card().description().in(locale));
    values.put("metric", rule.metric().key());
    values.put(
        "who", rule.card().receivers().stream().map(Team::name).collect(Collectors.joining(", ")));
  }

  private static void risk(MoneyAtRisk atRisk, Map<String, Object> values) {
    values.put("orders", atRisk.orders());
    values.put("rupiah", atRisk.amount());
  }

  private static void firing(Firing firing, Map<String, Object> values) {
    values.put("over", firing.isOver());
    firing.acknowledged().ifPresent(it -> acknowledged(it, values));
  }

  private static void acknowledged(Acknowledgement taken, Map<String, Object> values) {
    values.put("taken", true);
    values.put("takenBy", taken.actor());
    values.put("takenAt", Wib.readable(taken.at()));
    values.put("takenNote", taken.note());
  }

  private static void numbers(Rule rule, Notice notice, Map<String, Object> values) {
    notice.numbers().ifPresent(it -> numbers(rule, it, values));
    notice
        .firing()
        .map(it -> Alert.text(rule, it.value()))
        .filter(it -> !it.equals(values.get("value")))
        .ifPresent(it -> values.put("begun", it));
  }

  private static void numbers(Rule rule, Firing.Numbers numbers, Map<String, Object> values) {
    values.put("numbers", true);
    values.put("value", Alert.text(rule, numbers.value()));
    values.put("limit", Alert.text(rule, numbers.limit()));
  }

  private static Probed probed(Found found, Instant now, Locale locale) {
    String sign =
        switch (found.result().verdict()) {
          case GOOD -> "✓";
          case BAD -> "✗";
          case UNKNOWN -> "?";
        };
    return new Probed(sign, found.result().text().in(locale), Wib.brief(found.at(), now));
  }

  /** Of what fires; where nothing does, nothing was looked at and nothing is to be done. */
  private List<Line> steps(Notice notice, Locale locale) {
    List<Step> steps =
        notice
            .rule()
            .filter(_ -> notice.firing().isPresent())
            .map(it -> it.card().steps())
            .orElseGet(List::of);
    return IntStream.range(0, steps.size())
        .mapToObj(i -> line(i + 1, steps.get(i), notice.known(), locale))
        .toList();
  }

  private Line line(int number, Step step, Notice.Known known, Locale locale) {
    String place = step instanceof Step.Manual manual ? settings.absolute(manual.link()) : "";
    return new Line(number, step.text().in(locale), StepMark.of(step, known).in(locale), place);
  }
}
