package ai.agentbar.payment.reconciliation;

/** Another owner asks about the order by now; thrown so that nothing the late one wrote stays. */
class TakenOverException extends RuntimeException {

  TakenOverException(ReconciliationRow row) {
    super("another one asks about order %s by now".formatted(row.orderId()));
  }
}
