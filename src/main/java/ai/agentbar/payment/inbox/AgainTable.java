package ai.agentbar.payment.inbox;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What stays in {@code payment_inbox_open} and {@code payment_inbox_rejected} for a person. */
@Repository
class AgainTable {

  /** No notification's number: whichever it is. */
  static final long ANY = 0;

  /** A notification that stays. */
  record Kept(long id, Instant receivedAt) {}

  record Replayed(long id, String gatewayOrderId) {}

  record Rejected(long id, Instant receivedAt, RawBody body) {}

  private final JdbcClient jdbc;

  AgainTable(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Those that failed, oldest first. */
  List<Kept> failed(int limit) {
    return jdbc.sql(
            """
            select id, received_at
            from payment_inbox_open
            where state = 'FAILED'
            order by id
            limit :limit
            """)
        .param("limit", limit)
        .query(
            (row, _) ->
                new Kept(
                    row.getLong("id"),
                    row.getObject("received_at", OffsetDateTime.class).toInstant()))
        .list();
  }

  /** Those that failed, or one of them, wait again, oldest first, with all their tries. */
  List<Replayed> replay(Instant now, long id, int limit) {
    return jdbc.sql(
            """
            update payment_inbox_open
            set state = 'WAITING',
                closed_at = null,
                due_at = :now,
                attempts = 0,
                lease_token = lease_token + 1,
                last_error = null
            where id = any (array(select id
                                  from payment_inbox_open
                                  where state = 'FAILED'
                                    and :id in (id, 0)
                                  order by id
                                  limit :limit
                                  for update skip locked))
              and state = 'FAILED'
            returning id, gateway_order_id
            """)
        .param("now", now.atOffset(ZoneOffset.UTC))
        .param("id", id)
        .param("limit", limit)
        .query((row, _) -> new Replayed(row.getLong("id"), row.getString("gateway_order_id")))
        .list();
  }

  /** Those that were refused for their signature, oldest first. */
  List<Rejected> rejectedAfter(long id, int limit) {
    return jdbc.sql(
            """
            select id, received_at, body
            from payment_inbox_rejected
            where reason = 'BAD_SIGNATURE'
              and id > :id
            order by id
            limit :limit
            """)
        .param("id", id)
        .param("limit", limit)
        .query(
            (row, _) ->
                new Rejected(
                    row.getLong("id"),
                    row.getObject("received_at", OffsetDateTime.class).toInstant(),
                    new RawBody(row.getBytes("body"))))
        .list();
  }

  /** Takes rows out; those that somebody else is taking are left to them. */
  List<Rejected> removeRejected(List<Long> ids) {
    return jdbc.sql(
            """
            delete from payment_inbox_rejected
            where id = any (array(select id
                                  from payment_inbox_rejected
                                  where id = any (:ids)
                                  order by id
                                  for update skip locked))
            returning id, received_at, body
            """)
        .param("ids", ids.toArray(Long[]::new))
        .query(
            (row, _) ->
                new Rejected(
                    row.getLong("id"),
                    row.getObject("received_at", OffsetDateTime.class).toInstant(),
                    new RawBody(row.getBytes("body"))))
        .list();
  }
}
