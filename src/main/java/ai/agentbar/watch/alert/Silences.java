package ai.agentbar.watch.alert;

import ai.agentbar.event.EventLog;
import ai.agentbar.event.Masking;
import ai.agentbar.kernel.Actor;
import ai.agentbar.kernel.FreeText;
import ai.agentbar.watch.playbook.Playbooks;
import ai.agentbar.watch.playbook.Rule;
import ai.agentbar.watch.playbook.Severity;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Which rules nobody is told of for a time. A silence suppresses messages and nothing else: the
 * rule is judged, fires and is resolved. When it ends while the rule still fires, {@link
 * AlertEvent.StillFiring} says so in the same transaction.
 *
 * <p>A P0 is silenced for an hour at most, also one that became P0 meanwhile.
 */
@Service
public class Silences {

  public static final Duration P0_MAX = Duration.ofHours(1);
  public static final Duration MAX = Duration.ofDays(30);
  public static final int REASON_LENGTH_MAX = 500;

  /** Silences of one page. */
  public static final int PAGE_ROWS_MAX = 100;

  private final Playbooks playbooks;
  private final SilenceTable silences;
  private final FiringReadTable firings;
  private final EventLog events;
  private final InstantSource clock;

  Silences(
      Playbooks playbooks,
      SilenceTable silences,
      FiringReadTable firings,
      EventLog events,
      InstantSource clock) {
    this.playbooks = playbooks;
    this.silences = silences;
    this.firings = firings;
    this.events = events;
    this.clock = clock;
  }

  /** Those that have not ended, oldest first. */
  public List<Silence> standing() {
    return silences.standing();
  }

  /** Those that have ended, the one that began last first. */
  public List<PastSilence> past(int limit) {
    return silences.past(Long.MAX_VALUE, Math.clamp(limit, 1, PAGE_ROWS_MAX));
  }

  /** The page after that silence. */
  public List<PastSilence> pastBefore(SilenceId last, int limit) {
    return silences.past(last.number(), Math.clamp(limit, 1, PAGE_ROWS_MAX));
  }

  /** Whether nobody is to be told of the rule now. */
  public boolean isSilenced(String ruleId) {
    return silences.isStanding(ruleId, clock.instant());
  }

  /**
   * Since when nobody was told of the rule at that moment; silences that overlap are one. Empty
   * where people were told.
   */
  public Optional<Instant> silencedSince(String ruleId, Instant at) {
    return silences.standingSince(ruleId, at);
  }

  /** Personal data in the reason is covered. */
  @Transactional
  public Silencing begin(String ruleId, Actor actor, String typed, Instant until) {
    Optional<Rule> rule = playbooks.current().rule(ruleId);
    if (rule.isEmpty()) {
      return new Silencing.Refused("rule", "there is no rule '%s'".formatted(shown(ruleId)));
    }
    String reason = FreeText.storable(typed);
    if (reason.isEmpty() || reason.length() > REASON_LENGTH_MAX) {
      return new Silencing.Refused(
          "reason", "say why, in up to %d letters".formatted(REASON_LENGTH_MAX));
    }
    Optional<Firing> firing = firings.openOf(ruleId);
    Instant now = clock.instant();
    expire(now);
    return refusal(severity(rule.get(), firing), ruleId, now, until)
        .<Silencing>map(why -> new Silencing.Refused("until", why))
        .orElseGet(() -> begun(ruleId, actor, Masking.mask(reason), now, until, firing));
  }

  /** False where it has ended already, or there is none. */
  @Transactional
  public boolean end(SilenceId id, Actor actor) {
    Instant now = clock.instant();
    List<Silence> ended = silences.end(id, actor, now).stream().toList();
    ended(ended, actor, "ended by hand", now);
    return !ended.isEmpty();
  }

  /** Ends what is over; called in the transaction of an evaluation, and before one begins. */
  void expire(Instant now) {
    keepShort(now);
    ended(silences.expire(now), Actor.SYSTEM, "its time was over", now);
  }

  /** Sees to it that no P0 is silenced for longer than it may be. */
  void keepShort(Instant now) {
    silences
        .cut(P0_MAX, now)
        .forEach(
            it ->
                events.append(
                    new SilenceEvent.Shortened(
                        it.silence().id(),
                        it.silence().ruleId(),
                        it.silence().until(),
                        it.firing())));
  }

  private static Severity severity(Rule rule, Optional<Firing> firing) {
    return firing.map(Firing::severity).orElse(rule.card().severity());
  }

  private Optional<String> refusal(Severity severity, String ruleId, Instant now, Instant until) {
    if (!until.isAfter(now)) {
      return Optional.of("it is over already; name a moment to come");
    }
    if (severity == Severity.P0 && until.isAfter(quietSince(ruleId, now).plus(P0_MAX))) {
      return Optional.of("a P0 is silenced for one hour at most");
    }
    return until.isAfter(now.plus(MAX))
        ? Optional.of("a silence lasts for %d days at most".formatted(MAX.toDays()))
        : Optional.empty();
  }

  /** Since when nobody has been told of the rule; now where people would be. */
  private Instant quietSince(String ruleId, Instant now) {
    return silences.isStanding(ruleId, now) ? silencedSince(ruleId, now).orElse(now) : now;
  }

  private Silencing begun(
      String ruleId,
      Actor actor,
      String reason,
      Instant now,
      Instant until,
      Optional<Firing> firing) {
    SilenceId id = silences.begin(ruleId, actor, reason, now, until);
    events.append(new SilenceEvent.Begun(id, ruleId, actor, reason, until, firing.map(Firing::id)));
    return new Silencing.Begun(new Silence(id, ruleId, actor, reason, now, until));
  }

  /** What still fires is told once, however many silences of it end together. */
  private void ended(List<Silence> over, Actor actor, String reason, Instant at) {
    Map<String, Silence> lastOfRule = new LinkedHashMap<>();
    for (Silence silence : over) {
      Optional<FiringId> firing = firings.openOf(silence.ruleId()).map(Firing::id);
      events.append(new SilenceEvent.Ended(silence.id(), silence.ruleId(), actor, reason, firing));
      lastOfRule.put(silence.ruleId(), silence);
    }
    lastOfRule.forEach(
        (ruleId, last) ->
            firings
                .openOf(ruleId)
                .filter(_ -> !isSilenced(ruleId))
                .ifPresent(it -> events.append(stillFiring(it, last, at))));
  }

  private AlertEvent.StillFiring stillFiring(Firing firing, Silence last, Instant at) {
    Instant since = silencedSince(last.ruleId(), at).orElse(last.begunAt());
    return new AlertEvent.StillFiring(firing.id(), firing.ruleId(), firing.severity(), since);
  }

  private static String shown(String text) {
    return text.substring(0, Math.min(64, text.length()));
  }
}
