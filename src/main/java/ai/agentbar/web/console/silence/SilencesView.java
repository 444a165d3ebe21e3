package ai.agentbar.web.console.silence;

import ai.agentbar.watch.alert.Alert;
import ai.agentbar.watch.alert.PastSilence;
import ai.agentbar.watch.alert.Silence;
import ai.agentbar.watch.playbook.Severity;
import ai.agentbar.web.console.Badge;
import ai.agentbar.web.console.Option;
import ai.agentbar.web.console.Words;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The silences in one language.
 *
 * @param standing the oldest first
 * @param past those that are over, the newest first
 * @param older where the next page begins, or empty
 * @param rules what can be silenced
 */
public record SilencesView(
    List<Standing> standing,
    List<Past> past,
    boolean first,
    String older,
    List<Option> rules,
    Form form) {

  /**
   * One that stands.
   *
   * @param firing where its rule fires at this moment, the path of that; else empty
   */
  public record Standing(
      long id,
      String rule,
      String severity,
      String reason,
      String by,
      String begun,
      String until,
      String left,
      Badge state,
      String firing) {}

  /** One that is over. */
  public record Past(
      String rule, String reason, String by, String begun, String ended, Badge how) {}

  /**
   * What was typed.
   *
   * @param whys why it was refused, by the field
   */
  public record Form(String rule, String reason, String until, Map<String, String> whys) {

    public String why(String field) {
      return whys.getOrDefault(field, "");
    }
  }

  /** What was read for it. */
  record Asked(
      List<Silence> standing,
      List<PastSilence> past,
      List<Alert> alerts,
      boolean first,
      String older) {

    Optional<Alert> alert(String ruleId) {
      return alerts.stream().filter(it -> it.rule().id().equals(ruleId)).findFirst();
    }
  }

  static SilencesView of(Asked asked, Form form, Instant now, Words words) {
    return new SilencesView(
        asked.standing().stream().map(it -> standing(it, asked, now, words)).toList(),
        asked.past().stream().map(it -> past(it, asked, words)).toList(),
        asked.first(),
        asked.older(),
        asked.alerts().stream().map(it -> option(it, form, words)).toList(),
        form);
  }

  private static Standing standing(Silence silence, Asked asked, Instant now, Words words) {
    Optional<Alert> alert = asked.alert(silence.ruleId());
    return new Standing(
        silence.id().number(),
        title(silence.ruleId(), asked, words),
        alert.map(it -> severity(it).name()).orElse(""),
        silence.reason(),
        words.who(silence.actor()),
        words.reader().moment(silence.begunAt()),
        words.reader().moment(silence.until()),
        words.say("silence.left", words.reader().lasted(Duration.between(now, silence.until()))),
        alert.flatMap(Alert::firing).isPresent()
            ? new Badge(words.say("silence-is.firing"), "bad")
            : new Badge(words.say("silence-is.quiet"), "good"),
        alert.flatMap(Alert::firing).map(it -> "/alerts/" + it.id()).orElse(""));
  }

  private static Past past(PastSilence past, Asked asked, Words words) {
    Silence silence = past.silence();
    boolean byItself = !past.endedAt().isBefore(silence.until());
    return new Past(
        title(silence.ruleId(), asked, words),
        silence.reason(),
        words.who(silence.actor()),
        words.reader().moment(silence.begunAt()),
        words.reader().moment(past.endedAt()),
        byItself
            ? new Badge(words.say("silence-is.over"), "")
            : new Badge(words.say("silence-is.ended", words.who(past.endedBy())), "warn"));
  }

  private static Option option(Alert alert, Form form, Words words) {
    return new Option(
        alert.rule().id(),
        "%s · %s".formatted(severity(alert).name(), title(alert, words)),
        alert.rule().id().equals(form.rule()));
  }

  /** What counts for a silence: what fires may be worse than the rule says. */
  private static Severity severity(Alert alert) {
    return alert.firing().map(it -> it.severity()).orElse(alert.rule().card().severity());
  }

  private static String title(String ruleId, Asked asked, Words words) {
    return asked.alert(ruleId).map(it -> title(it, words)).orElse(ruleId);
  }

  private static String title(Alert alert, Words words) {
    return alert.rule().card().title().in(words.reader().language());
  }
}
