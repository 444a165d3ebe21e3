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

/** The tables {@code payment_inbox} and {@code payment_inbox_rejected}. */
@Repository
class InboxTable {

  static final String QUEUE = "payment_inbox";

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
            from payment_inbox
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
    state(id, "APPLIED", null, now);
  }

  void ignored(long id, Verdict.Reason reason, Instant now) {
    state(id, "IGNORED", reason.name(), now);
  }

  void failed(long id, Instant now) {
    state(id, "FAILED", null, now);
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

  private void state(long id, String state, @Nullable String reason, Instant now) {
    jdbc.sql(
            """
            update payment_inbox
            set state = :state,
                reason = :reason,
                closed_at = :now
            where id = :id
            """)
        .param("state", state)
        .param("reason", reason)
        .param("now", now.atOffset(ZoneOffset.UTC))
        .param("id", id)
        .update();
  }
}
