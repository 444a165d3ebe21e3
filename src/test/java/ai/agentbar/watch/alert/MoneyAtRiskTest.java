package ai.agentbar.watch.alert;

import static org.assertj.core.api.Assertions.assertThat;

import ai.agentbar.kernel.Rupiah;
import ai.agentbar.watch.metric.Metric;
import ai.agentbar.watch.metric.MoneyOpen;
import ai.agentbar.watch.metric.OpenOrders;
import ai.agentbar.watch.metric.PendingAge;
import ai.agentbar.watch.metric.Readings;
import ai.agentbar.watch.playbook.PlaybookTexts;
import ai.agentbar.watch.playbook.Rule;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How many orders and rupiah an alert of the shipped playbook is about. */
class MoneyAtRiskTest {

  private static final Instant NOW = Instant.parse("2026-11-23T03:00:00Z");

  @Test
  void a_double_payment_is_about_its_order_and_its_rupiah_and_not_about_all_that_wait() {
    Readings readings =
        Numbers.at(NOW)
            .open(NOW.minusSeconds(600))
            .grew(Metric.PAYMENT_DOUBLE_COUNT, 1, NOW.minusSeconds(5))
            .grew(Metric.PAYMENT_DOUBLE_RUPIAH, 149_000, NOW.minusSeconds(5))
            .readings();

    assertThat(MoneyAtRisk.of(rule("payment_double"), 1, readings))
        .isEqualTo(new MoneyAtRisk(1, new Rupiah(149_000)));
  }

  @Test
  void what_was_before_those_that_were_counted_is_not_counted_again() {
    Readings readings =
        Numbers.at(NOW)
            .grew(Metric.PAYMENT_CHARGEBACK_COUNT, 4, NOW.minusSeconds(3_600))
            .grew(Metric.PAYMENT_CHARGEBACK_RUPIAH, 400_000, NOW.minusSeconds(3_600))
            .grew(Metric.PAYMENT_CHARGEBACK_COUNT, 2, NOW)
            .grew(Metric.PAYMENT_CHARGEBACK_RUPIAH, 298_000, NOW)
            .readings();

    assertThat(MoneyAtRisk.of(rule("payment_chargeback"), 2, readings))
        .isEqualTo(new MoneyAtRisk(2, new Rupiah(298_000)));
  }

  /** Nobody judged for an hour, and the judgement reaches back to where the last one ended. */
  @Test
  void what_was_counted_from_before_the_window_has_its_rupiah_too() {
    Readings readings =
        Numbers.at(NOW)
            .grew(Metric.PAYMENT_DOUBLE_COUNT, 1, NOW.minusSeconds(3_000))
            .grew(Metric.PAYMENT_DOUBLE_RUPIAH, 149_000, NOW.minusSeconds(3_000))
            .readings();

    assertThat(MoneyAtRisk.of(rule("payment_double"), 1, readings))
        .isEqualTo(new MoneyAtRisk(1, new Rupiah(149_000)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "payment_double",
        "payment_amount_mismatch",
        "payment_currency_mismatch",
        "payment_merchant_mismatch",
        "payment_reversal",
        "payment_chargeback",
        "payment_refund",
        "payment_unrecognised_status",
        "payment_under_review",
        "payment_not_askable",
        "paid_without_entitlement",
        "entitlement_without_paid"
      })
  void every_alert_about_the_money_of_single_orders_says_how_many_and_how_much(String rule) {
    assertThat(rule(rule).card().moneyAtRisk()).isTrue();
  }

  @ParameterizedTest
  @EnumSource(
      value = Metric.class,
      names = "PAYMENT_.*(DOUBLE|MISMATCH|REVERSAL|REFUND|CHARGEBACK|REVIEW|STATUS|ASKABLE)_COUNT",
      mode = EnumSource.Mode.MATCH_ALL)
  void every_counter_of_facts_has_its_rupiah(Metric metric) {
    assertThat(metric.rupiah().map(Metric::key))
        .contains(metric.key().replace("_count", "_rupiah"));
  }

  @ParameterizedTest
  @CsvSource({
    "payment_opening_drop, 15",
    "gateway_error_spike, 15",
    "payment_conversion_drop, 15",
    "no_webhook, 3",
    "webhook_failed, 3"
  })
  void whoever_has_no_payment_page_is_at_risk_where_nobody_can_pay(String rule, long orders) {
    MoneyOpen money =
        new MoneyOpen(
            Optional.of(NOW),
            Map.of(PendingAge.FROM_5, new OpenOrders(3, new Rupiah(300_000))),
            new OpenOrders(12, new Rupiah(1_200_000)),
            OpenOrders.NONE,
            OpenOrders.NONE);
    Readings readings = new Readings(NOW, NOW, Map.of(), Map.of(), Map.of(), money, Map.of());

    assertThat(MoneyAtRisk.of(rule(rule), 1, readings))
        .isEqualTo(new MoneyAtRisk(orders, new Rupiah(orders * 100_000)));
  }

  private static Rule rule(String id) {
    return PlaybookTexts.read("/playbook.yaml").rule(id).orElseThrow();
  }
}
