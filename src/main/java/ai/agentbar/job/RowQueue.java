package ai.agentbar.job;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A table whose open rows are work. The row is the message: it needs the columns {@code id bigint},
 * {@code due_at timestamptz} (null once closed), {@code attempts int}, {@code lease_token bigint},
 * {@code last_error text}, and a partial index on {@code due_at} where it is not null, so that a
 * claim costs what is open and not what is past.
 *
 * <p>Claiming a row puts its {@code due_at} off by the lease: while the owner works nobody else
 * sees it as due, and when the owner dies it becomes due again by itself. Every other statement
 * names the token of its claim and fails where a later claim has replaced it.
 */
public final class RowQueue {

  private static final Pattern TABLE_NAME = Pattern.compile("[a-z_]{1,63}");
  private static final int ERROR_LENGTH_MAX = 2_000;

  private final JdbcClient jdbc;
  private final InstantSource clock;
  private final String table;
  private final Duration lease;

  /**
   * @param lease how long after its last sign of life an owner's row is taken over; longer than the
   *     longest piece of work, unless the owner {@linkplain #extend extends} it
   */
  public RowQueue(JdbcClient jdbc, InstantSource clock, String table, Duration lease) {
    if (!TABLE_NAME.matcher(table).matches()) {
      throw new IllegalArgumentException("not a table name: " + table);
    }
    this.jdbc = jdbc;
    this.clock = clock;
    this.table = table;
    this.lease = lease;
  }

  /**
   * Takes up to {@code limit} due rows, longest due first. Rows another owner is taking are
   * skipped.
   */
  public List<Lease> claim(int limit) {
    Instant now = clock.instant();
    return jdbc.sql(
            """
            update %1$s
            set due_at = :leaseUntil,
                lease_token = lease_token + 1,
                attempts = attempts + 1
            where id = any (array(select id
                                  from %1$s
                                  where due_at <= :now
                                  order by due_at, id
                                  limit :limit
                                  for update skip locked))
            returning id, lease_token, attempts
            """
                .formatted(table))
        .param("now", now.atOffset(ZoneOffset.UTC))
        .param("leaseUntil", now.plus(lease).atOffset(ZoneOffset.UTC))
        .param("limit", limit)
        .query(
            (row, _) ->
                new Lease(row.getLong("id"), row.getLong("lease_token"), row.getInt("attempts")))
        .list();
  }

  /**
   * Lengthens the leases of an owner that is alive and still at work, so that a lease may be
   * shorter than the longest piece of work, and a dead owner's rows are taken over soon. Leases
   * that were lost meanwhile stay lost.
   */
  public void extend(List<Lease> claimed) {
    jdbc.sql(
            """
            update %s q
            set due_at = :leaseUntil
            from unnest(:ids::bigint[], :tokens::bigint[]) mine (id, token)
            where q.id = mine.id
              and q.lease_token = mine.token
              and q.due_at is not null
            """
                .formatted(table))
        .param("leaseUntil", clock.instant().plus(lease).atOffset(ZoneOffset.UTC))
        .param("ids", claimed.stream().map(Lease::rowId).toArray(Long[]::new))
        .param("tokens", claimed.stream().map(Lease::token).toArray(Long[]::new))
        .update();
  }

  /**
   * Begins the lease anew right before something that cannot be taken back. Other than {@link
   * #extend} it refuses an owner whose lease ran out, even where nobody took the row over yet: who
   * slept that long does not know what happened meanwhile.
   *
   * @return until when the row is surely the owner's
   * @throws LeaseLostException where the lease ran out, or the row was claimed again
   */
  public Instant renew(Lease claimed) {
    Instant now = clock.instant();
    Instant until = now.plus(lease);
    fenced(
        claimed,
        jdbc.sql(
                """
                update %s
                set due_at = :until
                where id = :id
                  and lease_token = :token
                  and due_at > :now
                """
                    .formatted(table))
            .param("until", until.atOffset(ZoneOffset.UTC))
            .param("now", now.atOffset(ZoneOffset.UTC)));
    return until;
  }

  /**
   * Locks the row for its owner until the transaction ends, and changes nothing: for a room that
   * moves its closed rows elsewhere. Call it first in the transaction that records the outcome; a
   * late owner's transaction ends here.
   *
   * @throws LeaseLostException where the row was claimed again meanwhile, or is no longer here
   */
  public void hold(Lease claimed) {
    Optional<Long> held =
        jdbc.sql(
                """
                select id
                from %s
                where id = :id
                  and lease_token = :token
                  and due_at is not null
                for update
                """
                    .formatted(table))
            .param("id", claimed.rowId())
            .param("token", claimed.token())
            .query(Long.class)
            .optional();
    if (held.isEmpty()) {
      throw new LeaseLostException(table, claimed);
    }
  }

  /**
   * Closes the row for good. Call it first in the transaction that records the outcome: it locks
   * the row, and a late owner's transaction ends here.
   *
   * @throws LeaseLostException where the row was claimed again meanwhile
   */
  public void close(Lease claimed) {
    fenced(
        claimed,
        jdbc.sql(
            """
            update %s
            set due_at = null,
                last_error = null
            where id = :id
              and lease_token = :token
              and due_at is not null
            """
                .formatted(table)));
  }

  /**
   * Gives the row up as failed: it stays, closed, with its error, until a person reopens it.
   *
   * @throws LeaseLostException where the row was claimed again meanwhile
   */
  public void fail(Lease claimed, String error) {
    fenced(
        claimed,
        jdbc.sql(
                """
                update %s
                set due_at = null,
                    last_error = :error
                where id = :id
                  and lease_token = :token
                  and due_at is not null
                """
                    .formatted(table))
            .param("error", cut(error)));
  }

  /**
   * Puts the row off until a moment, with the reason. The claim ends with it: an {@link #extend}
   * that was on its way finds nothing to lengthen.
   *
   * @throws LeaseLostException where the row was claimed again meanwhile
   */
  public void retry(Lease claimed, Instant dueAt, String error) {
    fenced(
        claimed,
        jdbc.sql(
                """
                update %s
                set due_at = :dueAt,
                    lease_token = lease_token + 1,
                    last_error = :error
                where id = :id
                  and lease_token = :token
                  and due_at is not null
                """
                    .formatted(table))
            .param("dueAt", dueAt.atOffset(ZoneOffset.UTC))
            .param("error", cut(error)));
  }

  private void fenced(Lease claimed, JdbcClient.StatementSpec statement) {
    int rows = statement.param("id", claimed.rowId()).param("token", claimed.token()).update();
    if (rows != 1) {
      throw new LeaseLostException(table, claimed);
    }
  }

  private static String cut(String error) {
    String storable = error.replace('\u0000', '\uFFFD');
    return storable.substring(0, Math.min(storable.length(), ERROR_LENGTH_MAX));
  }
}
