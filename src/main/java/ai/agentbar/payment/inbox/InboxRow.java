package ai.agentbar.payment.inbox;

import ai.agentbar.job.Lease;
import java.time.Instant;

/** A stored notification that this worker owns. */
record InboxRow(Lease lease, Instant receivedAt, RawBody body) {}
