package ai.agentbar.payment.inbox;

import ai.agentbar.job.Lease;
import ai.agentbar.payment.Verdict;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * The tables {@code payment_inbox} and {@code payment_inbox_rejected}.
 *
 * <p>A notification waits in the part {@code payment_inbox_open}, which is the queue, and is moved
 * to its day of {@code payment_inbox_closed} when it is applied or ignored. A failed one stays
 * among the open ones until a person replays it: days come and go, and it must not go with them.
 */
@Repository
class InboxTable {

  static final String QUEUE = "payment_inbox_open";

  private final JdbcTemplate template;
  private final JdbcClient jdbc;

  InboxTable(JdbcTemplate template, JdbcClient jdbc) {
    this.template = template;
    this.jdbc = jdbc;
  }

  void insert(List<Inbox.Arrival> arrivals, Instant now) {
    template.batchUpdate(
        """
        insert into payment_inbox (received_at, gateway_order_id, body, due_at)
        values (?, ?, ?, ?)
        """,
        arrivals,
        arrivals.size(),
        (row, arrival) -> {
          row.setObject(1, now.atOffset(ZoneOffset.UTC));
          row.setString(2, arrival.report().gatewayOrderId());
          row.setBytes(3, arrival.body().bytes());
          row.setObject(4, now.atOffset(ZoneOffset.UTC));
        });
  }

  List<InboxRow> read(List<Lease> leases) {
    Map<Long, Lease> byRow =
        leases.stream().collect(Collectors.toMap(Lease::rowId, Function.identity()));
    return jdbc.sql(
            """
            select id, received_at, body
            from payment_inbox_open
            where id = any (:ids)
            order by id
            """)
        .param("ids", byRow.keySet().toArray(Long[]::new))
        .query(
            (row, _) ->
                new InboxRow(
                    Objects.requireNonNull(byRow.get(row.getLong("id"))),
                    row.getObject("received_at", OffsetDateTime.class).toInstant(),
                    new RawBody(row.getBytes("body"))))
        .list();
  }

  void applied(long id, Instant now) {
    close(id, "APPLIED", null, now);
  }

  void ignored(long id, Verdict.Reason reason, Instant now) {
    close(id, "IGNORED", reason.name(), now);
  }

  void failed(long id, Instant now) {
    int rows =
        jdbc.sql(
                """
                update payment_inbox_open
                set state = 'FAILED',
                    closed_at = :now
                where id = :id
                  and state = 'WAITING'
                """)
            .param("now", now.atOffset(ZoneOffset.UTC))
            .param("id", id)
            .update();
    demandOne(rows, id);
  }

  Optional<Instant> newestStoredAt() {
    return jdbc.sql(
            """
            select received_at
            from payment_inbox
            order by id desc
            limit 1
            """)
        .query((row, _) -> row.getObject("received_at", OffsetDateTime.class).toInstant())
        .optional();
  }

  long countRejectedSince(Instant since) {
    return jdbc.sql(
            """
            select count(*)
            from payment_inbox_rejected
            where received_at > :since
            """)
        .param("since", since.atOffset(ZoneOffset.UTC))
        .query(Long.class)
        .single();
  }

  void insertRejected(List<Rejection> rejections, Instant now) {
    if (rejections.isEmpty()) {
      return;
    }
    template.batchUpdate(
        """
        insert into payment_inbox_rejected (received_at, reason, body)
        values (?, ?, ?)
        """,
        rejections,
        rejections.size(),
        (row, rejection) -> {
          row.setObject(1, now.atOffset(ZoneOffset.UTC));
          row.setString(2, rejection.reason().name());
          row.setBytes(3, rejection.body().bytes());
        });
  }

  /**
   * Deleted here and inserted there, instead of an update that moves the row: a late owner waiting
   * for its lock then finds nothing and has lost its lease; a moved row would be an error to it.
   */
  private void close(long id, String state, @Nullable String reason, Instant now) {
    int rows =
        jdbc.sql(
                """
                with gone as (delete from payment_inbox_open
                              where id = :id
                                and state = 'WAITING'
                              returning id, received_at, gateway_order_id, body, attempts, lease_token)
                insert into payment_inbox_closed (id, received_at, gateway_order_id, body, state,
                                                  reason, closed_at, attempts, lease_token)
                select id, received_at, gateway_order_id, body, :state,
                       :reason, :now, attempts, lease_token
                from gone
                """)
            .param("state", state)
            .param("reason", reason)
            .param("now", now.atOffset(ZoneOffset.UTC))
            .param("id", id)
            .update();
    demandOne(rows, id);
  }

  private static void demandOne(int rows, long id) {
    if (rows != 1) {
      throw new IllegalStateException("notification %d is not waiting".formatted(id));
    }
  }
}
