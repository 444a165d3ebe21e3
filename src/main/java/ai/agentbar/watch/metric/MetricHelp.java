package ai.agentbar.watch.metric;

/** What each metric means; the compiler asks for a sentence of every one. */
final class MetricHelp {

  private MetricHelp() {}

  static String of(Metric metric) {
    return switch (metric) {
      case CHECKOUT_CREATED_COUNT -> "Orders placed.";
      case PAYMENT_ATTEMPT_COUNT -> "Snap tokens created, one a payment attempt.";
      case PAYMENT_PAID_COUNT -> "Orders that became PAID.";
      case PAYMENT_PAID_RUPIAH -> "Rupiah of the orders that became PAID.";
      case PAYMENT_FAILED_COUNT -> "Orders that became FAILED.";
      case PAYMENT_EXPIRED_COUNT -> "Orders that became EXPIRED.";
      case PAYMENT_CONVERSION_PERCENT ->
          "Orders paid per payment attempt, of the last 30 minutes; 0 while there was none.";

      case PAYMENT_BEGUN_COUNT -> "Orders whose payment was opened, once an order.";
      case PAYMENT_COHORT_PAID_COUNT ->
          "Paid attempts whose begin is known; a window holds those that began in it.";
      case PAYMENT_COHORT_BEGUN -> "Payment attempts begun 60 to 30 minutes ago.";
      case PAYMENT_COHORT_PAID -> "Of payment_cohort_begun, those paid by now.";
      case PAYMENT_COHORT_CONVERSION_PERCENT ->
          "payment_cohort_paid per payment_cohort_begun; 0 while none was begun.";
      case PAYMENT_METHOD_BEGUN_COUNT -> "Payments begun with a method.";
      case PAYMENT_METHOD_PAID_COUNT -> "Payments by a method that became paid.";
      case PAYMENT_METHOD_DENIED_COUNT -> "Payments by a method that were denied or failed.";
      case PAYMENT_METHOD_EXPIRED_COUNT -> "Payments by a method that expired.";
      case PAYMENT_METHOD_COHORT_PAID_COUNT ->
          "Paid payments whose begin is known; a window holds those that began in it.";
      case PAYMENT_METHOD_CONVERSION_PERCENT ->
          "Of the payments begun with a method 60 to 30 minutes ago, those paid by now; 0 of none.";

      case WEBHOOK_RECEIVED_TOTAL -> "Notifications stored, their signature being valid.";
      case WEBHOOK_INVALID_SIGNATURE -> "Notifications turned away for a bad signature.";
      case WEBHOOK_REJECTED_TOTAL -> "Notifications turned away, by reason.";
      case WEBHOOK_PROCESSING_ERROR -> "Tries to process a notification that failed.";
      case WEBHOOK_FAILED -> "Notifications given up, which wait for a person to replay them.";
      case WEBHOOK_APPLIED_COUNT -> "Notifications applied.";
      case WEBHOOK_IGNORED_COUNT -> "Notifications closed without effect.";
      case WEBHOOK_LATENCY_MS ->
          "Milliseconds from receiving a notification to having processed it.";
      case GATEWAY_ERROR_COUNT -> "Calls to Midtrans that did not answer as they should.";

      case RECONCILIATION_ASKED_COUNT -> "Orders Midtrans was asked about.";
      case RECONCILIATION_ACCOUNTED_COUNT ->
          "Orders asked about that ended as paid, expired or failed, stayed, or got no answer.";

      case ORDERS_PENDING -> "Orders in PENDING_PAYMENT now.";
      case ORDERS_PENDING_AGING -> "Orders in PENDING_PAYMENT for more than 30 minutes.";
      case ORDERS_PENDING_BY_AGE -> "Orders in PENDING_PAYMENT, by the minutes they have waited.";
      case ORDERS_PENDING_OLDEST_SECONDS -> "Seconds the longest pending order has waited.";
      case ORDERS_PENDING_RUPIAH -> "Rupiah of the orders in PENDING_PAYMENT now.";
      case ORDERS_PAID -> "Orders in PAID now.";
      case ORDERS_EXPIRED -> "Orders in EXPIRED now.";

      case OUTBOX_CREATED_COUNT -> "Messages to buyers put into the outbox.";
      case OUTBOX_SENT_COUNT -> "Messages to buyers that a provider took.";
      case OUTBOX_FAILED_COUNT -> "Messages to buyers that were given up.";
      case OUTBOX_SKIPPED_COUNT -> "Messages to buyers that were no longer true.";
      case OUTBOX_POSSIBLE_DOUBLE_COUNT -> "Messages to buyers that may have come twice.";
      case OUTBOX_UNCONFIRMED_COUNT ->
          "Messages to buyers that a provider took and reported nothing of for too long.";
      case OUTBOX_TEMPLATE_SENT_COUNT -> "Messages to buyers that a provider took, by template.";
      case OUTBOX_TEMPLATE_FAILED_COUNT -> "Messages to buyers that were given up, by template.";
      case OUTBOX_PENDING -> "Messages to buyers that wait, those to be tried again included.";
      case OUTBOX_RETRYING -> "Messages to buyers that failed and will be tried again.";
      case OUTBOX_FAILED -> "Messages to buyers that were given up.";
      case OUTBOX_UNKNOWN -> "Messages to buyers that may have been sent or not.";
      case OUTBOX_SENT -> "Messages to buyers in SENT now.";
      case OUTBOX_SKIPPED -> "Messages to buyers in SKIPPED now.";
      case OUTBOX_LATENCY -> "Seconds the longest waiting message to a buyer has waited.";

      case REMINDERS_OVERDUE_SECONDS ->
          "Seconds the oldest reminder has waited whose time is past, those held back included.";
      case REMINDERS_PAUSED -> "1 while somebody holds the reminders back.";

      case WORKER_ALIVE -> "Workers with a heartbeat of the last 15 seconds and nothing stalled.";
      case WORKER_EXPECTED ->
          "Workers with a heartbeat of the last 10 minutes that did not stop in order and whose place"
              + " nobody took.";
      case WORKER_SILENT -> "Expected workers without a heartbeat of the last 15 seconds.";
      case SCHEDULER_ALIVE ->
          "Schedulers with a heartbeat of the last 15 seconds and nothing stalled.";
      case SCHEDULER_EXPECTED ->
          "Schedulers with a heartbeat of the last 10 minutes that did not stop in order and whose"
              + " place nobody took.";
      case SCHEDULER_SILENT -> "Expected schedulers without a heartbeat of the last 15 seconds.";
      case JOB_EXECUTION_TIME -> "Milliseconds the job's last ended run took.";
      case JOB_MISSED -> "Jobs that should have started and did not; 1 for each that is late.";
      case JOB_RARE_FAILED ->
          "Jobs that run every 30 minutes or less often and whose newest run failed.";
      case JOB_STARTED_TOTAL -> "Job runs that started.";
      case JOB_RUN_TOTAL -> "Job runs that ended, well or not.";
      case JOB_FAILED_COUNT -> "Job runs that ended with an error.";
      case JOB_TIMEOUT_COUNT -> "Job runs that went over their limit, told while they ran.";
      case JOB_ABANDONED_COUNT -> "Job runs whose process died in the middle.";

      case PAID_WITHOUT_ENTITLEMENT -> "Paid orders without access. Only 0 is normal.";
      case PAID_WITHOUT_ENTITLEMENT_RUPIAH -> "Rupiah of the paid orders without access.";
      case ENTITLEMENT_WITHOUT_PAID -> "Access without a paid order. Only 0 is normal.";
      case ENTITLEMENT_GRANTED_COUNT -> "Orders whose access was granted.";
      case PAYMENT_LATE_COUNT -> "Payments that came after the order had expired or failed.";
      case PAYMENT_DOUBLE_COUNT -> "Second payments of one order.";
      case PAYMENT_AMOUNT_MISMATCH_COUNT -> "Payments of another amount than the order's.";
      case PAYMENT_CURRENCY_MISMATCH_COUNT -> "Payments in another currency.";
      case PAYMENT_MERCHANT_MISMATCH_COUNT -> "Payments of another merchant.";
      case PAYMENT_REVERSAL_COUNT -> "Payments denied after their settlement.";
      case PAYMENT_REFUND_COUNT -> "Refunds.";
      case PAYMENT_CHARGEBACK_COUNT -> "Chargebacks.";
      case PAYMENT_UNDER_REVIEW_COUNT -> "Payments that Midtrans holds for review.";
      case PAYMENT_UNRECOGNISED_STATUS_COUNT -> "Payments in a status nobody knows.";
      case PAYMENT_NOT_ASKABLE_COUNT ->
          "Pages that may have been paid by a method that cannot be asked about.";
      case PAYMENT_LATE_RUPIAH,
          PAYMENT_DOUBLE_RUPIAH,
          PAYMENT_AMOUNT_MISMATCH_RUPIAH,
          PAYMENT_CURRENCY_MISMATCH_RUPIAH,
          PAYMENT_MERCHANT_MISMATCH_RUPIAH,
          PAYMENT_REVERSAL_RUPIAH,
          PAYMENT_REFUND_RUPIAH,
          PAYMENT_CHARGEBACK_RUPIAH,
          PAYMENT_UNDER_REVIEW_RUPIAH,
          PAYMENT_UNRECOGNISED_STATUS_RUPIAH,
          PAYMENT_NOT_ASKABLE_RUPIAH ->
          "Rupiah of the orders in the counter of the same name; of older events they are not known.";

      case AUDIT_BROKEN -> "1 where the audit log was last found tampered with.";
      case PLAYBOOK_REFUSED ->
          "1 while an instance refuses its playbook's file, so that an older one is in force there.";
      case CHECKLIST_UNSIGNED -> "Checklists that nobody signed in time, and nobody has since.";
      case CHECKLIST_UNSIGNED_AGAIN_COUNT ->
          "Checklists that nobody signed in time while one before was still unsigned.";
      case POST_MORTEM_OVERDUE -> "Post-mortems over their time and not signed.";

      case ALERT_DELIVERY_CREATED_COUNT -> "Messages to people on call put on their way.";
      case ALERT_DELIVERY_SENT_COUNT -> "Messages to people on call that the other side accepted.";
      case ALERT_DELIVERY_FAILED_COUNT -> "Messages to people on call that were given up.";
      case ALERT_DELIVERY_CANCELLED_COUNT -> "Messages to people on call that were no longer true.";
      case ALERT_DELIVERY_WAITING ->
          "Messages to people on call that wait, also to be tried again.";
      case ACTION_STARTED_COUNT -> "Runs of actions that began.";
      case ACTION_FINISHED_COUNT -> "Runs of actions that were done.";
      case ACTION_FAILED_COUNT -> "Runs of actions that failed, or whose process died.";

      case BALANCE_BROKEN ->
          "By how much a pipe's equation does not hold: what went in is neither out nor inside.";
      case EVENT_FOLDED_COUNT -> "Events folded into these numbers.";
      case EVENT_FOLD_LAG -> "Events not folded yet, counted up to 10,000.";

      case DATABASE_CONNECTIONS -> "Connections open to this database, all nodes together.";
      case DATABASE_CONNECTIONS_MAX -> "Connections the database server allows.";
      case DATABASE_CONNECTIONS_USED_PERCENT -> "Connections open per allowed ones.";
      case DATABASE_LONGEST_TRANSACTION_SECONDS -> "Age of the oldest open transaction.";
      case DATABASE_OLDEST_SNAPSHOT_SECONDS ->
          "Age of the oldest transaction that keeps dead rows from being cleared.";
      case DATABASE_LOCK_WAITS -> "Sessions that wait for a lock.";
      case DATABASE_LONGEST_LOCK_WAIT_SECONDS -> "How long the longest of them has waited.";
      case DATABASE_DEADLOCK_COUNT -> "Deadlocks the database has broken.";
      case DATABASE_CACHE_HIT_PERCENT -> "Pages found in memory, since the statistics began.";
      case DATABASE_SIZE_BYTES -> "Size of this database on disk.";
      case DATABASE_DEAD_ROWS -> "Dead rows of the tables that are worked as queues.";
      case DATABASE_REPLICATION_LAG_SECONDS -> "How far the slowest replica is behind; 0 of none.";

      case INSTANCE_POOL_WAITING -> "Threads that wait for a database connection.";
      case INSTANCE_POOL_WAIT_MS -> "Longest recent wait for a database connection.";
      case INSTANCE_POOL_WAIT_AVERAGE_MS -> "Average recent wait for a database connection.";
      case INSTANCE_CPU_PERCENT -> "Processor time of the process, of all processors.";
      case INSTANCE_HEAP_USED_BYTES -> "Java heap in use.";
      case INSTANCE_HEAP_MAX_BYTES -> "Heap the process may use.";
      case INSTANCE_HEAP_USED_PERCENT -> "Heap in use, of what the process may use.";
      case INSTANCE_MEMORY_TOTAL_BYTES ->
          "Memory of the machine, or of the container that has less to spare.";
      case INSTANCE_MEMORY_AVAILABLE_BYTES -> "Of that, what processes could still get.";
      case INSTANCE_MEMORY_AVAILABLE_PERCENT -> "Of that, what processes could still get.";
      case INSTANCE_THREADS -> "Platform threads.";
      case INSTANCE_UPTIME_SECONDS -> "Seconds since the process started.";
      case INSTANCE_DISK_FREE_BYTES -> "Free space of the disk with the data folder.";
      case INSTANCE_DISK_FREE_PERCENT -> "Free space of the disk with the data folder.";
      case INSTANCE_TEMP_FREE_BYTES -> "Free space of the disk with the temporary folder.";
      case INSTANCE_TEMP_FREE_PERCENT -> "Free space of the disk with the temporary folder.";
    };
  }
}
