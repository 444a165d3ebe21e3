package ai.agentbar.notification;

import ai.agentbar.job.Lease;
import ai.agentbar.kernel.OrderId;
import ai.agentbar.notification.OutboxMessage.Tries;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * The writing side of the table {@code notification_outbox}, but for its queue columns, which
 * belong to the queue.
 */
@Repository
class OutboxTable {

  /** A message to be written, and from when on it should be with its reader. */
  record Draft(OrderId orderId, MessageTemplate template, Instant wantedAt) {}

  /** A row just written. */
  record Written(long id, ChannelName channel) {}

  private final JdbcClient jdbc;

  OutboxTable(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** The queue of one channel; reminders stand in one of their own. */
  static String queueOf(ChannelName channel, MessageTemplate.Kind kind) {
    return switch (kind) {
      case RECEIPT -> queueOf(channel);
      case REMINDER -> queueOf(channel) + "_reminder";
    };
  }

  /** The part of both that a worker had under way; it is due where that worker is dead. */
  static String abandonedOf(ChannelName channel) {
    return queueOf(channel) + "_abandoned";
  }

  private static String queueOf(ChannelName channel) {
    return switch (channel) {
      case EMAIL -> "notification_outbox_email";
      case WHATSAPP -> "notification_outbox_whatsapp";
      case WEBHOOK -> "notification_outbox_webhook";
    };
  }

  /** Writes one row a channel; what stands there already stays as it is. */
  List<Written> insert(Draft draft, List<ChannelName> channels, Instant now) {
    return jdbc.sql(
            """
            insert into notification_outbox (order_id, channel, template, message_key, created_at,
                                             wanted_at, due_at)
            select :orderId, channel, :template, key, :now, :wantedAt, :now
            from unnest(:channels::text[], :keys::text[]) as c (channel, key)
            on conflict (order_id, channel, template) do nothing
            returning id, channel
            """)
        .param("orderId", draft.orderId().value())
        .param("template", draft.template().name())
        .param("now", at(now))
        .param("wantedAt", at(draft.wantedAt()))
        .param("channels", channels.stream().map(ChannelName::name).toArray(String[]::new))
        .param(
            "keys", channels.stream().map(_ -> UUID.randomUUID().toString()).toArray(String[]::new))
        .query((row, _) -> written(row))
        .list();
  }

  void sending(long id) {
    update(
        id,
        jdbc.sql(
            """
            update notification_outbox
            set state = 'SENDING',
                tries = tries + 1
            where id = :id
              and state in ('PENDING', 'RETRYING')
            """));
  }

  /** The try was none: as before it. */
  void unsent(long id) {
    update(
        id,
        jdbc.sql(
            """
            update notification_outbox
            set state = case when tries > 1 then 'RETRYING' else 'PENDING' end,
                tries = tries - 1
            where id = :id
              and state = 'SENDING'
            """));
  }

  /** Accepted; a status the provider told of an earlier try says nothing of this one. */
  void sent(long id, @Nullable String providerId, boolean possibleDouble, Instant now) {
    update(
        id,
        jdbc.sql(
                """
                update notification_outbox
                set state = 'SENT',
                    provider_id = coalesce(:providerId, provider_id),
                    delivery_status = null,
                    unconfirmed_at = null,
                    possible_double = :possibleDouble,
                    sent_at = :now
                where id = :id
                """)
            .param("providerId", providerId)
            .param("possibleDouble", possibleDouble)
            .param("now", at(now)));
  }

  void leave(long id, OutboxState state, Tries tries) {
    update(
        id,
        jdbc.sql(
                """
                update notification_outbox
                set state = :state,
                    doubtful = :doubtful,
                    possible_double = :possibleDouble
                where id = :id
                """)
            .param("state", state.name())
            .param("doubtful", tries.doubtful())
            .param("possibleDouble", tries.possibleDouble()));
  }

  void deliveryStatus(long id, @Nullable String providerId, DeliveryStatus status) {
    update(
        id,
        jdbc.sql(
                """
                update notification_outbox
                set provider_id = coalesce(:providerId, provider_id),
                    delivery_status = :status
                where id = :id
                """)
            .param("providerId", providerId)
            .param("status", status.name()));
  }

  /**
   * Takes the row from whoever works on it: their lease is worth nothing from here on.
   *
   * @return the lease of the new owner
   */
  Lease seize(long id, Instant dueAt) {
    return jdbc.sql(
            """
            update notification_outbox
            set due_at = :dueAt,
                lease_token = lease_token + 1
            where id = :id
            returning id, lease_token, attempts
            """)
        .param("dueAt", at(dueAt))
        .param("id", id)
        .query(
            (row, _) ->
                new Lease(row.getLong("id"), row.getLong("lease_token"), row.getInt("attempts")))
        .single();
  }

  /** What was skipped begins anew on every channel; that it may come twice is not forgotten. */
  List<Written> reopenSkipped(OrderId orderId, MessageTemplate template, Instant now) {
    return jdbc.sql(
            """
            update notification_outbox
            set state = 'PENDING',
                tries = 0,
                wanted_at = :now,
                due_at = :now,
                attempts = 0,
                lease_token = lease_token + 1,
                last_error = null
            where order_id = :orderId
              and template = :template
              and state = 'SKIPPED'
              and followed_up_at is null
            returning id, channel
            """)
        .param("orderId", orderId.value())
        .param("template", template.name())
        .param("now", at(now))
        .query((row, _) -> written(row))
        .list();
  }

  private static Written written(ResultSet row) throws SQLException {
    return new Written(row.getLong("id"), ChannelName.valueOf(row.getString("channel")));
  }

  private static void update(long id, JdbcClient.StatementSpec statement) {
    if (statement.param("id", id).update() != 1) {
      throw new IllegalStateException(
          "message %d left its state while its row was locked".formatted(id));
    }
  }

  private static OffsetDateTime at(Instant moment) {
    return moment.atOffset(ZoneOffset.UTC);
  }
}
