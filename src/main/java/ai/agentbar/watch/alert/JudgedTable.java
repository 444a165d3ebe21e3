package ai.agentbar.watch.alert;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table {@code alert_judged}: up to when what happened has been judged. */
@Repository
class JudgedTable {

  private final JdbcClient jdbc;

  JudgedTable(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Empty where nothing was ever judged. */
  Optional<Instant> until() {
    return jdbc.sql("select judged_until from alert_judged limit 1")
        .query((row, _) -> row.getObject("judged_until", OffsetDateTime.class).toInstant())
        .optional();
  }

  void on(Instant until) {
    jdbc.sql(
            """
            insert into alert_judged (judged_until)
            values (:until)
            on conflict (only_row) do update
            set judged_until = excluded.judged_until
            """)
        .param("until", until.atOffset(ZoneOffset.UTC))
        .update();
  }
}
