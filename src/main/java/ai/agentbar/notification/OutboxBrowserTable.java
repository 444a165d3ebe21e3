package ai.agentbar.notification;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table {@code notification_outbox}, as people look through it. */
@Repository
class OutboxBrowserTable {

  private static final List<OutboxState> OF_ALL_STATES = List.of(OutboxState.values());

  private final JdbcClient jdbc;

  OutboxBrowserTable(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  List<OutboxMessage> find(OutboxFilter filter) {
    return jdbc.sql(
            """
            select %s
            from notification_outbox
            where %s
              and state = any (:states)
              and (:channel::text is null or channel = :channel)
              and (:template::text is null or template = :template)
              and (created_at, id) < (:afterAt, :afterId)
            order by created_at desc, id desc
            limit :limit
            """
                .formatted(OutboxReadTable.COLUMNS, part(filter)))
        .param("states", states(filter).map(OutboxState::name).toArray(String[]::new))
        .param("channel", filter.channel().map(ChannelName::name).orElse(null))
        .param("template", filter.template().map(MessageTemplate::name).orElse(null))
        .param("from", utc(filter.from()))
        .param("until", utc(filter.until()))
        .param("afterAt", utc(filter.after().createdAt()))
        .param("afterId", filter.after().id())
        .param("limit", filter.limit())
        .query((row, _) -> OutboxReadTable.message(row))
        .list();
  }

  OutboxBrowser.Count count(ChannelName channel, Instant sentSince, int limit) {
    return jdbc.sql(
            """
            select count(*) filter (where state in ('PENDING', 'SENDING')) as waiting,
                   count(*) filter (where state = 'RETRYING') as retrying,
                   count(*) filter (where state = 'FAILED') as failed,
                   count(*) filter (where state = 'UNKNOWN') as unknown,
                   count(*) filter (where state = 'SENT') as sent
            from ((select state
                   from notification_outbox
                   where channel = :channel
                     and due_at is not null
                   limit :limit)
                  union all
                  (select state
                   from notification_outbox
                   where channel = :channel
                     and state in ('FAILED', 'UNKNOWN')
                   limit :limit)
                  union all
                  (select state
                   from notification_outbox
                   where channel = :channel
                     and created_at > :sentSince
                     and state = 'SENT'
                   limit :limit)) those
            """)
        .param("channel", channel.name())
        .param("sentSince", utc(sentSince))
        .param("limit", limit)
        .query((row, _) -> count(channel, row))
        .single();
  }

  /** Which index finds them. */
  private static String part(OutboxFilter filter) {
    return switch (filter.state().orElse(OutboxState.SENT)) {
      case PENDING, SENDING, RETRYING -> "due_at is not null";
      case FAILED, UNKNOWN -> "state in ('FAILED', 'UNKNOWN')";
      case SENT, SKIPPED -> "created_at >= :from and created_at < :until";
    };
  }

  private static Stream<OutboxState> states(OutboxFilter filter) {
    if (filter.state().isEmpty()) {
      return OF_ALL_STATES.stream();
    }
    OutboxState state = filter.state().get();
    return state == OutboxState.PENDING
        ? Stream.of(OutboxState.PENDING, OutboxState.SENDING)
        : Stream.of(state);
  }

  private static OutboxBrowser.Count count(ChannelName channel, ResultSet row) throws SQLException {
    return new OutboxBrowser.Count(
        channel,
        row.getLong("waiting"),
        row.getLong("retrying"),
        row.getLong("failed"),
        row.getLong("unknown"),
        row.getLong("sent"));
  }

  private static OffsetDateTime utc(Instant moment) {
    return moment.atOffset(ZoneOffset.UTC);
  }
}
