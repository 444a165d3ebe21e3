package ai.agentbar.payment;

import ai.agentbar.order.Order;
import ai.agentbar.payment.Payments.Standing;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * All that is known of one order's payments at one moment: what to ask the gateway about, and what
 * its answers are held against.
 *
 * @param pages in the order in which they were opened
 * @param transactions in the order in which they were first seen
 */
public record PaymentDossier(Order order, List<Page> pages, List<Transaction> transactions) {

  /**
   * A payment attempt.
   *
   * @param token missing where the opening timed out, and where the gateway gave no page
   */
  public record Page(Standing standing, @Nullable String token) {
    public String gatewayOrderId() {
      return standing.gatewayOrderId();
    }
  }

  /**
   * A transaction as last recorded.
   *
   * @param instruction how the buyer pays it, where the gateway said so
   */
  public record Transaction(
      String id,
      String gatewayOrderId,
      String paymentType,
      TransactionStatus status,
      Optional<PaymentInstruction> instruction) {

    public boolean isCard() {
      return paymentType.equals(TransactionReport.CARD);
    }
  }

  public PaymentDossier {
    pages = List.copyOf(pages);
    transactions = List.copyOf(transactions);
  }

  /** How every page stands; the same again means that nothing was applied in between. */
  public List<Standing> standings() {
    return pages.stream().map(Page::standing).toList();
  }

  public Optional<Page> newestPage() {
    return pages.isEmpty() ? Optional.empty() : Optional.of(pages.getLast());
  }

  public List<Transaction> transactionsOf(Page page) {
    return transactions.stream()
        .filter(it -> it.gatewayOrderId().equals(page.gatewayOrderId()))
        .toList();
  }

  public boolean knows(String transactionId) {
    return transactions.stream().anyMatch(it -> it.id().equals(transactionId));
  }
}
