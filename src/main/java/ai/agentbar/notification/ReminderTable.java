package ai.agentbar.notification;

import ai.agentbar.job.Lease;
import ai.agentbar.kernel.OrderId;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table {@code notification_reminder}, but for its queue columns. */
@Repository
class ReminderTable {

  static final String QUEUE = "notification_reminder";

  /** In the order in which they are due. */
  private static final List<MessageTemplate> TEMPLATES =
      List.of(MessageTemplate.REMINDER_1, MessageTemplate.REMINDER_2);

  /** What became of a reminder when its time had come. */
  enum Outcome {
    QUEUED,
    NOT_PENDING,
    PAST_PAY_BY,
    /** A later reminder of the same order was due as well. */
    OVERTAKEN
  }

  record Reminder(OrderId orderId, MessageTemplate template, Instant remindAt) {}

  private final JdbcClient jdbc;

  ReminderTable(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  void insert(OrderId orderId, Instant openedAt, List<Duration> waits) {
    jdbc.sql(
            """
            insert into notification_reminder (order_id, template, remind_at, due_at)
            select :orderId, template, remind_at, remind_at
            from unnest(:templates::text[], :remindAts::timestamptz[]) as r (template, remind_at)
            on conflict (order_id, template) do nothing
            """)
        .param("orderId", orderId.value())
        .param(
            "templates",
            TEMPLATES.stream().limit(waits.size()).map(Enum::name).toArray(String[]::new))
        .param(
            "remindAts",
            waits.stream().map(it -> openedAt.plus(it).toString()).toArray(String[]::new))
        .update();
  }

  Reminder read(Lease lease) {
    return jdbc.sql(
            """
            select order_id, template, remind_at
            from notification_reminder
            where id = :id
            """)
        .param("id", lease.rowId())
        .query(
            (row, _) ->
                new Reminder(
                    new OrderId(row.getString("order_id")),
                    MessageTemplate.valueOf(row.getString("template")),
                    row.getObject("remind_at", OffsetDateTime.class).toInstant()))
        .single();
  }

  /** Whether a later reminder of the same order has its time behind it too. */
  boolean isOvertaken(Reminder reminder, Instant now) {
    return jdbc.sql(
            """
            select exists (select 1
                           from notification_reminder
                           where order_id = :orderId
                             and remind_at > :remindAt
                             and remind_at <= :now)
            """)
        .param("orderId", reminder.orderId().value())
        .param("remindAt", reminder.remindAt().atOffset(ZoneOffset.UTC))
        .param("now", now.atOffset(ZoneOffset.UTC))
        .query(Boolean.class)
        .single();
  }

  void closed(Lease lease, Outcome outcome) {
    jdbc.sql(
            """
            update notification_reminder
            set outcome = :outcome
            where id = :id
            """)
        .param("outcome", outcome.name())
        .param("id", lease.rowId())
        .update();
  }
}
