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

    assertThat(counted(kind)).hasSize(2).doesNotContainAnyElementsOf(others);
  }

  @ParameterizedTest
  @EnumSource(PaymentFact.Kind.class)
  void the_rupiah_of_a_fact_are_those_its_event_tells(PaymentFact.Kind kind) {
    StoredEvent noted = noted(kind, Map.of("amount", 149_000));

    assertThat(Folded.of(List.of(noted, noted)).totals().values())
        .extracting(Folded.Total::amount)
        .containsExactlyInAnyOrder(2L, 298_000L);
  }

  @ParameterizedTest
  @EnumSource(PaymentFact.Kind.class)
  void a_fact_of_an_older_version_that_tells_no_rupiah_is_counted_all_the_same(
      PaymentFact.Kind kind) {
    assertThat(Folded.of(List.of(noted(kind, Map.of()))).totals().values())
        .extracting(Folded.Total::amount)
        .containsExactly(1L);
  }

  private static Set<Folded.Series> counted(PaymentFact.Kind kind) {
    return Folded.of(List.of(noted(kind, Map.of("amount", 149_000)))).totals().keySet();
  }

  private static StoredEvent noted(PaymentFact.Kind kind, Map<String, Object> fields) {
    return new StoredEvent(
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
        fields);
  }
}
