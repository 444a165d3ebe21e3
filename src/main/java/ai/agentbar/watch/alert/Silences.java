package ai.agentbar.watch.alert;

import ai.agentbar.event.EventLog;
import ai.agentbar.kernel.Actor;
import ai.agentbar.watch.playbook.Playbooks;
import ai.agentbar.watch.playbook.Rule;
import ai.agentbar.watch.playbook.Severity;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
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
  private final FiringTable firings;
  private final EventLog events;
  private final InstantSource clock;

  Silences(
      Playbooks playbooks,
      SilenceTable silences,
      FiringTable firings,
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

  @Transactional
  public Silencing begin(String ruleId, Actor actor, String reason, Instant until) {
    Optional<Rule> rule = playbooks.current().rule(ruleId);
    if (rule.isEmpty()) {
      return new Silencing.Refused("rule", "there is no rule '%s'".formatted(shown(ruleId)));
    }
    if (reason.isBlank() || reason.length() > REASON_LENGTH_MAX) {
      return new Silencing.Refused(
          "reason", "say why, in up to %d letters".formatted(REASON_LENGTH_MAX));
    }
    Optional<Firing> firing = firings.openOf(ruleId);
    Instant now = clock.instant();
    return refusal(severity(rule.get(), firing), now, until)
        .<Silencing>map(why -> new Silencing.Refused("until", why))
        .orElseGet(() -> begun(ruleId, actor, reason.strip(), now, until, firing));
  }

  /** False where it has ended already, or there is none. */
  @Transactional
  public boolean end(SilenceId id, Actor actor) {
    Instant now = clock.instant();
    Optional<Silence> ended = silences.end(id, actor, now);
    ended.ifPresent(it -> ended(it, actor, "ended by hand", now));
    return ended.isPresent();
  }

  /** Ends what is over; called in the transaction of an evaluation. */
  void expire(Instant now) {
    keepShort(now);
    silences.expire(now).forEach(it -> ended(it, Actor.SYSTEM, "its time was over", now));
  }

  /** Sees to it that no P0 is silenced for longer than it may be. */
  void keepShort(Instant now) {
    silences
        .cut(P0_MAX)
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

  private static Optional<String> refusal(Severity severity, Instant now, Instant until) {
    Duration length = Duration.between(now, until);
    Duration longest = severity == Severity.P0 ? P0_MAX : MAX;
    if (!length.isPositive()) {
      return Optional.of("it is over already; name a moment to come");
    }
    if (length.compareTo(longest) > 0) {
      return Optional.of(
          severity == Severity.P0
              ? "a P0 is silenced for one hour at most"
              : "a silence lasts for %d days at most".formatted(MAX.toDays()));
    }
    return Optional.empty();
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

  private void ended(Silence silence, Actor actor, String reason, Instant at) {
    Optional<Firing> firing = firings.openOf(silence.ruleId());
    events.append(
        new SilenceEvent.Ended(
            silence.id(), silence.ruleId(), actor, reason, firing.map(Firing::id)));
    firing
        .filter(_ -> !isSilenced(silence.ruleId()))
        .ifPresent(it -> events.append(stillFiring(it, silence, at)));
  }

  private AlertEvent.StillFiring stillFiring(Firing firing, Silence last, Instant at) {
    Instant since = silencedSince(last.ruleId(), at).orElse(last.begunAt());
    return new AlertEvent.StillFiring(firing.id(), firing.ruleId(), firing.severity(), since);
  }

  private static String shown(String text) {
    return text.substring(0, Math.min(64, text.length()));
  }
}
