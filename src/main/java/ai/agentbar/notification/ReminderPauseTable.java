package ai.agentbar.notification;

import ai.agentbar.kernel.Actor;
import ai.agentbar.notification.ReminderSwitch.Pause;
import ai.agentbar.notification.ReminderSwitch.Standing;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table {@code notification_reminder_pause}, and how the reminders stand. */
@Repository
class ReminderPauseTable {

  private static final Duration LOOK = Duration.ofHours(1);

  private final JdbcClient jdbc;

  ReminderPauseTable(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  Optional<Pause> pause() {
    return jdbc.sql(
            """
            select paused_at, paused_by, reason
            from notification_reminder_pause
            where paused_at is not null
            limit 1
            """)
        .query(
            (row, _) ->
                new Pause(
                    row.getObject("paused_at", OffsetDateTime.class).toInstant(),
                    Actor.parse(row.getString("paused_by")),
                    row.getString("reason")))
        .optional();
  }

  boolean hold(Actor actor, String reason, Instant now) {
    return jdbc.sql(
                """
                update notification_reminder_pause
                set paused_at = :now,
                    paused_by = :actor,
                    reason = :reason
                where paused_at is null
                """)
            .param("now", now.atOffset(ZoneOffset.UTC))
            .param("actor", actor.toString())
            .param("reason", reason)
            .update()
        == 1;
  }

  boolean release() {
    return jdbc.sql(
                """
                update notification_reminder_pause
                set paused_at = null
                where paused_at is not null
                """)
            .update()
        == 1;
  }

  /** Whoever works on one has put off when it is due, by a lease at most. */
  Optional<Instant> oldestOverdue(Instant now) {
    return jdbc.sql(
            """
            select min(remind_at) as oldest
            from notification_reminder
            where due_at <= :leasedUntil
              and remind_at <= :now
            limit 1
            """)
        .param("leasedUntil", now.plus(Reminders.LEASE).atOffset(ZoneOffset.UTC))
        .param("now", now.atOffset(ZoneOffset.UTC))
        .query(
            (row, _) ->
                Optional.ofNullable(row.getObject("oldest", OffsetDateTime.class))
                    .map(OffsetDateTime::toInstant))
        .single();
  }

  Standing standing(Instant now) {
    return jdbc.sql(
            """
            with lately as (select order_id, template, outcome
                            from notification_reminder
                            where remind_at > :from
                              and remind_at <= :now)
            select (select count(*) from lately) as due,
                   (select count(*) from lately where outcome = 'QUEUED') as queued,
                   (select count(*)
                    from lately l
                    where outcome = 'QUEUED'
                      and exists (select 1
                                  from notification_outbox o
                                  where o.order_id = l.order_id
                                    and o.template = l.template
                                    and o.state = 'SENT')) as sent,
                   (select count(*) from lately where outcome <> 'QUEUED') as unneeded,
                   (select count(*)
                    from notification_reminder
                    where due_at is not null
                      and remind_at <= :now) as overdue,
                   (select min(remind_at)
                    from notification_reminder
                    where due_at is not null
                      and remind_at <= :now) as oldest,
                   (select count(*)
                    from notification_reminder
                    where due_at is not null
                      and remind_at > :now
                      and remind_at <= :soon) as next_hour
            """)
        .param("from", now.minus(LOOK).atOffset(ZoneOffset.UTC))
        .param("now", now.atOffset(ZoneOffset.UTC))
        .param("soon", now.plus(LOOK).atOffset(ZoneOffset.UTC))
        .query(
            (row, _) ->
                new Standing(
                    row.getLong("due"),
                    row.getLong("queued"),
                    row.getLong("sent"),
                    row.getLong("unneeded"),
                    row.getLong("overdue"),
                    Optional.ofNullable(row.getObject("oldest", OffsetDateTime.class))
                        .map(OffsetDateTime::toInstant),
                    row.getLong("next_hour")))
        .single();
  }
}
