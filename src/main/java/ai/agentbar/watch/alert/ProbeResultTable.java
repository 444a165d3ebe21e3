package ai.agentbar.watch.alert;

import ai.agentbar.watch.alert.ProbeResult.Verdict;
import ai.agentbar.watch.playbook.ProbeName;
import ai.agentbar.watch.playbook.Wording;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table {@code alert_probe_result}. */
@Repository
class ProbeResultTable {

  private final JdbcClient jdbc;

  ProbeResultTable(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  void save(FiringId id, ProbeResult result, Instant at) {
    jdbc.sql(
            """
            insert into alert_probe_result (firing_id, probe, verdict, text_id, text_en, took_ms,
                                            found_at)
            values (:id, :probe, :verdict, :textId, :textEn, :tookMs, :at)
            on conflict (firing_id, probe) do update
            set verdict = excluded.verdict,
                text_id = excluded.text_id,
                text_en = excluded.text_en,
                took_ms = excluded.took_ms,
                found_at = excluded.found_at
            """)
        .param("id", id.number())
        .param("probe", result.probe().name())
        .param("verdict", result.verdict().name())
        .param("textId", result.text().indonesian())
        .param("textEn", result.text().english())
        .param("tookMs", result.tookMs())
        .param("at", at.atOffset(ZoneOffset.UTC))
        .update();
  }

  List<Found> found(FiringId id) {
    return jdbc.sql(
            """
            select probe, verdict, text_id, text_en, took_ms, found_at
            from alert_probe_result
            where firing_id = :id
            order by probe
            limit :limit
            """)
        .param("id", id.number())
        .param("limit", ProbeName.values().length)
        .query(
            (row, _) ->
                new Found(
                    new ProbeResult(
                        ProbeName.valueOf(row.getString("probe")),
                        Verdict.valueOf(row.getString("verdict")),
                        new Wording(row.getString("text_id"), row.getString("text_en")),
                        row.getLong("took_ms")),
                    row.getObject("found_at", OffsetDateTime.class).toInstant()))
        .list();
  }
}
