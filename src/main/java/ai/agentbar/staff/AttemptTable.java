package ai.agentbar.staff;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table {@code staff_attempt}. */
@Repository
class AttemptTable {

  record Tries(int count, Instant startedAt) {}

  private final JdbcClient jdbc;

  AttemptTable(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Counts one more, from one again where the window is over. */
  Tries count(String subject, Duration window, Instant now) {
    return jdbc.sql(
            """
            insert into staff_attempt as attempt (subject, started_at, tries)
            values (:subject, :now, 1)
            on conflict (subject) do update
            set tries = case when attempt.started_at <= :over then 1
                             else attempt.tries + 1 end,
                started_at = case when attempt.started_at <= :over then :now
                                  else attempt.started_at end
            returning tries, started_at
            """)
        .param("subject", subject)
        .param("now", now.atOffset(ZoneOffset.UTC))
        .param("over", now.minus(window).atOffset(ZoneOffset.UTC))
        .query(
            (row, _) ->
                new Tries(
                    row.getInt("tries"),
                    row.getObject("started_at", OffsetDateTime.class).toInstant()))
        .single();
  }

  void giveBack(String subject) {
    jdbc.sql(
            """
            update staff_attempt
            set tries = tries - 1
            where subject = :subject
              and tries > 0
            """)
        .param("subject", subject)
        .update();
  }

  void forget(String subject) {
    jdbc.sql(
            """
            delete from staff_attempt
            where subject = :subject
            """)
        .param("subject", subject)
        .update();
  }
}
