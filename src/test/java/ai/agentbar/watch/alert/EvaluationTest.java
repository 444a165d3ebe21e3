package ai.agentbar.watch.alert;

import static org.assertj.core.api.Assertions.assertThat;

import ai.agentbar.watch.alert.AlertState.Firing;
import ai.agentbar.watch.alert.AlertState.NoData;
import ai.agentbar.watch.alert.AlertState.Ok;
import ai.agentbar.watch.alert.AlertState.Pending;
import ai.agentbar.watch.metric.Metric;
import ai.agentbar.watch.playbook.BusyHours;
import ai.agentbar.watch.playbook.PlaybookTexts;
import ai.agentbar.watch.playbook.Rule;
import ai.agentbar.watch.playbook.Severity;
import ai.agentbar.watch.playbook.Step;
import ai.agentbar.watch.playbook.Team;
import ai.agentbar.watch.playbook.Wording;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class EvaluationTest {

  /** A Monday, 10:00 WIB. */
  private static final Instant NOW = Instant.parse("2026-11-23T03:00:00Z");

  private static final Duration HOLD = Duration.ofMinutes(5);

  private static final BusyHours BUSY =
      new BusyHours(
          ZoneId.of("Asia/Jakarta"),
          List.of(
              new BusyHours.Hours(
                  EnumSet.allOf(DayOfWeek.class), LocalTime.of(7, 0), LocalTime.of(23, 0))),
          Set.of(LocalDate.parse("2026-12-25")));

  private final Rule growth =
      new Rule.Growth(
          card(Duration.ZERO), Metric.WEBHOOK_PROCESSING_ERROR, Duration.ofMinutes(1), 1);
  private final Rule slowGrowth =
      new Rule.Growth(
          card(Duration.ofMinutes(30)), Metric.WEBHOOK_PROCESSING_ERROR, Duration.ofMinutes(1), 1);
  private final Rule spike =
      new Rule.Spike(
          card(Duration.ZERO), Metric.WEBHOOK_INVALID_SIGNATURE, Duration.ofMinutes(5), 12, 5, 20);
  private final Rule silence =
      new Rule.Silence(
          card(Duration.ZERO), Metric.WEBHOOK_RECEIVED_TOTAL, Duration.ofMinutes(10), 0);

  @Test
  void growth_fires_on_the_first_error_and_not_on_none() {
    assertThat(judge(growth, at(NOW), new Ok()).next()).isEqualTo(new Ok());

    Numbers one = at(NOW).grew(Metric.WEBHOOK_PROCESSING_ERROR, 1, NOW.minusSeconds(1));
    Judgement judgement = judge(growth, one, new Ok());

    assertThat(judgement.next()).isEqualTo(new Firing(NOW, NOW.minusSeconds(1), 0));
    assertThat(judgement.value()).isEqualTo(1);
    assertThat(judgement.reason().english())
        .isEqualTo("webhook_processing_error grew by 1 within 1m; the limit is 0");
  }

  @Test
  void growth_in_a_time_nobody_judged_fires_however_short_its_window_is_and_for_its_hold() {
    Instant crash = NOW.minus(Duration.ofMinutes(10));
    Instant grewAt = crash.plusSeconds(1);
    Numbers late = at(NOW).grew(Metric.WEBHOOK_PROCESSING_ERROR, 1, grewAt);

    assertThat(judge(growth, late, new Ok()).next()).isEqualTo(new Ok());
    assertThat(judgedUntil(crash).next(growth, late.readings(), BUSY, new Ok()).next())
        .isEqualTo(new Firing(NOW, NOW, 0));
    assertThat(judgedUntil(grewAt).next(growth, late.readings(), BUSY, new Ok()).next())
        .isEqualTo(new Ok());
  }

  @Test
  void of_what_nobody_judged_a_rule_that_asks_for_two_wants_both_within_one_window() {
    Duration halfAnHour = Duration.ofMinutes(30);
    Rule two = new Rule.Growth(card(Duration.ZERO), Metric.JOB_FAILED_COUNT, halfAnHour, 2);
    Instant outage = NOW.minus(Duration.ofHours(10));
    Instant early = NOW.minus(Duration.ofHours(9)).minusSeconds(5);
    Numbers apart = failed(early).grew(Metric.JOB_FAILED_COUNT, 1, NOW.minusSeconds(60));
    Numbers justApart = failed(early).grew(Metric.JOB_FAILED_COUNT, 1, early.plusSeconds(1_820));
    Numbers together = failed(early).grew(Metric.JOB_FAILED_COUNT, 1, early.plusSeconds(1_790));

    assertThat(judgedUntil(outage).next(two, apart.readings(), BUSY, new Ok()).next())
        .isEqualTo(new Ok());
    assertThat(judgedUntil(outage).next(two, justApart.readings(), BUSY, new Ok()).next())
        .isEqualTo(new Ok());
    Judgement judgement = judgedUntil(outage).next(two, together.readings(), BUSY, new Ok());
    assertThat(judgement.next()).isEqualTo(new Firing(NOW, NOW, 1));
    assertThat(judgement.reason().english())
        .isEqualTo("job_failed_count grew by 2 within 30m; the limit is 1");
  }

  @Test
  void the_window_that_was_under_way_when_the_judging_stopped_counts_what_grew_before() {
    Duration halfAnHour = Duration.ofMinutes(30);
    Rule two = new Rule.Growth(card(Duration.ZERO), Metric.JOB_FAILED_COUNT, halfAnHour, 2);
    Instant outage = NOW.minus(Duration.ofHours(10));
    Numbers across =
        failed(outage.minusSeconds(600)).grew(Metric.JOB_FAILED_COUNT, 1, outage.plusSeconds(600));
    Numbers before =
        failed(outage.minusSeconds(600)).grew(Metric.JOB_FAILED_COUNT, 1, outage.minusSeconds(60));

    assertThat(judgedUntil(outage).lookback(two, NOW))
        .isEqualTo(Duration.ofHours(10).plus(halfAnHour));
    assertThat(judgedUntil(outage).next(two, across.readings(), BUSY, new Ok()).next())
        .isInstanceOf(Firing.class);
    assertThat(judgedUntil(outage).next(two, before.readings(), BUSY, new Ok()).next())
        .isEqualTo(new Ok());
  }

  private static Numbers failed(Instant when) {
    return at(NOW).grew(Metric.JOB_FAILED_COUNT, 1, when);
  }

  @Test
  void numbers_too_old_to_judge_on_leave_what_they_tell_unjudged() {
    Instant crash = NOW.minus(Duration.ofMinutes(10));
    Numbers stale = at(NOW).folded(NOW.minusSeconds(31));
    Numbers fresh = at(NOW).folded(NOW.minusSeconds(30));

    assertThat(judgedUntil(crash).after(stale.readings())).isEqualTo(judgedUntil(crash));
    assertThat(judgedUntil(crash).after(fresh.readings()))
        .isEqualTo(judgedUntil(NOW.minusSeconds(30)));
  }

  @Test
  void nobody_is_told_of_what_happened_more_than_a_day_ago() {
    Instant longAgo = NOW.minus(Duration.ofDays(3));
    Numbers old = at(NOW).grew(Metric.WEBHOOK_PROCESSING_ERROR, 1, NOW.minus(Unjudged.LONGEST));

    assertThat(judgedUntil(longAgo).next(growth, old.readings(), BUSY, new Ok()).next())
        .isEqualTo(new Ok());
  }

  private static Unjudged judgedUntil(Instant since) {
    return new Unjudged(Optional.of(since));
  }

  @Test
  void growth_resolves_when_nothing_grew_for_the_hold_and_no_moment_earlier() {
    Instant lastError = NOW;
    Firing firing = new Firing(NOW.minusSeconds(60), lastError, 0);
    Instant held = lastError.plus(HOLD);

    Numbers shortBefore =
        at(held.minusMillis(1)).grew(Metric.WEBHOOK_PROCESSING_ERROR, 3, lastError);
    Numbers exactly = at(held).grew(Metric.WEBHOOK_PROCESSING_ERROR, 3, lastError);

    assertThat(judge(growth, shortBefore, firing).next()).isEqualTo(firing);
    assertThat(judge(growth, exactly, firing).next()).isEqualTo(new Ok());
  }

  @Test
  void an_error_within_the_hold_keeps_the_same_firing_and_its_beginning() {
    Instant since = NOW.minusSeconds(240);
    Firing firing = new Firing(since, since, 0);

    AlertState next =
        judge(growth, at(NOW).grew(Metric.WEBHOOK_PROCESSING_ERROR, 1, NOW), firing).next();

    assertThat(next).isEqualTo(new Firing(since, NOW, 0));
  }

  @Test
  void a_condition_fires_when_it_has_held_for_its_duration_and_no_moment_earlier() {
    Pending pending = new Pending(NOW, 0);
    Instant due = NOW.plus(Duration.ofMinutes(30));

    assertThat(judge(slowGrowth, growing(NOW), new Ok()).next()).isEqualTo(pending);
    assertThat(judge(slowGrowth, growing(due.minusMillis(1)), pending).next()).isEqualTo(pending);
    assertThat(judge(slowGrowth, growing(due), pending).next()).isEqualTo(new Firing(NOW, due, 0));
  }

  @Test
  void a_condition_that_breaks_off_before_its_duration_begins_anew() {
    assertThat(judge(slowGrowth, at(NOW), new Pending(NOW.minusSeconds(60), 0)).next())
        .isEqualTo(new Ok());
  }

  @Test
  void a_restart_in_the_middle_of_the_duration_does_not_delay_the_alert() {
    Instant due = NOW.plus(Duration.ofMinutes(30));
    AlertState state = judge(slowGrowth, growing(NOW), new Ok()).next();

    // Nobody looked for 20 minutes; after the restart the fold is behind for a moment.
    Instant restart = NOW.plus(Duration.ofMinutes(20));
    state = judge(slowGrowth, growing(restart).folded(NOW), state).next();
    assertThat(state).isEqualTo(new NoData(restart, new Pending(NOW, 0)));
    state = judge(slowGrowth, growing(restart.plusSeconds(1)), state).next();
    assertThat(state).isEqualTo(new Pending(NOW, 0));

    assertThat(judge(slowGrowth, growing(due), state).next()).isInstanceOf(Firing.class);
  }

  @Test
  void a_spike_fires_at_the_minimum_and_not_one_below() {
    assertThat(judge(spike, at(NOW).invalid(19, NOW), new Ok()).next()).isEqualTo(new Ok());
    assertThat(judge(spike, at(NOW).invalid(20, NOW), new Ok()).next())
        .isEqualTo(new Firing(NOW, NOW, 20));
  }

  @Test
  void a_spike_fires_above_the_factor_times_the_usual_level_and_not_at_it() {
    // Ten in each of the windows before; five times as much is 50.
    assertThat(judge(spike, usually(10).invalid(50, NOW), new Ok()).next()).isEqualTo(new Ok());
    assertThat(judge(spike, usually(10).invalid(51, NOW), new Ok()).next())
        .isEqualTo(new Firing(NOW, NOW, 51));
  }

  @Test
  void an_attack_half_an_hour_ago_does_not_make_the_next_one_usual() {
    Instant attack = NOW.minus(Duration.ofMinutes(30));

    assertThat(judge(spike, at(NOW).invalid(600, attack).invalid(200, NOW), new Ok()).next())
        .isEqualTo(new Firing(NOW, NOW, 20));
  }

  private static Numbers usually(int inEachWindow) {
    Numbers numbers = at(NOW);
    for (int window = 1; window <= 12; window++) {
      numbers.invalid(inEachWindow, NOW.minus(Duration.ofMinutes(5L * window + 2)));
    }
    return numbers;
  }

  @Test
  void a_spike_that_goes_on_for_hours_does_not_become_its_own_usual_level() {
    Numbers flood = at(NOW);
    for (int minutes = 0; minutes <= 65; minutes++) {
      flood.invalid(100, NOW.minus(Duration.ofMinutes(minutes)));
    }
    Firing firing = new Firing(NOW.minus(Duration.ofHours(2)), NOW.minusSeconds(1), 51);

    assertThat(judge(spike, flood, firing).next()).isEqualTo(new Firing(firing.since(), NOW, 51));
    assertThat(judge(spike, flood, new Ok()).next()).isEqualTo(new Ok());
  }

  @Test
  void a_minimum_that_is_raised_while_a_spike_fires_counts_at_once_and_the_usual_level_stays() {
    Rule raised =
        new Rule.Spike(
            card(Duration.ZERO),
            Metric.WEBHOOK_INVALID_SIGNATURE,
            Duration.ofMinutes(5),
            12,
            5,
            1_000);
    Firing firing = new Firing(NOW.minus(HOLD), NOW.minus(HOLD), 51);

    assertThat(judge(spike, at(NOW).invalid(999, NOW), firing).next())
        .isEqualTo(new Firing(firing.since(), NOW, 51));
    assertThat(judge(raised, at(NOW).invalid(999, NOW), firing).next()).isEqualTo(new Ok());
    assertThat(judge(raised, at(NOW).invalid(1_000, NOW), firing).next())
        .isInstanceOf(Firing.class);
    assertThat(judge(spike, at(NOW).invalid(50, NOW), firing).next()).isEqualTo(new Ok());
  }

  @Test
  void silence_fires_after_ten_minutes_without_a_webhook_and_not_a_moment_earlier() {
    Instant last = NOW.minus(Duration.ofMinutes(10));
    Numbers quiet = at(NOW).received(last).open(NOW.minus(Duration.ofHours(1)));
    Numbers shorter = at(NOW).received(last.plusMillis(1)).open(NOW.minus(Duration.ofHours(1)));

    assertThat(judge(silence, shorter, new Ok()).next()).isEqualTo(new Ok());
    assertThat(judge(silence, quiet, new Ok()).next()).isEqualTo(new Firing(NOW, NOW, 600));
  }

  @Test
  void a_silence_that_asks_for_no_attempts_fires_for_the_one_payment_that_is_open() {
    Rule shipped = rule("extends: classpath:playbook.yaml\n");
    Rule anyPayment =
        rule("extends: classpath:playbook.yaml\nrules: [{id: no_webhook, minimum: 0}]\n");
    Instant last = NOW.minus(Duration.ofMinutes(10));
    Numbers quiet = at(NOW).received(last).open(NOW.minus(Duration.ofHours(1)));

    assertThat(judge(shipped, quiet, new Ok()).next()).isEqualTo(new Ok());
    assertThat(judge(anyPayment, quiet, new Ok()).next()).isInstanceOf(Firing.class);
  }

  private static Rule rule(String playbook) {
    return PlaybookTexts.parse("mine.yaml", playbook).rule("no_webhook").orElseThrow();
  }

  @Test
  void silence_is_no_alarm_while_no_payment_is_open_or_the_open_one_is_young() {
    Instant last = NOW.minus(Duration.ofHours(1));

    assertThat(judge(silence, at(NOW).received(last), new Ok()).next()).isEqualTo(new Ok());
    assertThat(
            judge(silence, at(NOW).received(last).open(NOW.minus(Duration.ofMinutes(9))), new Ok())
                .next())
        .isEqualTo(new Ok());
  }

  @Test
  void silence_counts_only_busy_hours() {
    Instant yesterday = NOW.minus(Duration.ofHours(12));
    Instant opening = Instant.parse("2026-11-23T00:00:00Z");
    Instant tenPast = opening.plus(Duration.ofMinutes(10));
    Instant night = Instant.parse("2026-11-23T16:30:00Z");
    Instant christmas = Instant.parse("2026-12-25T05:00:00Z");

    assertThat(judge(silence, silentSince(yesterday, opening), new Ok()).next())
        .isEqualTo(new Ok());
    assertThat(judge(silence, silentSince(yesterday, tenPast.minusMillis(1)), new Ok()).next())
        .isEqualTo(new Ok());
    assertThat(judge(silence, silentSince(yesterday, tenPast), new Ok()).next())
        .isInstanceOf(Firing.class);
    assertThat(judge(silence, silentSince(yesterday, night), new Ok()).next()).isEqualTo(new Ok());
    assertThat(judge(silence, silentSince(yesterday, christmas), new Ok()).next())
        .isEqualTo(new Ok());
  }

  @Test
  void a_silence_that_fires_is_ended_by_a_webhook_and_not_by_the_night() {
    Instant since = Instant.parse("2026-11-23T15:50:00Z");
    Firing firing = new Firing(since, since, 600);
    Instant night = Instant.parse("2026-11-23T20:00:00Z");

    AlertState atNight = judge(silence, at(night).received(since.minusSeconds(600)), firing).next();
    assertThat(atNight).isEqualTo(new Firing(since, night, 600));

    Numbers again = at(night.plus(HOLD)).received(night.plusSeconds(1));
    assertThat(judge(silence, again, atNight).next()).isEqualTo(new Ok());
  }

  @Test
  void numbers_that_are_too_old_are_no_data_whatever_they_say() {
    Instant tooOld = NOW.minus(Evaluation.FRESH_WITHIN).minusMillis(1);
    Firing firing = new Firing(NOW.minusSeconds(900), NOW.minusSeconds(900), 0);

    assertThat(judge(growth, growing(NOW).folded(tooOld), new Ok()).next())
        .isEqualTo(new NoData(NOW, new Ok()));
    assertThat(judge(growth, at(NOW).folded(tooOld), firing).next())
        .isEqualTo(new NoData(NOW, firing));
    assertThat(judge(growth, at(NOW).folded(tooOld.plusMillis(1)), new Ok()).next())
        .isEqualTo(new Ok());
  }

  @Test
  void after_missing_data_a_firing_alert_goes_on_and_its_hold_begins_anew() {
    Firing firing = new Firing(NOW.minusSeconds(900), NOW.minusSeconds(900), 0);
    NoData noData = new NoData(NOW.minusSeconds(60), firing);

    AlertState back = judge(growth, at(NOW), noData).next();

    assertThat(back).isEqualTo(new Firing(firing.since(), NOW, 0));
    assertThat(judge(growth, at(NOW.plus(HOLD)), back).next()).isEqualTo(new Ok());
  }

  private static Judgement judge(Rule rule, Numbers numbers, AlertState previous) {
    return new Unjudged(Optional.empty()).next(rule, numbers.readings(), BUSY, previous);
  }

  private static Numbers growing(Instant now) {
    return at(now).grew(Metric.WEBHOOK_PROCESSING_ERROR, 1, now);
  }

  private static Numbers silentSince(Instant last, Instant now) {
    return at(now).received(last).open(last);
  }

  private static Rule.Card card(Duration sustained) {
    Wording text = new Wording("teks", "text");
    return new Rule.Card(
        "rule",
        text,
        text,
        new Rule.Timing(sustained, HOLD, false),
        Severity.P1,
        false,
        List.of(new Team("devops", "DevOps", List.of(), List.of())),
        List.of(new Step.Manual(text, "")));
  }

  private static Numbers at(Instant now) {
    return Numbers.at(now);
  }
}
