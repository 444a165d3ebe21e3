package ai.agentbar.notification;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The messages in {@code notification_outbox} that were taken and of which nothing was told. */
@Repository
class UnconfirmedTable {

  /** Sent in this time, its end not included. */
  record Span(Instant from, Instant to) {}

  private final JdbcClient jdbc;

  UnconfirmedTable(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Marks those that are not marked yet, oldest first; another node's are left to it. */
  List<OutboxMessage> mark(Span sent, Instant now, int limit) {
    return jdbc.sql(
            """
            update notification_outbox
            set unconfirmed_at = :now
            where id = any (array(select id
                                  from notification_outbox
                                  where channel = 'WHATSAPP'
                                    and state = 'SENT'
                                    and delivery_status is null
                                    and unconfirmed_at is null
                                    and sent_at >= :from
                                    and sent_at < :to
                                  order by sent_at
                                  limit :limit
                                  for update skip locked))
            returning %s
            """
                .formatted(OutboxReadTable.COLUMNS))
        .param("now", now.atOffset(ZoneOffset.UTC))
        .param("from", sent.from().atOffset(ZoneOffset.UTC))
        .param("to", sent.to().atOffset(ZoneOffset.UTC))
        .param("limit", limit)
        .query((row, _) -> OutboxReadTable.message(row))
        .list();
  }
}
