package ai.agentbar.watch.incident;

import ai.agentbar.kernel.Actor;
import ai.agentbar.watch.alert.FiringId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The table {@code incident_entry}: the timelines. */
@Repository
class EntryTable {

  /** What the program tells of an incident; the rest is counted. */
  static final int ENTRIES_MAX = 1_000;

  /** People's own entries find room beyond that. */
  static final int ENTRIES_OF_PEOPLE_MAX = 2_000;

  private static final JsonMapper JSON = new JsonMapper();
  private static final TypeReference<Map<String, Object>> FIELDS = new TypeReference<>() {};

  private final JdbcClient jdbc;

  EntryTable(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Adds an entry, or counts it where the timeline is full. */
  void add(IncidentId id, Entry entry) {
    int max =
        entry.actor().filter(it -> it.kind() != Actor.Kind.SYSTEM).isPresent()
            ? ENTRIES_OF_PEOPLE_MAX
            : ENTRIES_MAX;
    if (takePlace(id, max)) {
      insert(id, entry);
    } else {
      jdbc.sql("update incident set entries_left_out = entries_left_out + 1 where id = :id")
          .param("id", id.number())
          .update();
    }
  }

  private boolean takePlace(IncidentId id, int max) {
    return jdbc.sql(
                """
                update incident
                set entries = entries + 1
                where id = :id
                  and entries < :max
                """)
            .param("id", id.number())
            .param("max", max)
            .update()
        == 1;
  }

  private void insert(IncidentId id, Entry entry) {
    jdbc.sql(
            """
            insert into incident_entry (incident_id, at, kind, event, actor, text, firing_id, fields)
            values (:id, :at, :kind, :event, :actor, :text, :firing, :fields::jsonb)
            """)
        .param("id", id.number())
        .param("at", IncidentTable.utc(entry.at()))
        .param("kind", entry.kind().name())
        .param("event", entry.event())
        .param("actor", entry.actor().map(Actor::toString).orElse(null))
        .param("text", entry.text())
        .param("firing", entry.firing().map(FiringId::number).orElse(null))
        .param("fields", JSON.writeValueAsString(entry.fields()))
        .update();
  }

  /** Whether somebody commented in these very words since then. */
  boolean isSaid(IncidentId id, Actor actor, String text, Instant since) {
    return jdbc.sql(
            """
            select count(*) > 0
            from incident_entry
            where incident_id = :id
              and at > :since
              and kind = 'COMMENT'
              and actor = :actor
              and text = :text
            limit 1
            """)
        .param("id", id.number())
        .param("since", IncidentTable.utc(since))
        .param("actor", actor.toString())
        .param("text", text)
        .query(Boolean.class)
        .single();
  }

  /** An incident's timeline, oldest first. */
  List<Entry> of(IncidentId id) {
    return jdbc.sql(
            """
            select at, kind, event, actor, text, firing_id, fields
            from incident_entry
            where incident_id = :id
            order by at, id
            limit :limit
            """)
        .param("id", id.number())
        .param("limit", ENTRIES_OF_PEOPLE_MAX)
        .query((row, _) -> entry(row))
        .list();
  }

  private static Entry entry(ResultSet row) throws SQLException {
    long firing = row.getLong("firing_id");
    return new Entry(
        IncidentReadTable.moment(row, "at").orElseThrow(),
        Entry.Kind.valueOf(row.getString("kind")),
        row.getString("event"),
        Optional.ofNullable(row.getString("actor")).map(Actor::parse),
        row.getString("text"),
        firing == 0 ? Optional.empty() : Optional.of(new FiringId(firing)),
        JSON.readValue(row.getString("fields"), FIELDS));
  }
}
