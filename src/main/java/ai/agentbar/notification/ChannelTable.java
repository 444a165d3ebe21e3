package ai.agentbar.notification;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table {@code notification_channel}: what all nodes must know of a channel. */
@Repository
class ChannelTable {

  /** As it stands; the row is locked where it was asked for so. */
  record Row(
      ChannelName channel,
      Instant spentUntil,
      Instant pausedUntil,
      boolean stopped,
      String reason) {

    boolean isOpen(Instant now) {
      return !stopped && !now.isBefore(pausedUntil);
    }
  }

  private final JdbcClient jdbc;

  ChannelTable(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  Row lock(ChannelName channel) {
    return jdbc.sql(
            """
            select channel, spent_until, paused_until, stopped_at, reason
            from notification_channel
            where channel = :channel
            for update
            """)
        .param("channel", channel.name())
        .query((row, _) -> row(row))
        .single();
  }

  List<Row> all() {
    return jdbc.sql(
            """
            select channel, spent_until, paused_until, stopped_at, reason
            from notification_channel
            order by channel
            limit 10
            """)
        .query((row, _) -> row(row))
        .list();
  }

  void spend(ChannelName channel, Instant spentUntil) {
    jdbc.sql(
            """
            update notification_channel
            set spent_until = :spentUntil
            where channel = :channel
            """)
        .param("channel", channel.name())
        .param("spentUntil", at(spentUntil))
        .update();
  }

  void pause(ChannelName channel, Instant until, String reason) {
    jdbc.sql(
            """
            update notification_channel
            set paused_until = greatest(paused_until, :until),
                reason = :reason
            where channel = :channel
              and stopped_at is null
            """)
        .param("channel", channel.name())
        .param("until", at(until))
        .param("reason", reason)
        .update();
  }

  /** False where it stood still already. */
  boolean stop(ChannelName channel, String reason, Instant now) {
    return jdbc.sql(
                """
                update notification_channel
                set stopped_at = :now,
                    reason = :reason
                where channel = :channel
                  and stopped_at is null
                """)
            .param("channel", channel.name())
            .param("reason", reason)
            .param("now", at(now))
            .update()
        == 1;
  }

  void reopen(ChannelName channel, Instant now) {
    jdbc.sql(
            """
            update notification_channel
            set stopped_at = null,
                paused_until = least(paused_until, :now),
                reason = ''
            where channel = :channel
            """)
        .param("channel", channel.name())
        .param("now", at(now))
        .update();
  }

  private static Row row(ResultSet row) throws SQLException {
    return new Row(
        ChannelName.valueOf(row.getString("channel")),
        row.getObject("spent_until", OffsetDateTime.class).toInstant(),
        row.getObject("paused_until", OffsetDateTime.class).toInstant(),
        row.getObject("stopped_at") != null,
        row.getString("reason"));
  }

  private static OffsetDateTime at(Instant moment) {
    return moment.atOffset(ZoneOffset.UTC);
  }
}
