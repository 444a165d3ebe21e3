package ai.agentbar.watch.alert;

import static org.assertj.core.api.Assertions.assertThat;

import ai.agentbar.watch.alert.AlertState.Firing;
import ai.agentbar.watch.alert.AlertState.Ok;
import ai.agentbar.watch.alert.AlertState.Pending;
import ai.agentbar.watch.metric.Metric;
import ai.agentbar.watch.playbook.Durations;
import ai.agentbar.watch.playbook.Playbook;
import ai.agentbar.watch.playbook.PlaybookTexts;
import ai.agentbar.watch.playbook.Rule;
import ai.agentbar.watch.playbook.Rule.Side;
import ai.agentbar.watch.playbook.Team;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The numbers of every shipped rule, as the playbook and SPEC 7 want them, and that each fires one
 * step beyond its number and not at it. Whoever changes a number changes this table too.
 */
class ShippedRulesTest {

  /** A Monday, 10:00 WIB: busy hours. */
  private static final Instant NOW = Instant.parse("2026-11-23T03:00:00Z");

  private static final Duration MOMENT = Duration.ofMillis(1);

  private static final Playbook SHIPPED = PlaybookTexts.read("/playbook.yaml");

  /** Rule: condition; for; hold; severity; who is told. */
  private static final String TABLE =
      """
      webhook_processing_error: webhook_processing_error +1 in 1m; 0s; 5m; P1; tech_lead devops
      webhook_failed: webhook_failed > 0; 0s; 1m; P1; tech_lead devops
      webhook_invalid_signature_spike: webhook_invalid_signature 20 in 5m and > 5 x median of 12; 0s; 10m; P1; tech_lead devops
      no_webhook: webhook_received_total silent for 10m, 3 attempts; 0s; 1m; P1; tech_lead devops
      payment_conversion_drop: payment_paid_count < 80% of payment_attempt_count in 30m from 50, P0 at 0 from 10; 0s; 10m; P1; product tech_lead
      payment_opening_drop: payment_attempt_count < 80% of checkout_created_count in 10m from 5, P0 at 0 from 5; 0s; 5m; P1; tech_lead devops
      gateway_error_spike: gateway_error_count 20 in 5m and > 5 x median of 12; 0s; 10m; P1; tech_lead devops
      orders_pending_aging: orders_pending_aging > 20 of 30m; 0s; 15m; P2; ops product
      outbox_failed: outbox_failed > 0; 0s; 1m; P1; ops devops
      outbox_unknown: outbox_unknown > 0; 30m; 5m; P2; ops devops
      outbox_unconfirmed: outbox_unconfirmed_count +1 in 30m; 0s; 5m; P2; ops devops
      outbox_backlog: outbox_pending > 20; 2m; 2m; P2; ops devops
      outbox_slow: outbox_latency > 300; 0s; 2m; P2; ops devops
      reminders_overdue: reminders_overdue_seconds > 1800; 1m; 1m; P2; ops devops
      worker_down: worker_alive < worker_expected; 0s; 30s; P1; devops
      scheduler_down: scheduler_alive < scheduler_expected; 0s; 30s; P1; devops
      job_timeout: job_timeout_count +1 in 1m; 0s; 10m; P2; devops
      job_missed: job_missed > 0; 30s; 1m; P2; devops
      job_failed: job_failed_count +2 in 30m; 0s; 10m; P2; devops
      job_rare_failed: job_rare_failed > 0; 0s; 1m; P2; devops
      paid_without_entitlement: paid_without_entitlement > 0; 30s; 1m; P0; tech_lead ops
      entitlement_without_paid: entitlement_without_paid > 0; 30s; 1m; P0; tech_lead ops
      payment_double: payment_double_count +1 in 5m; 0s; 5m; P0; tech_lead ops
      payment_amount_mismatch: payment_amount_mismatch_count +1 in 5m; 0s; 5m; P0; tech_lead ops
      payment_currency_mismatch: payment_currency_mismatch_count +1 in 5m; 0s; 5m; P0; tech_lead ops
      payment_merchant_mismatch: payment_merchant_mismatch_count +1 in 5m; 0s; 5m; P0; tech_lead ops
      payment_reversal: payment_reversal_count +1 in 5m; 0s; 5m; P0; tech_lead ops
      payment_chargeback: payment_chargeback_count +1 in 5m; 0s; 5m; P0; tech_lead ops
      payment_refund: payment_refund_count +1 in 5m; 0s; 5m; P0; tech_lead ops
      payment_unrecognised_status: payment_unrecognised_status_count +1 in 5m; 0s; 5m; P2; tech_lead ops
      payment_under_review: payment_under_review_count +1 in 5m; 0s; 5m; P2; ops
      payment_not_askable: payment_not_askable_count +1 in 5m; 0s; 5m; P2; ops
      database_connections: database_connections_used_percent > 80; 1m; 2m; P1; devops
      database_long_transaction: database_longest_transaction_seconds > 300; 0s; 1m; P2; devops
      database_lock_wait: database_longest_lock_wait_seconds > 30; 0s; 1m; P1; devops
      database_pool_wait: instance_pool_wait_average_ms > 1000; 30s; 2m; P1; devops
      database_size: database_size_bytes > 21474836480; 5m; 10m; P2; devops
      disk_full: instance_disk_free_percent < 10; 1m; 5m; P1; devops
      balance_broken: balance_broken > 0; 1m; 5m; P1; tech_lead devops
      event_fold_lag: event_fold_lag > 1000; 1m; 2m; P1; tech_lead devops
      alert_delivery_failed: alert_delivery_failed_count +1 in 30m; 0s; 10m; P2; devops
      audit_broken: audit_broken > 0; 0s; 0s; P1; tech_lead devops
      playbook_refused: playbook_refused > 0; 0s; 30s; P2; tech_lead devops
      checklist_unsigned: checklist_unsigned > 0; 0s; 0s; P3; ops devops
      checklist_unsigned_again: checklist_unsigned_again_count +1 in 1h; 0s; 0s; P3; ops devops
      post_mortem_overdue: post_mortem_overdue > 0; 0s; 0s; P3; tech_lead
      """;

  @Test
  void every_rule_has_the_numbers_and_the_receivers_of_the_table() {
    assertThat(SHIPPED.rules()).map(ShippedRulesTest::row).isEqualTo(TABLE.lines().toList());
  }

  static List<Rule> rules() {
    return SHIPPED.rules();
  }

  @ParameterizedTest
  @MethodSource("rules")
  void it_fires_one_step_beyond_its_number_and_not_at_it(Rule rule) {
    AlertState held = new Pending(NOW.minus(rule.card().timing().sustained()), limit(rule));

    assertThat(judge(rule, fine(rule), held)).isEqualTo(new Ok());
    assertThat(judge(rule, bad(rule), held)).isInstanceOf(Firing.class);
  }

  @ParameterizedTest
  @MethodSource("rules")
  void it_fires_when_it_has_held_for_its_time_and_no_moment_earlier(Rule rule) {
    Duration sustained = rule.card().timing().sustained();
    AlertState early = new Pending(NOW.minus(sustained).plus(MOMENT), limit(rule));

    assertThat(judge(rule, bad(rule), new Ok()) instanceof Firing).isEqualTo(sustained.isZero());
    if (!sustained.isZero()) {
      assertThat(judge(rule, bad(rule), early)).isEqualTo(early);
    }
  }

  @ParameterizedTest
  @MethodSource("rules")
  void it_ends_when_it_has_not_held_for_its_hold_and_no_moment_earlier(Rule rule) {
    Instant heldAt = NOW.minus(rule.card().timing().hold());
    Firing over = new Firing(NOW.minus(Duration.ofDays(2)), heldAt, limit(rule));
    Firing not = new Firing(over.since(), heldAt.plus(MOMENT), limit(rule));

    assertThat(judge(rule, fine(rule), over)).isEqualTo(new Ok());
    assertThat(judge(rule, fine(rule), not)).isEqualTo(not);
  }

  @ParameterizedTest
  @MethodSource("rules")
  void what_lies_before_its_window_or_is_of_too_few_does_not_fire_it(Rule rule) {
    harmless(rule).forEach(it -> assertThat(judge(rule, it, new Ok())).isEqualTo(new Ok()));
  }

  private static AlertState judge(Rule rule, Numbers numbers, AlertState before) {
    return new Unjudged(Optional.empty())
        .next(rule, numbers.readings(), SHIPPED.busyHours(), before)
        .next();
  }

  private static long limit(Rule rule) {
    return switch (rule) {
      case Rule.Heartbeat _ -> 2;
      case Rule.Spike it -> it.minimum();
      case Rule.Threshold _, Rule.Ratio _, Rule.Growth _, Rule.Silence _ -> 0;
    };
  }

  /** The worst that is still no alarm. */
  private static Numbers fine(Rule rule) {
    return switch (rule) {
      case Rule.Threshold it -> at().gauge(it.metric(), it.limit());
      case Rule.Ratio it -> ratio(it, enough(it), it.minimum());
      case Rule.Growth it -> at().grew(it.metric(), it.minimum() - 1L, NOW);
      case Rule.Spike it -> at().grew(it.metric(), it.minimum() - 1L, NOW);
      case Rule.Silence it -> silent(it, it.window().minus(MOMENT), it.minimum());
      case Rule.Heartbeat it -> at().gauge(it.metric(), 2).gauge(it.expected(), 2);
    };
  }

  /** The least that is one. */
  private static Numbers bad(Rule rule) {
    return switch (rule) {
      case Rule.Threshold it ->
          at().gauge(it.metric(), it.limit() + (it.side() == Side.ABOVE ? 1 : -1));
      case Rule.Ratio it -> ratio(it, enough(it) - 1, it.minimum());
      case Rule.Growth it -> at().grew(it.metric(), it.minimum(), NOW);
      case Rule.Spike it -> at().grew(it.metric(), it.minimum(), NOW);
      case Rule.Silence it -> silent(it, it.window(), it.minimum());
      case Rule.Heartbeat it -> at().gauge(it.metric(), 1).gauge(it.expected(), 2);
    };
  }

  private static List<Numbers> harmless(Rule rule) {
    return switch (rule) {
      case Rule.Threshold it -> List.of(at().gauge(it.metric(), it.limit()));
      case Rule.Ratio it ->
          List.of(
              ratio(it, 1, it.minimum() - 1L),
              ratio(it, 0, it.atZero().map(Rule.AtZero::minimum).orElseThrow() - 1L));
      case Rule.Growth it -> List.of(at().grew(it.metric(), it.minimum(), before(it.window())));
      case Rule.Spike it ->
          List.of(at().grew(it.metric(), it.minimum(), before(it.window())), usual(it));
      case Rule.Silence it -> List.of(silent(it, it.window(), it.minimum() - 1));
      case Rule.Heartbeat it -> List.of(at().gauge(it.metric(), 1).gauge(it.expected(), 1));
    };
  }

  private static long enough(Rule.Ratio rule) {
    return (rule.minimum() * (long) rule.belowPercent() + 99) / 100;
  }

  private static Numbers ratio(Rule.Ratio rule, long part, long whole) {
    Numbers numbers = at().grew(rule.of(), whole, NOW);
    return part == 0 ? numbers : numbers.grew(rule.metric(), part, NOW);
  }

  /** The minimum in each window, and now as often as the factor says. */
  private static Numbers usual(Rule.Spike rule) {
    Numbers numbers = at().grew(rule.metric(), (long) rule.minimum() * rule.factor(), NOW);
    for (int back = 1; back <= rule.usualWindows(); back++) {
      numbers.grew(
          rule.metric(),
          rule.minimum(),
          NOW.minus(rule.window().multipliedBy(back)).minusSeconds(60));
    }
    return numbers;
  }

  private static Numbers silent(Rule.Silence rule, Duration quiet, long attempts) {
    Instant last = NOW.minus(quiet);
    return at().grew(rule.metric(), 1, last)
        .open(last.minusSeconds(1))
        .grew(Metric.PAYMENT_ATTEMPT_COUNT, attempts, last.plusSeconds(60));
  }

  private static Instant before(Duration window) {
    return NOW.minus(window).minusSeconds(10);
  }

  private static Numbers at() {
    return Numbers.at(NOW);
  }

  private static String row(Rule rule) {
    Rule.Card card = rule.card();
    return "%s: %s; %s; %s; %s; %s%s"
        .formatted(
            rule.id(),
            condition(rule),
            Durations.text(card.timing().sustained()),
            Durations.text(card.timing().hold()),
            card.severity(),
            card.receivers().stream().map(Team::id).collect(Collectors.joining(" ")),
            card.timing().busyHoursOnly() ? "; busy hours" : "");
  }

  private static String condition(Rule rule) {
    String metric = rule.metric().key();
    return switch (rule) {
      case Rule.Threshold it ->
          "%s %s %d%s"
              .formatted(
                  metric,
                  it.side() == Side.ABOVE ? ">" : "<",
                  it.limit(),
                  it.olderThan().map(age -> " of " + Durations.text(age)).orElse(""));
      case Rule.Ratio it ->
          "%s < %d%% of %s in %s from %d%s"
              .formatted(
                  metric,
                  it.belowPercent(),
                  it.of().key(),
                  Durations.text(it.window()),
                  it.minimum(),
                  it.atZero()
                      .map(zero -> ", %s at 0 from %d".formatted(zero.severity(), zero.minimum()))
                      .orElse(""));
      case Rule.Growth it ->
          "%s +%d in %s".formatted(metric, it.minimum(), Durations.text(it.window()));
      case Rule.Spike it ->
          "%s %d in %s and > %d x median of %d"
              .formatted(
                  metric,
                  it.minimum(),
                  Durations.text(it.window()),
                  it.factor(),
                  it.usualWindows());
      case Rule.Silence it ->
          "%s silent for %s, %d attempts"
              .formatted(metric, Durations.text(it.window()), it.minimum());
      case Rule.Heartbeat it -> "%s < %s".formatted(metric, it.expected().key());
    };
  }
}
