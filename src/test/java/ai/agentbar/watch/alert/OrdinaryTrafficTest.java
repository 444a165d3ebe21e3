package ai.agentbar.watch.alert;

import static org.assertj.core.api.Assertions.assertThat;

import ai.agentbar.watch.metric.Readings;
import ai.agentbar.watch.playbook.Playbook;
import ai.agentbar.watch.playbook.PlaybookTexts;
import ai.agentbar.watch.playbook.Rule;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The shipped playbook judges a shop in which nothing is wrong. */
@Order(8)
@Tag("long")
class OrdinaryTrafficTest {

  private static final int DAYS = 90;
  private static final long STEPS = DAYS * 86_400L / OrdinaryTraffic.STEP.toSeconds();

  private static final long STEPS_A_DAY = STEPS / DAYS;

  /**
   * What traffic moves; the others' numbers stand still here, and once a day is enough for them.
   */
  private static final Set<String> MOVING =
      Set.of(
          "payment_conversion_drop",
          "payment_opening_drop",
          "no_webhook",
          "orders_pending_aging",
          "webhook_invalid_signature_spike",
          "gateway_error_spike",
          "outbox_backlog",
          "outbox_slow");

  private final Playbook playbook = PlaybookTexts.read("/playbook.yaml");

  private final List<Rule> moving =
      playbook.rules().stream().filter(it -> MOVING.contains(it.id())).toList();

  @ParameterizedTest
  @CsvSource({"1, 40", "2, 150"})
  void ninety_ordinary_days_fire_at_most_one_alert_in_thirty(long seed, double ordersPerDay) {
    List<String> fired =
        fired(new OrdinaryTraffic(seed, ordersPerDay, LocalDate.parse("2027-01-20")));

    System.out.println(
        "fired in ninety ordinary days at %s orders a day: %s".formatted(ordersPerDay, fired));
    assertThat(fired).hasSizeLessThanOrEqualTo(DAYS / 30);
  }

  private List<String> fired(OrdinaryTraffic traffic) {
    Map<String, AlertState> states = new HashMap<>();
    List<String> fired = new ArrayList<>();
    for (long step = 0; step < STEPS; step++) {
      Readings readings = traffic.next();
      for (Rule rule : step % STEPS_A_DAY == 0 ? playbook.rules() : moving) {
        AlertState before = states.getOrDefault(rule.id(), new AlertState.Ok());
        AlertState next =
            new Unjudged(Optional.empty())
                .next(rule, readings, playbook.busyHours(), before)
                .next();
        states.put(rule.id(), next);
        if (next instanceof AlertState.Firing && !(before instanceof AlertState.Firing)) {
          fired.add(rule.id() + " " + readings.at());
        }
      }
    }
    return fired;
  }
}
