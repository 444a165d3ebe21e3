package ai.agentbar.watch.delivery;

import ai.agentbar.watch.playbook.Severity;
import ai.agentbar.watch.playbook.Wording;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.springframework.stereotype.Service;

/**
 * Writes what people read, at three in the morning and on a phone: the subject says it all, then
 * what, how much, what was found, what to do, and where. Plain text, one part a language.
 */
@Service
class MessageWriter {

  private static final String BETWEEN_LANGUAGES = "\n----------------------------------------\n\n";

  /** Alerts of a bundle that are told one by one; the rest are counted. */
  private static final int SHOWN_MAX = 20;

  private static final int SUBJECT_LENGTH_MAX = 180;

  /** Of a line that stands alone. */
  static final int LINE_LENGTH_MAX = 240;

  private final MessageSettings settings;
  private final AlertTexts texts;
  private final NoticeFacts facts;
  private final IncidentLookup incidents;

  MessageWriter(
      MessageSettings settings, AlertTexts texts, NoticeFacts facts, IncidentLookup incidents) {
    this.settings = settings;
    this.texts = texts;
    this.facts = facts;
    this.incidents = incidents;
  }

  /**
   * @param notices at least one, the worst first
   */
  Message write(String key, List<Notice> notices) {
    return new Message(
        key,
        subject(notices, settings.language().locales()),
        body(notices, SHOWN_MAX),
        notices,
        notices.getFirst().at());
  }

  /**
   * The body with as many alerts of a bundle as fit, each whole, and the rest counted; with the
   * worst alone where not even that one fits.
   */
  String fitting(Message message, Predicate<String> fits) {
    if (fits.test(message.body())) {
      return message.body();
    }
    List<Notice> notices = message.notices();
    return IntStream.iterate(
            Math.min(notices.size(), SHOWN_MAX) - 1, shown -> shown > 0, shown -> shown - 1)
        .mapToObj(shown -> body(notices, shown))
        .filter(fits)
        .findFirst()
        .orElseGet(() -> notices.size() == 1 ? message.body() : body(notices, 1));
  }

  /**
   * The same in four single lines: what, why and how much money, and since when where there is room
   * for it, what was found, where. Of a bundle each alert is in them, the worst first, as far as a
   * line is long.
   */
  List<String> lines(Message message, Locale locale) {
    List<Notice> notices = message.notices();
    return List.of(
        subject(notices, List.of(locale)),
        reason(notices, locale),
        NoticeFacts.summary(notices, locale),
        notices.size() == 1 ? settings.link(notices.getFirst()) : place(notices));
  }

  private static String reason(List<Notice> notices, Locale locale) {
    String reason =
        notices.stream()
            .map(it -> NoticeFacts.reason(it, locale))
            .collect(Collectors.joining(" / "));
    String since = notices.size() == 1 ? NoticeFacts.since(notices.getFirst(), locale) : "";
    return reason.length() + since.length() <= LINE_LENGTH_MAX ? reason + since : reason;
  }

  private String subject(List<Notice> notices, List<Locale> locales) {
    Notice first = notices.getFirst();
    String label =
        settings.environmentLabel().isBlank() ? "" : "[" + settings.environmentLabel() + "] ";
    String subject =
        "%s[%s] %s"
            .formatted(
                label,
                first.severity(),
                notices.size() == 1 ? lone(first, locales) : many(notices, locales));
    return subject.length() <= SUBJECT_LENGTH_MAX
        ? subject
        : subject.substring(0, SUBJECT_LENGTH_MAX - 1).strip() + "…";
  }

  private static String lone(Notice notice, List<Locale> locales) {
    return "%s: %s"
        .formatted(notice.shown().name().replace('_', ' '), both(notice.title(), locales));
  }

  private static String many(List<Notice> notices, List<Locale> locales) {
    Locale locale = locales.getLast();
    return "%d × %s: %s"
        .formatted(
            notices.size(),
            occasions(notices).stream()
                .map(it -> it.name().replace('_', ' '))
                .collect(Collectors.joining("/")),
            notices.stream().map(it -> it.title().in(locale)).collect(Collectors.joining(", ")));
  }

  private static String both(Wording wording, List<Locale> locales) {
    return locales.stream().map(wording::in).collect(Collectors.joining(" / "));
  }

  private static Set<Occasion> occasions(List<Notice> notices) {
    return notices.stream()
        .map(Notice::shown)
        .collect(Collectors.toCollection(() -> EnumSet.noneOf(Occasion.class)));
  }

  private String body(List<Notice> notices, int shown) {
    return settings.language().locales().stream()
        .map(it -> part(notices, shown, it))
        .collect(Collectors.joining(BETWEEN_LANGUAGES));
  }

  private String part(List<Notice> notices, int shown, Locale locale) {
    if (notices.size() == 1) {
      Notice notice = notices.getFirst();
      return texts.write(nameOf(notice.shown()), locale, facts.of(notice, locale));
    }
    return texts.write("bundle", locale, bundle(notices, shown, locale));
  }

  private Map<String, Object> bundle(List<Notice> notices, int shown, Locale locale) {
    Map<String, Object> values = new HashMap<>();
    values.put("count", notices.size());
    values.put("calling", notices.stream().filter(it -> it.shown().calls()).count());
    values.put(
        "severity", notices.stream().map(Notice::severity).min(Severity::compareTo).orElseThrow());
    values.put(
        "alerts",
        notices.stream()
            .limit(shown)
            .map((Function<Notice, Object>) it -> facts.of(it, locale))
            .toList());
    values.put("more", notices.size() > shown);
    values.put("moreCount", notices.size() - shown);
    values.put("link", place(notices));
    return values;
  }

  /** The incident all of them belong to, else the list of alerts. */
  private String place(List<Notice> notices) {
    List<OptionalLong> all = notices.stream().map(this::incident).distinct().toList();
    return settings.link(all.size() == 1 ? all.getFirst() : OptionalLong.empty());
  }

  private OptionalLong incident(Notice notice) {
    return notice.firing().map(it -> incidents.incidentOf(it.id())).orElse(OptionalLong.empty());
  }

  private static String nameOf(Occasion occasion) {
    return occasion.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
