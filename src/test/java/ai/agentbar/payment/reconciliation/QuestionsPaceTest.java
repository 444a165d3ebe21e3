package ai.agentbar.payment.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.agentbar.kernel.Email;
import ai.agentbar.kernel.OrderId;
import ai.agentbar.kernel.Phone;
import ai.agentbar.kernel.Rupiah;
import ai.agentbar.order.Buyer;
import ai.agentbar.order.Language;
import ai.agentbar.order.Order;
import ai.agentbar.order.OrderStatus;
import ai.agentbar.payment.GatewayTruth;
import ai.agentbar.payment.PaymentDossier;
import ai.agentbar.payment.PaymentDossier.Page;
import ai.agentbar.payment.PaymentDossier.Transaction;
import ai.agentbar.payment.Payments.Standing;
import ai.agentbar.payment.TransactionStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** The limit under which the jobs' questions stand, whatever they ask. */
class QuestionsPaceTest {

  private static final int PER_SECOND = 20;
  private static final int ASKED = 6;

  /** The first at once and five more, a twentieth of a second apart. */
  private static final Duration LEAST = Duration.ofMillis(250);

  private static final OrderId ORDER = new OrderId("231126ABCDEF");
  private static final String PAGE = ORDER + "-1";

  private final GatewayTruth truth = new GatewayTruth(new Rupiah(99_000));
  private final String transaction = truth.choose(PAGE, "qris");

  private enum Question {
    ABOUT_PAGES,
    TO_EXPIRE,
    TO_CLOSE
  }

  @ParameterizedTest
  @EnumSource
  void questions_of_every_kind_leave_one_after_another(Question question) {
    assertThat(timeFor(question, new Questions(truth, settings(PER_SECOND))))
        .isGreaterThanOrEqualTo(LEAST);
  }

  @Test
  void what_a_notification_brings_in_is_asked_beside_the_pace_of_the_jobs() {
    Questions beside = new Questions(truth, settings(5)).beside();

    // Six of the jobs' own would take a second.
    assertThat(timeFor(Question.TO_CLOSE, beside)).isLessThan(Duration.ofSeconds(1));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1, 4, 10_001})
  void a_limit_too_low_for_a_handful_of_orders_to_be_asked_about_in_time_is_a_clear_error(
      int perSecond) {
    assertThatThrownBy(() -> settings(perSecond))
        .rootCause()
        .hasMessageContaining("agentbar.reconciliation.per-second lies between 5 and 10000");
  }

  private Duration timeFor(Question question, Questions asked) {
    PaymentDossier known = paid();
    long begun = System.nanoTime();
    for (int i = 0; i < ASKED; i++) {
      switch (question) {
        case ABOUT_PAGES -> assertThat(asked.aboutPages(known).found()).hasSize(1);
        case TO_EXPIRE -> asked.expire(transaction);
        case TO_CLOSE -> asked.close("token-" + PAGE);
      }
    }
    return Duration.ofNanos(System.nanoTime() - begun);
  }

  /** An order with one page, paid by one transaction. */
  private PaymentDossier paid() {
    Instant now = Instant.parse("2026-11-23T03:00:00Z");
    Buyer buyer = new Buyer("Siti", new Email("siti@example.com"), new Phone("081234567890"));
    return new PaymentDossier(
        new Order(
            ORDER,
            "token",
            "film-basic",
            new Rupiah(99_000),
            buyer,
            Language.ID,
            OrderStatus.PAID,
            false,
            now,
            now.plus(Duration.ofHours(2)),
            now),
        List.of(new Page(new Standing(ORDER, PAGE, 1), "token-" + PAGE)),
        List.of(
            new Transaction(transaction, PAGE, "qris", TransactionStatus.PAID, Optional.empty())));
  }

  private static ReconciliationSettings settings(int perSecond) {
    return new Binder(
            new MapConfigurationPropertySource(
                Map.of("agentbar.reconciliation.per-second", String.valueOf(perSecond))))
        .bind("agentbar.reconciliation", ReconciliationSettings.class)
        .get();
  }
}
