package ai.agentbar.job;

/**
 * The row was claimed by another owner meanwhile. Thrown inside the late owner's transaction, so
 * that nothing it wrote there stays.
 */
public class LeaseLostException extends RuntimeException {

  LeaseLostException(String table, Lease lease) {
    super(
        "row %d of %s is no longer owned by token %d"
            .formatted(lease.rowId(), table, lease.token()));
  }
}
