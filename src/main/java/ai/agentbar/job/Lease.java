package ai.agentbar.job;

/**
 * One owner's right to one row until its time is up.
 *
 * @param token the fencing token: it grows with every claim of the row, so an older one is refused
 * @param attempt which try this is, from 1
 */
public record Lease(long rowId, long token, int attempt) {}
