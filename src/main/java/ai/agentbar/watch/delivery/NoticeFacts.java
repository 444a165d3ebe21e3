package ai.agentbar.watch.delivery;

import ai.agentbar.kernel.Wib;
import ai.agentbar.watch.alert.Acknowledgement;
import ai.agentbar.watch.alert.Alert;
import ai.agentbar.watch.alert.Firing;
import ai.agentbar.watch.alert.MoneyAtRisk;
import ai.agentbar.watch.alert.ProbeResult;
import ai.agentbar.watch.playbook.Playbooks;
import ai.agentbar.watch.playbook.Rule;
import ai.agentbar.watch.playbook.SeverityTerms;
import ai.agentbar.watch.playbook.Step;
import ai.agentbar.watch.playbook.Team;
import ai.agentbar.watch.playbook.Wording;
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

  private record Probed(String sign, String text) {}

  private static final Wording BY_SYSTEM = new Wording("sudah oleh sistem", "done by the system");
  private static final Wording BUTTON = new Wording("tombol", "button");
  private static final Wording BY_HAND = new Wording("manual", "by hand");
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
    values.put("reason", notice.reason().in(locale));
    values.put("note", notice.note().in(locale));
    values.put("calls", notice.shown().calls());
    values.put("state", notice.shown().name().replace('_', ' '));
    values.put("severity", notice.severity());
    values.put("since", Wib.readable(notice.since()));
    values.put("at", Wib.readable(notice.endedAt().orElse(notice.at())));
    values.put("link", settings.link(notice));
    values.put("found", notice.found().stream().map(it -> probed(it, locale)).toList());
    values.put("probed", !notice.found().isEmpty());
    severity(notice, locale, values);
    notice.rule().ifPresent(it -> rule(it, locale, values));
    notice.firing().ifPresent(it -> firing(it, values));
    values.put("risky", notice.atRisk().isPresent());
    notice.rule().ifPresent(it -> notice.firing().ifPresent(f -> numbers(it, f, values)));
    return values;
  }

  /** Why, and how much money hangs on it, in one line. */
  static String reason(Notice notice, Locale locale) {
    return notice.reason().in(locale)
        + notice.atRisk().map(it -> "; " + risk(it).in(locale)).orElse("");
  }

  /** What was found, in one line. */
  static String summary(List<Notice> notices, Locale locale) {
    String found =
        notices.stream()
            .flatMap(it -> it.found().stream())
            .map(it -> probed(it, locale))
            .map(it -> it.sign() + " " + it.text())
            .distinct()
            .collect(Collectors.joining("; "));
    return found.isEmpty() ? NOTHING_FOUND.in(locale) : found;
  }

  /** What to do, numbered, a step a line. */
  static String steps(Rule rule, Locale locale) {
    return steps(rule.card().steps(), locale).stream()
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
    values.put("steps", steps(rule.card().steps(), locale));
  }

  private static void firing(Firing firing, Map<String, Object> values) {
    values.put("orders", firing.atRisk().orders());
    values.put("rupiah", firing.atRisk().amount());
    values.put("over", firing.isOver());
    firing.acknowledged().ifPresent(it -> acknowledged(it, values));
  }

  private static void acknowledged(Acknowledgement taken, Map<String, Object> values) {
    values.put("taken", true);
    values.put("takenBy", taken.actor());
    values.put("takenAt", Wib.readable(taken.at()));
    values.put("takenNote", taken.note());
  }

  private static void numbers(Rule rule, Firing firing, Map<String, Object> values) {
    values.put("numbers", true);
    values.put("value", Alert.text(rule, firing.value()));
    values.put("limit", Alert.text(rule, firing.limit()));
  }

  private static Probed probed(ProbeResult result, Locale locale) {
    String sign =
        switch (result.verdict()) {
          case GOOD -> "✓";
          case BAD -> "✗";
          case UNKNOWN -> "?";
        };
    return new Probed(sign, result.text().in(locale));
  }

  private static List<Line> steps(List<Step> steps, Locale locale) {
    return IntStream.range(0, steps.size())
        .mapToObj(i -> line(i + 1, steps.get(i), locale))
        .toList();
  }

  private static Line line(int number, Step step, Locale locale) {
    String text = step.text().in(locale);
    return switch (step) {
      case Step.Probe _ -> new Line(number, text, BY_SYSTEM.in(locale), "");
      case Step.Action action ->
          new Line(number, text, (action.automatic() ? BY_SYSTEM : BUTTON).in(locale), "");
      case Step.Manual manual -> new Line(number, text, BY_HAND.in(locale), manual.link());
    };
  }
}
