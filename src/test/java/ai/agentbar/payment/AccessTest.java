package ai.agentbar.payment;

import static ai.agentbar.payment.TransactionStatus.CHARGED_BACK;
import static ai.agentbar.payment.TransactionStatus.REFUNDED;
import static ai.agentbar.payment.TransactionStatus.REVERSED;
import static org.assertj.core.api.Assertions.assertThat;

import ai.agentbar.kernel.Email;
import ai.agentbar.kernel.OrderId;
import ai.agentbar.kernel.Phone;
import ai.agentbar.order.Buyer;
import ai.agentbar.order.Catalogue;
import ai.agentbar.order.Orders;
import ai.agentbar.order.PaymentProof;
import ai.agentbar.order.Placement;
import ai.agentbar.testing.RoomTest;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.transaction.support.TransactionTemplate;

/** What a shop may set of the access whose money went: each setting for its own way. */
@RoomTest
class AccessTest {

  @Autowired Orders orders;
  @Autowired Catalogue catalogue;
  @Autowired TransactionTemplate transaction;

  @ParameterizedTest
  @CsvSource({
    "on-refund,     REFUNDED",
    "on-chargeback, CHARGED_BACK",
    "on-reversal,   REVERSED",
  })
  void a_shop_that_keeps_the_access_in_one_case_keeps_it_in_that_one_alone(
      String setting, TransactionStatus kept) {
    Access access = new Access(orders, set(setting, "keep"));

    assertThat(Stream.of(REFUNDED, CHARGED_BACK, REVERSED).filter(it -> isEntitled(access, it)))
        .containsExactly(kept);
  }

  /** After all the money of a paid order went that way. */
  private boolean isEntitled(Access access, TransactionStatus gone) {
    OrderId id = paid();
    transaction.executeWithoutResult(_ -> access.follow(id, gone, List.of(gone)));
    return orders.isEntitled(id);
  }

  private OrderId paid() {
    Buyer buyer = new Buyer("Siti", new Email("siti@example.com"), new Phone("081234567890"));
    Placement placed = orders.place(catalogue.find("film-basic").orElseThrow(), buyer, null);
    OrderId id = ((Placement.Placed) placed).order().id();
    PaymentProof proof =
        new PaymentProof(id + "-1", "t-1", PaymentProof.Source.NOTIFICATION, RoomTest.START);
    transaction.executeWithoutResult(_ -> orders.settle(id, proof));
    return id;
  }

  private static EntitlementSettings set(String name, String value) {
    return new Binder(
            new MapConfigurationPropertySource(Map.of("agentbar.entitlement." + name, value)))
        .bind("agentbar.entitlement", EntitlementSettings.class)
        .get();
  }
}
