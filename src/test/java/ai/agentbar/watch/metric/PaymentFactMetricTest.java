package ai.agentbar.watch.metric;

import static org.assertj.core.api.Assertions.assertThat;

import ai.agentbar.event.EventType;
import ai.agentbar.event.StoredEvent;
import ai.agentbar.payment.PaymentFact;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The watch does not import payment; what payment can note must be counted all the same. */
class PaymentFactMetricTest {

  @ParameterizedTest
  @EnumSource(PaymentFact.Kind.class)
  void every_fact_a_payment_may_have_is_counted_under_a_name_of_its_own(PaymentFact.Kind kind) {
    Set<Folded.Series> others = new HashSet<>();
    for (PaymentFact.Kind other : PaymentFact.Kind.values()) {
      if (other != kind) {
        others.addAll(counted(other));
      }
    }

    assertThat(counted(kind)).hasSize(1).doesNotContainAnyElementsOf(others);
  }

  private static Set<Folded.Series> counted(PaymentFact.Kind kind) {
    StoredEvent noted =
        new StoredEvent(
            1,
            Instant.EPOCH,
            "WARN",
            "worker",
            EventType.PAYMENT_FACT.name(),
            kind.name(),
            null,
            null,
            "",
            null,
            null,
            Map.of());
    return Folded.of(List.of(noted)).totals().keySet();
  }
}
