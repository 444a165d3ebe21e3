package ai.agentbar.payment;

import ai.agentbar.order.Catalogue;
import ai.agentbar.order.Order;
import ai.agentbar.order.OrderLinks;
import ai.agentbar.payment.PaymentGateway.OpeningRequest;
import org.springframework.stereotype.Component;

/** Writes the wish for a payment page from the order as it stands. */
@Component
class OpeningRequests {

  private final Catalogue catalogue;
  private final OrderLinks links;

  OpeningRequests(Catalogue catalogue, OrderLinks links) {
    this.catalogue = catalogue;
    this.links = links;
  }

  OpeningRequest of(Order order, PaymentAttempt attempt) {
    return new OpeningRequest(
        attempt.gatewayOrderId(),
        order.amount(),
        order.packageId(),
        catalogue
            .find(order.packageId())
            .map(Catalogue.PackageForSale::name)
            .orElse(order.packageId()),
        order.buyer(),
        order.createdAt(),
        order.payBy(),
        links.buyerPage(order));
  }
}
