package ai.agentbar.watch.incident;

import ai.agentbar.kernel.Actor;
import ai.agentbar.watch.alert.Acknowledgement;
import ai.agentbar.watch.alert.FiringId;
import ai.agentbar.watch.incident.Incident.Course;
import ai.agentbar.watch.incident.Incident.Member;
import ai.agentbar.watch.incident.Incident.PostMortemDuty;
import ai.agentbar.watch.incident.Incident.Resolution;
import ai.agentbar.watch.incident.Incident.Signature;
import ai.agentbar.watch.playbook.Severity;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The reading side of {@code incident} and {@code incident_firing}. */
@Repository
class IncidentReadTable {

  private static final int OPEN_MAX = 200;
  private static final int ALERTS_MAX = 5_000;

  private final JdbcClient jdbc;

  IncidentReadTable(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  Optional<Incident> find(IncidentId id) {
    return read("where i.id = :id", Map.of("id", id.number()), 1).stream().findFirst();
  }

  Optional<IncidentId> ofFiring(FiringId firing) {
    return jdbc.sql("select incident_id from incident_firing where firing_id = :firing limit 1")
        .param("firing", firing.number())
        .query(Long.class)
        .optional()
        .map(IncidentId::new);
  }

  /** Which incident each of these firings belongs to; those without one are left out. */
  Map<Long, IncidentId> ofFirings(Collection<Long> firings) {
    Map<Long, IncidentId> incidents = new HashMap<>();
    jdbc.sql(
            """
            select firing_id, incident_id
            from incident_firing
            where firing_id = any (:firings)
            limit :limit
            """)
        .param("firings", firings.toArray(Long[]::new))
        .param("limit", firings.size())
        .query(
            row -> {
              incidents.put(row.getLong("firing_id"), new IncidentId(row.getLong("incident_id")));
            });
    return incidents;
  }

  /** Not resolved yet, newest first. */
  List<Incident> open() {
    return read("where i.resolved_at is null", Map.of(), OPEN_MAX);
  }

  /** Open, or resolved since then; newest first. */
  List<Incident> openOrResolvedSince(Instant since) {
    return read(
        "where i.resolved_at is null or i.resolved_at >= :since",
        Map.of("since", IncidentTable.utc(since)),
        OPEN_MAX);
  }

  /** Open, or with a post-mortem that is over its time; newest first. */
  List<Incident> withClocks(Instant now) {
    return read(
        """
        where i.resolved_at is null
           or (i.post_mortem_due_at <= :now and i.post_mortem_done_at is null)
        """,
        Map.of("now", IncidentTable.utc(now)),
        OPEN_MAX);
  }

  /** Before that number, newest first. */
  List<Incident> before(long number, int limit) {
    return read("where i.id < :number", Map.of("number", number), limit);
  }

  private List<Incident> read(String where, Map<String, Object> params, int limit) {
    List<Row> rows =
        jdbc.sql(
                """
                select i.id, i.severity, i.round, i.opened_at, i.round_at, i.clock_at,
                       i.acknowledge_due_at, i.resolve_due_at, i.acknowledged_at,
                       i.acknowledged_by, i.acknowledgement, i.touched, i.recovered_at,
                       i.resolved_at, i.resolved_by, i.resolution, i.post_mortem_due_at,
                       i.post_mortem_done_at, i.post_mortem_done_by, i.commander, i.communicator,
                       i.scribe, i.entries_left_out
                from incident i
                %s
                order by i.id desc
                limit :limit
                """
                    .formatted(where))
            .params(params)
            .param("limit", limit)
            .query((row, _) -> row(row))
            .list();
    Map<Long, List<Member>> members = members(rows);
    return rows.stream()
        .map(it -> it.with(members.getOrDefault(it.id().number(), List.of())))
        .toList();
  }

  private Map<Long, List<Member>> members(List<Row> rows) {
    Map<Long, List<Member>> members = new HashMap<>();
    jdbc.sql(
            """
            select incident_id, firing_id, rule_id, severity, joined_at, ended_at
            from incident_firing
            where incident_id = any (:ids)
            order by firing_id desc
            limit :limit
            """)
        .param("ids", rows.stream().map(it -> it.id().number()).toArray(Long[]::new))
        .param("limit", ALERTS_MAX)
        .query(
            row -> {
              members
                  .computeIfAbsent(row.getLong("incident_id"), _ -> new ArrayList<>())
                  .addFirst(member(row));
            });
    return members;
  }

  /** An incident but for its alerts. */
  private record Row(
      IncidentId id,
      Severity severity,
      Course course,
      Optional<Clock> acknowledge,
      Optional<Clock> resolve,
      Optional<PostMortemDuty> postMortem,
      Map<IncidentRole, Actor> roles,
      long entriesLeftOut) {

    Incident with(List<Member> alerts) {
      return new Incident(
          id, severity, course, acknowledge, resolve, postMortem, roles, alerts, entriesLeftOut);
    }
  }

  private static Row row(ResultSet row) throws SQLException {
    Course course = course(row);
    Optional<Instant> over = course.recoveredAt().or(() -> course.resolution().map(Resolution::at));
    return new Row(
        new IncidentId(row.getLong("id")),
        Severity.valueOf(row.getString("severity")),
        course,
        clock(
            row,
            "acknowledge_due_at",
            course.acknowledged().map(Acknowledgement::at).or(() -> over)),
        clock(row, "resolve_due_at", over),
        postMortem(row),
        roles(row),
        row.getLong("entries_left_out"));
  }

  private static Course course(ResultSet row) throws SQLException {
    String acknowledgement = row.getString("acknowledgement");
    String resolution = row.getString("resolution");
    return new Course(
        row.getInt("round"),
        moment(row, "opened_at").orElseThrow(),
        moment(row, "round_at").orElseThrow(),
        row.getBoolean("touched"),
        signature(row, "acknowledged")
            .map(it -> new Acknowledgement(it.actor(), acknowledgement, it.at())),
        moment(row, "recovered_at"),
        signature(row, "resolved").map(it -> new Resolution(it.actor(), resolution, it.at())));
  }

  private static Optional<Clock> clock(ResultSet row, String dueColumn, Optional<Instant> stoppedAt)
      throws SQLException {
    Instant startedAt = moment(row, "clock_at").orElseThrow();
    return moment(row, dueColumn).map(dueAt -> new Clock(startedAt, dueAt, stoppedAt));
  }

  private static Optional<PostMortemDuty> postMortem(ResultSet row) throws SQLException {
    Optional<Signature> signed = signature(row, "post_mortem_done");
    return moment(row, "post_mortem_due_at").map(dueAt -> new PostMortemDuty(dueAt, signed));
  }

  private static Map<IncidentRole, Actor> roles(ResultSet row) throws SQLException {
    Map<IncidentRole, Actor> roles = new EnumMap<>(IncidentRole.class);
    for (IncidentRole role : IncidentRole.values()) {
      String actor = row.getString(role.name());
      if (actor != null) {
        roles.put(role, Actor.parse(actor));
      }
    }
    return roles;
  }

  private static Member member(ResultSet row) throws SQLException {
    return new Member(
        new FiringId(row.getLong("firing_id")),
        row.getString("rule_id"),
        Severity.valueOf(row.getString("severity")),
        moment(row, "joined_at").orElseThrow(),
        moment(row, "ended_at"));
  }

  private static Optional<Signature> signature(ResultSet row, String what) throws SQLException {
    String actor = row.getString(what + "_by");
    return moment(row, what + "_at").map(at -> new Signature(Actor.parse(actor), at));
  }

  static Optional<Instant> moment(ResultSet row, String column) throws SQLException {
    return Optional.ofNullable(row.getObject(column, OffsetDateTime.class))
        .map(OffsetDateTime::toInstant);
  }
}
