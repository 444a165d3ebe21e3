package ai.agentbar.watch.incident;

import ai.agentbar.kernel.Actor;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table {@code incident_post_mortem}: every saved text. */
@Repository
class PostMortemTable {

  private final JdbcClient jdbc;

  PostMortemTable(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  Optional<PostMortem> newest(IncidentId id) {
    return jdbc.sql(
            """
            select version, text, saved_at, saved_by
            from incident_post_mortem
            where incident_id = :id
            order by version desc
            limit 1
            """)
        .param("id", id.number())
        .query(
            (row, _) ->
                new PostMortem(
                    row.getInt("version"),
                    row.getString("text"),
                    Optional.of(
                        new Incident.Signature(
                            Actor.parse(row.getString("saved_by")),
                            IncidentReadTable.moment(row, "saved_at").orElseThrow()))))
        .optional();
  }

  void save(IncidentId id, int version, String text, Incident.Signature by) {
    jdbc.sql(
            """
            insert into incident_post_mortem (incident_id, version, text, saved_at, saved_by)
            values (:id, :version, :text, :at, :by)
            """)
        .param("id", id.number())
        .param("version", version)
        .param("text", text)
        .param("at", IncidentTable.utc(by.at()))
        .param("by", by.actor().toString())
        .update();
  }
}
