package ai.agentbar.notification;

import ai.agentbar.kernel.OrderId;
import ai.agentbar.notification.OutboxMessage.Times;
import ai.agentbar.notification.OutboxMessage.Tries;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The reading side of the table {@code notification_outbox}. */
@Repository
class OutboxReadTable {

  /** A page of rows, newest first. */
  record Page(long beforeId, int limit) {}

  private static final int OF_ORDER_MAX = 50;

  static final String COLUMNS =
      """
      id, order_id, channel, template, state, message_key, tries, doubtful,
             possible_double, provider_id, delivery_status, created_at, wanted_at,
             due_at, sent_at, last_error\
      """;

  private final JdbcClient jdbc;

  OutboxReadTable(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  boolean anyDue(ChannelName channel, Instant now) {
    return jdbc.sql(
            """
            select exists (select 1
                           from notification_outbox
                           where channel = :channel
                             and due_at <= :now)
            """)
        .param("channel", channel.name())
        .param("now", at(now))
        .query(Boolean.class)
        .single();
  }

  boolean exists(OrderId orderId, ChannelName channel, MessageTemplate template) {
    return jdbc.sql(
            """
            select exists (select 1
                           from notification_outbox
                           where order_id = :orderId
                             and channel = :channel
                             and template = :template)
            """)
        .param("orderId", orderId.value())
        .param("channel", channel.name())
        .param("template", template.name())
        .query(Boolean.class)
        .single();
  }

  Optional<OutboxMessage> find(long id) {
    return jdbc.sql(
            """
            select %s
            from notification_outbox
            where id = :id
            """
                .formatted(COLUMNS))
        .param("id", id)
        .query((row, _) -> message(row))
        .optional();
  }

  Optional<OutboxMessage> lock(long id) {
    return lockOne("id = :it", id);
  }

  Optional<OutboxMessage> lockByKey(String key) {
    return lockOne("message_key = :it", key);
  }

  Optional<OutboxMessage> lockByProviderId(String providerId) {
    return lockOne("provider_id = :it", providerId);
  }

  private Optional<OutboxMessage> lockOne(String condition, Object it) {
    return jdbc.sql(
            """
            select %s
            from notification_outbox
            where %s
            order by id
            limit 1
            for update
            """
                .formatted(COLUMNS, condition))
        .param("it", it)
        .query((row, _) -> message(row))
        .optional();
  }

  List<OutboxMessage> ofOrder(OrderId orderId) {
    return jdbc.sql(
            """
            select %s
            from notification_outbox
            where order_id = :orderId
            order by id
            limit :limit
            """
                .formatted(COLUMNS))
        .param("orderId", orderId.value())
        .param("limit", OF_ORDER_MAX)
        .query((row, _) -> message(row))
        .list();
  }

  List<OutboxMessage> inState(OutboxState state, Page page) {
    return jdbc.sql(
            """
            select %s
            from notification_outbox
            where state = :state
              and id < :beforeId
            order by id desc
            limit :limit
            """
                .formatted(COLUMNS))
        .param("state", state.name())
        .param("beforeId", page.beforeId())
        .param("limit", page.limit())
        .query((row, _) -> message(row))
        .list();
  }

  /** Rows of a channel that were given up and may be sent again, oldest first. */
  List<Long> givenUp(ChannelName channel, long afterId, int limit) {
    return jdbc.sql(
            """
            select id
            from notification_outbox
            where channel = :channel
              and state in ('FAILED', 'UNKNOWN')
              and id > :afterId
            order by id
            limit :limit
            """)
        .param("channel", channel.name())
        .param("afterId", afterId)
        .param("limit", limit)
        .query((row, _) -> row.getLong("id"))
        .list();
  }

  static OutboxMessage message(ResultSet row) throws SQLException {
    String status = row.getString("delivery_status");
    return new OutboxMessage(
        row.getLong("id"),
        new OrderId(row.getString("order_id")),
        ChannelName.valueOf(row.getString("channel")),
        MessageTemplate.valueOf(row.getString("template")),
        OutboxState.valueOf(row.getString("state")),
        row.getString("message_key"),
        new Tries(
            row.getInt("tries"), row.getBoolean("doubtful"), row.getBoolean("possible_double")),
        new OutboxMessage.Provider(
            row.getString("provider_id"), status == null ? null : DeliveryStatus.valueOf(status)),
        new Times(
            row.getObject("created_at", OffsetDateTime.class).toInstant(),
            row.getObject("wanted_at", OffsetDateTime.class).toInstant(),
            instant(row, "due_at"),
            instant(row, "sent_at")),
        row.getString("last_error"));
  }

  private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
    return at == null ? null : at.toInstant();
  }

  private static OffsetDateTime at(Instant moment) {
    return moment.atOffset(ZoneOffset.UTC);
  }
}
