package ai.agentbar.web.checkout;

import ai.agentbar.order.Catalogue;
import ai.agentbar.order.Catalogue.PackageForSale;
import ai.agentbar.order.Entitlement;
import ai.agentbar.order.Entitlement.Suspension;
import ai.agentbar.order.Order;
import ai.agentbar.order.Orders;
import ai.agentbar.payment.PaymentDossier;
import ai.agentbar.payment.PaymentDossier.Transaction;
import ai.agentbar.payment.PaymentFact;
import ai.agentbar.payment.PaymentPage;
import ai.agentbar.payment.PaymentPages;
import ai.agentbar.payment.Payments;
import ai.agentbar.payment.TransactionStatus;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/**
 * What is stored of an order and concerns its buyer, read at one moment.
 *
 * @param onSale what was bought, as it is sold now; nothing once it is sold no more
 * @param page the payment that is open
 */
record OrderKnown(
    PaymentDossier payments,
    Optional<PackageForSale> onSale,
    Optional<Entitlement> entitlement,
    Set<PaymentFact> facts,
    Optional<PaymentPage> page) {

  Order order() {
    return payments.order();
  }

  Optional<Suspension> suspension() {
    return entitlement.flatMap(Entitlement::suspension);
  }

  boolean hasAccess() {
    return entitlement.isPresent() && suspension().isEmpty();
  }

  boolean has(PaymentFact.Kind kind) {
    return facts.stream().anyMatch(it -> it.kind() == kind);
  }

  boolean has(TransactionStatus status) {
    return payments.transactions().stream().anyMatch(it -> it.status() == status);
  }

  /** What the buyer chose last and may still pay. */
  Optional<Transaction> waiting() {
    return payments.transactions().reversed().stream()
        .filter(it -> it.status() == TransactionStatus.PENDING)
        .findFirst();
  }

  /** Reads it by the buyer's token. */
  @Component
  static class Desk {

    private final Orders orders;
    private final Payments payments;
    private final PaymentPages pages;
    private final Catalogue catalogue;

    Desk(Orders orders, Payments payments, PaymentPages pages, Catalogue catalogue) {
      this.orders = orders;
      this.payments = payments;
      this.pages = pages;
      this.catalogue = catalogue;
    }

    Optional<OrderKnown> find(String buyerToken) {
      return orders.findByToken(buyerToken).map(this::known);
    }

    private OrderKnown known(Order order) {
      return new OrderKnown(
          payments.dossier(order.id()),
          catalogue.find(order.packageId()),
          orders.entitlement(order.id()),
          payments.facts(order.id()),
          pages.find(order.id()));
    }
  }
}
