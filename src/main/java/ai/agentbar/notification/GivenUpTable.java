package ai.agentbar.notification;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * What a person makes of rows of {@code notification_outbox} that rest; the caller holds the lock.
 */
@Repository
class GivenUpTable {

  private final JdbcClient jdbc;

  GivenUpTable(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** What was given up begins anew; that it may come twice is not forgotten. */
  void requeue(long id, Instant now) {
    update(
        id,
        jdbc.sql(
                """
                update notification_outbox
                set state = 'PENDING',
                    tries = 0,
                    delivery_status = null,
                    wanted_at = :now,
                    due_at = :now,
                    attempts = 0,
                    lease_token = lease_token + 1,
                    last_error = null
                where id = :id
                  and state in ('FAILED', 'UNKNOWN')
                """)
            .param("now", at(now)));
  }

  /** What was given up is closed: it is no longer true. */
  void close(long id, String reason) {
    update(
        id,
        jdbc.sql(
                """
                update notification_outbox
                set state = 'SKIPPED',
                    last_error = :reason
                where id = :id
                  and state in ('FAILED', 'UNKNOWN')
                """)
            .param("reason", reason));
  }

  /** What was given up is closed for good: its reader was told otherwise. */
  void followUp(long id, String reason, Instant now) {
    update(
        id,
        jdbc.sql(
                """
                update notification_outbox
                set state = 'SKIPPED',
                    last_error = :reason,
                    followed_up_at = :now
                where id = :id
                  and state in ('FAILED', 'UNKNOWN')
                """)
            .param("reason", reason)
            .param("now", at(now)));
  }

  /**
   * What was sent begins anew. Under another key, since a mail server may drop a second letter of
   * one id, and a late report of the first must not end the second; the merchant's own system keeps
   * the id by which it tells that both are one.
   */
  void repeat(long id, String key, Instant now) {
    update(
        id,
        jdbc.sql(
                """
                update notification_outbox
                set state = 'PENDING',
                    message_key = case when channel = 'WEBHOOK' then message_key else :key end,
                    tries = 0,
                    doubtful = true,
                    possible_double = true,
                    provider_id = null,
                    delivery_status = null,
                    wanted_at = :now,
                    due_at = :now,
                    attempts = 0,
                    lease_token = lease_token + 1,
                    last_error = null
                where id = :id
                  and state = 'SENT'
                """)
            .param("key", key)
            .param("now", at(now)));
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
