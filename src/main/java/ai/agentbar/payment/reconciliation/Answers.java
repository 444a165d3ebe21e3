package ai.agentbar.payment.reconciliation;

import ai.agentbar.payment.Payments.Standing;
import ai.agentbar.payment.TransactionReport;
import java.util.List;
import java.util.Set;

/**
 * What Midtrans answered in one round of questions about an order.
 *
 * @param silentPages gateway order ids under which nothing was found
 * @param strayPages gateway order ids under which something else than asked for was found
 */
record Answers(List<Found> found, Set<String> silentPages, Set<String> strayPages) {

  /** A transaction, and how its page stood before the question. */
  record Found(Standing standing, TransactionReport report) {}
}
