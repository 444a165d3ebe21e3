package ai.agentbar.watch.checklist;

import ai.agentbar.kernel.Actor;
import ai.agentbar.watch.checklist.Checklist.Period;
import ai.agentbar.watch.checklist.Checklist.Signature;
import ai.agentbar.watch.playbook.Wording;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table {@code checklist}. */
@Repository
class ChecklistTable {

  private static final String SIGNERS_APART = "\n";
  private static final int UNSIGNED_MAX = 100;

  private final JdbcClient jdbc;
  private final FindingTable findings;

  ChecklistTable(JdbcClient jdbc, FindingTable findings) {
    this.jdbc = jdbc;
    this.findings = findings;
  }

  /** True where this call made it; whoever comes later finds it there. */
  boolean create(Occurrence shift, Instant now) {
    return jdbc.sql(
                """
                insert into checklist (day, shift, name_id, name_en, signers, begins_at, ends_at,
                                       sign_by, filled_at)
                values (:day, :shift, :nameId, :nameEn, :signers, :beginsAt, :endsAt, :signBy, :now)
                on conflict (day, shift) do nothing
                """)
            .param("day", shift.day())
            .param("shift", shift.period().shift())
            .param("nameId", shift.period().name().indonesian())
            .param("nameEn", shift.period().name().english())
            .param("signers", String.join(SIGNERS_APART, shift.signers()))
            .param("beginsAt", utc(shift.period().beginsAt()))
            .param("endsAt", utc(shift.period().endsAt()))
            .param("signBy", utc(shift.period().signBy()))
            .param("now", utc(now))
            .update()
        == 1;
  }

  /** Locks it until the transaction ends. */
  Optional<Checklist> lock(LocalDate day, String shift) {
    return read(
        "where day = :day and shift = :shift for update", Map.of("day", day, "shift", shift));
  }

  Optional<Checklist> lock(ChecklistId id) {
    return read("where id = :id for update", Map.of("id", id.number()));
  }

  Optional<Checklist> find(ChecklistId id) {
    return read("where id = :id", Map.of("id", id.number()));
  }

  /** The newest, newest first. */
  List<Checklist> before(long number, int limit) {
    return list(
        "where id < :number order by id desc limit :limit",
        Map.of("number", number, "limit", limit));
  }

  List<Checklist> ofDay(LocalDate day) {
    return list(
        "where day = :day order by begins_at, id limit :limit",
        Map.of("day", day, "limit", UNSIGNED_MAX));
  }

  /** When the shift of the oldest checklist began. */
  Optional<Instant> firstBegan() {
    return jdbc.sql("select begins_at from checklist order by begins_at limit 1")
        .query((row, _) -> moment(row, "begins_at").orElseThrow())
        .optional();
  }

  /** Unsigned at a time when somebody should have signed, and not given up yet; locked. */
  List<Checklist> lockUnsigned(Instant now) {
    return list(
        """
        where signed_at is null
          and lapsed_at is null
          and sign_by <= :now
        order by id
        limit :limit
        for update skip locked
        """,
        Map.of("now", utc(now), "limit", UNSIGNED_MAX));
  }

  void filled(ChecklistId id, Instant at) {
    set("filled_at", id, at);
  }

  void unsigned(ChecklistId id, Instant at) {
    set("unsigned_at", id, at);
  }

  void lapsed(ChecklistId id, Instant at) {
    set("lapsed_at", id, at);
  }

  void sign(ChecklistId id, Signature signature) {
    jdbc.sql("update checklist set signed_by = :by, signed_at = :at where id = :id")
        .param("by", signature.actor().toString())
        .param("at", utc(signature.at()))
        .param("id", id.number())
        .update();
  }

  private void set(String column, ChecklistId id, Instant at) {
    jdbc.sql("update checklist set %s = :at where id = :id".formatted(column))
        .param("at", utc(at))
        .param("id", id.number())
        .update();
  }

  private Optional<Checklist> read(String where, Map<String, Object> params) {
    return list(where, params).stream().findFirst();
  }

  private List<Checklist> list(String where, Map<String, Object> params) {
    return jdbc
        .sql(
            """
            select id, day, shift, name_id, name_en, signers, begins_at, ends_at, sign_by,
                   filled_at, signed_at, signed_by, unsigned_at, lapsed_at
            from checklist
            %s
            """
                .formatted(where))
        .params(params)
        .query((row, _) -> checklist(row))
        .list()
        .stream()
        .toList();
  }

  private Checklist checklist(ResultSet row) throws SQLException {
    ChecklistId id = new ChecklistId(row.getLong("id"));
    String signedBy = row.getString("signed_by");
    return new Checklist(
        id,
        row.getObject("day", LocalDate.class),
        new Period(
            row.getString("shift"),
            new Wording(row.getString("name_id"), row.getString("name_en")),
            moment(row, "begins_at").orElseThrow(),
            moment(row, "ends_at").orElseThrow(),
            moment(row, "sign_by").orElseThrow()),
        row.getString("signers").lines().toList(),
        moment(row, "filled_at").orElseThrow(),
        moment(row, "signed_at").map(at -> new Signature(Actor.parse(signedBy), at)),
        moment(row, "unsigned_at"),
        moment(row, "lapsed_at"),
        findings.of(id));
  }

  private static Optional<Instant> moment(ResultSet row, String column) throws SQLException {
    return Optional.ofNullable(row.getObject(column, OffsetDateTime.class))
        .map(OffsetDateTime::toInstant);
  }

  private static OffsetDateTime utc(Instant moment) {
    return moment.atOffset(ZoneOffset.UTC);
  }
}
