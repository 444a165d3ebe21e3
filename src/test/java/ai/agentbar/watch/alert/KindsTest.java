package ai.agentbar.watch.alert;

import static org.assertj.core.api.Assertions.assertThat;

import ai.agentbar.watch.alert.AlertState.Firing;
import ai.agentbar.watch.alert.AlertState.NoData;
import ai.agentbar.watch.alert.AlertState.Ok;
import ai.agentbar.watch.metric.Metric;
import ai.agentbar.watch.playbook.BusyHours;
import ai.agentbar.watch.playbook.Playbook;
import ai.agentbar.watch.playbook.PlaybookTexts;
import ai.agentbar.watch.playbook.Rule;
import ai.agentbar.watch.playbook.Rule.Side;
import ai.agentbar.watch.playbook.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Each kind of rule just below and just above its number; what all kinds share is elsewhere. */
class KindsTest {

  /** A Monday, 10:00 WIB. */
  private static final Instant NOW = Instant.parse("2026-11-23T03:00:00Z");

  private static final Duration HALF_AN_HOUR = Duration.ofMinutes(30);

  private final Playbook shipped = PlaybookTexts.read("/playbook.yaml");
  private final BusyHours busyHours = shipped.busyHours();

  private final Rule.Threshold above =
      new Rule.Threshold(card(false), Metric.OUTBOX_PENDING, Side.ABOVE, 20);
  private final Rule.Threshold below =
      new Rule.Threshold(card(false), Metric.INSTANCE_DISK_FREE_PERCENT, Side.BELOW, 10);
  private final Rule.Ratio ratio =
      new Rule.Ratio(
          card(false),
          Metric.PAYMENT_PAID_COUNT,
          Metric.PAYMENT_ATTEMPT_COUNT,
          HALF_AN_HOUR,
          80,
          50,
          Optional.of(new Rule.AtZero(Severity.P0, 10)));
  private final Rule.Heartbeat heartbeat =
      new Rule.Heartbeat(card(false), Metric.WORKER_ALIVE, Metric.WORKER_EXPECTED);

  @Test
  void a_threshold_holds_beyond_its_limit_and_not_at_it() {
    assertThat(fires(above, at().gauge(Metric.OUTBOX_PENDING, 20))).isFalse();
    assertThat(fires(above, at().gauge(Metric.OUTBOX_PENDING, 21))).isTrue();
    assertThat(fires(below, at().gauge(Metric.INSTANCE_DISK_FREE_PERCENT, 10))).isFalse();
    assertThat(fires(below, at().gauge(Metric.INSTANCE_DISK_FREE_PERCENT, 9))).isTrue();
  }

  @Test
  void a_ratio_holds_below_its_percentage_without_rounding() {
    assertThat(fires(ratio, paid(80, 100))).isFalse();
    assertThat(fires(ratio, paid(79, 100))).isTrue();
    assertThat(fires(ratio, paid(799, 1_000))).isTrue();
  }

  @Test
  void a_ratio_says_nothing_of_fewer_than_its_minimum() {
    assertThat(fires(ratio, paid(1, 49))).isFalse();
    assertThat(fires(ratio, paid(1, 50))).isTrue();
  }

  @Test
  void nothing_paid_at_all_is_p0_and_a_few_attempts_are_enough_to_say_so() {
    assertThat(fires(ratio, paid(0, 9))).isFalse();
    Judgement none = judge(ratio, paid(0, 10), new Ok());

    assertThat(none.next()).isInstanceOf(Firing.class);
    assertThat(none.severity()).contains(Severity.P0);
    assertThat(judge(ratio, paid(1, 100), new Ok()).severity()).isEmpty();
  }

  @Test
  void the_reason_of_nothing_paid_at_all_names_the_number_that_told() {
    Judgement none = judge(ratio, paid(0, 12), new Ok());

    assertThat(none.reason().english())
        .isEqualTo(
            "payment_paid_count is 0: nothing at all of 12 payment_attempt_count within 30m;"
                + " that tells from 10 on");
    assertThat(none.reason().indonesian())
        .isEqualTo(
            "payment_paid_count nol: tidak satu pun dari 12 payment_attempt_count dalam 30m;"
                + " itu berarti mulai dari 10");
    assertThat(judge(ratio, paid(12, 60), new Ok()).reason().english())
        .endsWith("is 12 of 60 payment_attempt_count within 30m; the limit is 80 % from 50 on");
  }

  @Test
  void a_ratio_counts_its_window_and_nothing_before_it() {
    Instant before = NOW.minus(HALF_AN_HOUR).minusSeconds(10);
    Numbers old =
        at().grew(Metric.PAYMENT_ATTEMPT_COUNT, 100, before)
            .grew(Metric.PAYMENT_ATTEMPT_COUNT, 9, NOW.minusSeconds(20));

    assertThat(fires(ratio, old)).isFalse();
  }

  @Test
  void growth_with_a_minimum_ignores_less() {
    Rule growth = new Rule.Growth(card(false), Metric.JOB_FAILED_COUNT, Duration.ofMinutes(30), 2);

    assertThat(fires(growth, at().grew(Metric.JOB_FAILED_COUNT, 1, NOW))).isFalse();
    assertThat(fires(growth, at().grew(Metric.JOB_FAILED_COUNT, 2, NOW))).isTrue();
  }

  @Test
  void a_heartbeat_that_misses_fires_and_one_that_is_expected_no_more_is_not_well_by_that() {
    assertThat(fires(heartbeat, alive(3, 3))).isFalse();
    AlertState missing = judge(heartbeat, alive(2, 3), new Ok()).next();
    assertThat(missing).isInstanceOf(Firing.class);

    assertThat(judge(heartbeat, alive(2, 2), missing).next()).isInstanceOf(Firing.class);
    Instant later = NOW.plus(Duration.ofHours(1));
    AlertState back = judge(heartbeat, alive(later, 3, 3), missing).next();
    assertThat(back).isEqualTo(new Ok());
  }

  @Test
  void nobody_alive_fires_even_where_nobody_is_expected() {
    assertThat(fires(heartbeat, alive(0, 0))).isTrue();
  }

  /** The playbook wants no duration: a heart is silent for fifteen seconds before it is missed. */
  @Test
  void a_worker_or_scheduler_that_is_missed_is_told_at_once() {
    for (String id : List.of("worker_down", "scheduler_down")) {
      Rule.Heartbeat rule = (Rule.Heartbeat) shipped.rule(id).orElseThrow();
      Numbers missed = at().gauge(rule.metric(), 0).gauge(rule.expected(), 1);

      assertThat(judge(rule, missed, new Ok()).next()).isInstanceOf(Firing.class);
    }
  }

  /** A cold start makes one; the timer of the pool shows its longest wait for minutes after it. */
  @Test
  void one_slow_call_for_a_connection_is_no_alert_and_half_a_minute_of_them_is() {
    AlertState state = new Ok();
    for (int second = 0; second <= 120; second += 5) {
      state = judge(pool(), waits(second, second == 10 ? 1_510 : 2), state).next();
      assertThat(state).isNotInstanceOf(Firing.class);
    }

    for (int second = 0; second < 30; second += 5) {
      state = judge(pool(), waits(second, 1_001), state).next();
      assertThat(state).isNotInstanceOf(Firing.class);
    }
    assertThat(judge(pool(), waits(30, 1_001), state).next()).isInstanceOf(Firing.class);
  }

  private Rule pool() {
    return shipped.rule("database_pool_wait").orElseThrow();
  }

  /** The longest stays as it was, as the timer's does. */
  private static Numbers waits(int second, long averageMs) {
    return Numbers.at(NOW.plusSeconds(second))
        .gauge(Metric.INSTANCE_POOL_WAIT_AVERAGE_MS, averageMs)
        .gauge(Metric.INSTANCE_POOL_WAIT_MS, 1_510);
  }

  @Test
  void what_waits_for_a_person_or_is_broken_fires_as_long_as_it_is_so() {
    for (String id : List.of("webhook_failed", "audit_broken", "job_rare_failed")) {
      Rule rule = shipped.rule(id).orElseThrow();
      AlertState firing = judge(rule, at().gauge(rule.metric(), 1), new Ok()).next();
      assertThat(firing).as(id).isInstanceOf(Firing.class);

      Instant later = NOW.plus(Duration.ofHours(1));
      AlertState goesOn = judge(rule, Numbers.at(later).gauge(rule.metric(), 1), firing).next();
      assertThat(goesOn).as(id).isInstanceOf(Firing.class);
      Instant evenLater = later.plus(Duration.ofMinutes(1));
      assertThat(judge(rule, Numbers.at(evenLater).gauge(rule.metric(), 0), goesOn).next())
          .as(id)
          .isEqualTo(new Ok());
    }
  }

  @Test
  void one_message_that_reached_nobody_is_told() {
    Rule rule = shipped.rule("alert_delivery_failed").orElseThrow();

    assertThat(fires(rule, at().grew(Metric.ALERT_DELIVERY_FAILED_COUNT, 1, ago(29)))).isTrue();
    assertThat(fires(rule, at().grew(Metric.ALERT_DELIVERY_FAILED_COUNT, 1, ago(31)))).isFalse();
  }

  @Test
  void a_silence_with_a_minimum_wants_attempts_that_nothing_was_heard_of() {
    Rule silence = shipped.rule("no_webhook").orElseThrow();
    Instant last = NOW.minus(Duration.ofMinutes(11));
    Numbers two = at().received(last).open(last).grew(Metric.PAYMENT_ATTEMPT_COUNT, 2, ago(6));
    Numbers three = at().received(last).open(last).grew(Metric.PAYMENT_ATTEMPT_COUNT, 3, ago(6));
    Numbers fresh = at().received(last).open(last).grew(Metric.PAYMENT_ATTEMPT_COUNT, 9, ago(4));

    assertThat(fires(silence, two)).isFalse();
    assertThat(fires(silence, three)).isTrue();
    assertThat(fires(silence, fresh)).isFalse();
  }

  @Test
  void a_gauge_that_nobody_samples_is_no_data_and_what_fired_is_not_resolved_by_that() {
    Firing firing = new Firing(NOW.minusSeconds(600), NOW.minusSeconds(600), 20);

    assertThat(judge(above, at(), firing).next()).isEqualTo(new NoData(NOW, firing));
    assertThat(judge(above, at(), new Ok()).reason().english())
        .contains("no fresh number of outbox_pending");
  }

  @Test
  void what_fires_for_an_instance_that_dies_goes_on_until_the_instance_is_accounted_for() {
    Firing firing = new Firing(NOW.minusSeconds(600), NOW.minusSeconds(600), 10);
    Metric disk = Metric.INSTANCE_DISK_FREE_PERCENT;

    assertThat(judge(below, at().gauge(disk, 60).missed(disk, 5), firing).next())
        .isEqualTo(new Firing(firing.since(), NOW, 10));
    assertThat(judge(below, at().gauge(disk, 60).missed(disk, 40), firing).next())
        .isEqualTo(new Ok());
    assertThat(judge(below, at().gauge(disk, 60), firing).next()).isEqualTo(new Ok());
    assertThat(fires(below, at().gauge(disk, 60).missed(disk, 5))).isFalse();
  }

  @Test
  void that_the_numbers_lag_is_judged_however_far_they_lag() {
    Rule lag = new Rule.Threshold(card(false), Metric.EVENT_FOLD_LAG, Side.ABOVE, 1_000);
    Numbers stuck = at().gauge(Metric.EVENT_FOLD_LAG, 1_001).folded(NOW.minus(Duration.ofHours(1)));

    assertThat(fires(lag, stuck)).isTrue();
  }

  /** The transaction that is waited for may be what keeps the events from being counted. */
  @Test
  void what_is_sampled_is_judged_however_far_the_events_lag_and_what_they_tell_is_not() {
    Instant longAgo = NOW.minus(Duration.ofHours(1));
    for (String id : List.of("database_lock_wait", "database_long_transaction", "job_missed")) {
      Rule.Threshold rule = (Rule.Threshold) shipped.rule(id).orElseThrow();
      Metric metric = rule.metric();
      AlertState held = new AlertState.Pending(longAgo, rule.limit());
      Numbers stuck = at().folded(longAgo);

      assertThat(judge(rule, stuck, held).next()).isEqualTo(new NoData(NOW, held.known()));
      assertThat(judge(rule, stuck.gauge(metric, rule.limit()), held).next()).isEqualTo(new Ok());
      assertThat(judge(rule, stuck.gauge(metric, rule.limit() + 1), held).next())
          .isInstanceOf(Firing.class);
    }
    for (String id : List.of("outbox_backlog", "worker_down", "webhook_processing_error")) {
      Rule rule = shipped.rule(id).orElseThrow();
      Numbers stuck = at().folded(longAgo).gauge(rule.metric(), 0);

      assertThat(judge(rule, stuck, new Ok()).next()).isEqualTo(new NoData(NOW, new Ok()));
    }
  }

  @Test
  void a_rule_for_busy_hours_begins_in_them_only_and_goes_on_after_them() {
    Rule busyOnly = new Rule.Threshold(card(true), Metric.OUTBOX_PENDING, Side.ABOVE, 20);
    Instant night = Instant.parse("2026-11-23T17:00:00Z");
    Firing firing = new Firing(NOW, NOW, 20);

    assertThat(fires(busyOnly, at().gauge(Metric.OUTBOX_PENDING, 21))).isTrue();
    Numbers atNight = Numbers.at(night).gauge(Metric.OUTBOX_PENDING, 21);
    assertThat(fires(busyOnly, atNight)).isFalse();
    assertThat(judge(busyOnly, atNight, firing).next()).isInstanceOf(Firing.class);
  }

  private boolean fires(Rule rule, Numbers numbers) {
    return judge(rule, numbers, new Ok()).next() instanceof Firing;
  }

  private Judgement judge(Rule rule, Numbers numbers, AlertState before) {
    return new Unjudged(Optional.empty()).next(rule, numbers.readings(), busyHours, before);
  }

  private Rule.Card card(boolean busyHoursOnly) {
    Rule.Card like = shipped.rules().getFirst().card();
    return new Rule.Card(
        "rule",
        like.title(),
        like.description(),
        new Rule.Timing(Duration.ZERO, Duration.ofMinutes(5), busyHoursOnly),
        Severity.P1,
        false,
        List.copyOf(like.receivers()),
        like.steps());
  }

  private static Instant ago(long minutes) {
    return NOW.minus(Duration.ofMinutes(minutes));
  }

  private static Numbers at() {
    return Numbers.at(NOW);
  }

  private static Numbers paid(long paid, long attempts) {
    return at().grew(Metric.PAYMENT_ATTEMPT_COUNT, attempts, NOW.minusSeconds(60))
        .grew(Metric.PAYMENT_PAID_COUNT, paid, NOW.minusSeconds(30));
  }

  private static Numbers alive(long alive, long expected) {
    return alive(NOW, alive, expected);
  }

  private static Numbers alive(Instant now, long alive, long expected) {
    return Numbers.at(now)
        .gauge(Metric.WORKER_ALIVE, alive)
        .gauge(Metric.WORKER_EXPECTED, expected);
  }
}
