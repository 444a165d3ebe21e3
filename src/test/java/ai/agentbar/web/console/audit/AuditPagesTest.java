package ai.agentbar.web.console.audit;

import static org.assertj.core.api.Assertions.assertThat;

import ai.agentbar.event.Audited;
import ai.agentbar.event.EventLog;
import ai.agentbar.event.EventType;
import ai.agentbar.kernel.Actor;
import ai.agentbar.staff.Role;
import ai.agentbar.testing.Http;
import ai.agentbar.testing.Http.Answer;
import ai.agentbar.testing.MovableClock;
import ai.agentbar.testing.RoomTest;
import ai.agentbar.testing.StaffBrowser;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@RoomTest
class AuditPagesTest {

  private record Done(Actor actor, String name, String subject, String reason) implements Audited {

    @Override
    public EventType type() {
      return EventType.STAFF_CHANGED;
    }

    @Override
    public String message() {
      return "A test did something";
    }
  }

  private static final Pattern HEAD = Pattern.compile("\\d+:[0-9a-f]{64}");

  @LocalServerPort int port;
  @Autowired ApplicationContext program;
  @Autowired EventLog events;
  @Autowired TransactionTemplate transaction;
  @Autowired MovableClock clock;
  @Autowired JdbcClient jdbc;
  private StaffBrowser reader;

  @BeforeEach
  void connect() {
    clock.set(RoomTest.START);
    reader = StaffBrowser.of(program, port, Role.CS);
  }

  @Test
  void an_entry_says_who_what_why_and_stands_with_its_hash() {
    act("person:dewi", "ROLES_CHANGED", "person joko", "he asked for it");

    assertThat(reader.page("/audit?subject=person+joko"))
        .contains("Roles changed", "he asked for it", "23 Nov 2026 10:00:00 WIB")
        .containsPattern("(?s)hash +[0-9a-f]{64}")
        .containsPattern("previous +[0-9a-f]{64}");
    assertThat(reader.get("/audit?subject=person+joko", "id").text()).contains("Peran diubah");
  }

  @Test
  void entries_are_found_by_actor_subject_action_and_day() {
    act("person:dewi", "KEY_CREATED", "key one", "today by dewi");
    act("key:robot", "KEY_REVOKED", "key two", "today by robot");
    clock.move(Duration.ofDays(2));
    StaffBrowser later = StaffBrowser.of(program, port, Role.CS);
    act("person:dewi", "KEY_REVOKED", "key three", "later by dewi");

    assertThat(later.page("/audit?actor=dewi"))
        .contains("today by dewi", "later by dewi")
        .doesNotContain("today by robot");
    assertThat(later.page("/audit?actor=key:robot")).contains("today by robot");
    assertThat(later.page("/audit?event=KEY_REVOKED&actor=dewi"))
        .contains("later by dewi")
        .doesNotContain("today by dewi");
    assertThat(later.page("/audit?day=2026-11-23&actor=dewi"))
        .contains("today by dewi")
        .doesNotContain("later by dewi");
    assertThat(later.page("/audit?actor=nobody-at-all")).contains("No entry fits");
    clock.set(RoomTest.START);
  }

  @Test
  void the_newest_come_first_and_older_ones_on_the_next_page() {
    for (int i = 0; i < AuditPage.PAGE_ROWS + 1; i++) {
      act("person:many", "ROLES_CHANGED", "person many", "turn %d.".formatted(i));
    }

    String first = reader.page("/audit?actor=many");
    assertThat(first)
        .containsSubsequence("turn 50.", "turn 49.", "turn 1.")
        .doesNotContain("turn 0.");
    Matcher older = Pattern.compile("before=(\\d+)").matcher(first);
    assertThat(older.find()).isTrue();
    assertThat(reader.page("/audit?actor=many&before=" + older.group(1)))
        .contains("turn 0.")
        .doesNotContain("turn 1.");
  }

  @Test
  void the_chain_is_verified_and_a_head_that_was_kept_is_compared() {
    act("person:dewi", "ROLES_CHANGED", "person joko", "");
    String page = reader.page("/audit/verification");
    assertThat(page).contains("The audit log is whole");
    Matcher head = HEAD.matcher(page);
    assertThat(head.find()).isTrue();

    act("person:dewi", "ROLES_CHANGED", "person joko", "");

    assertThat(reader.page("/audit/verification?head=" + head.group()))
        .contains("The audit log is whole");
    String forged = head.group().replaceAll(":.*", ":" + "ab".repeat(32));
    assertThat(reader.page("/audit/verification?head=" + forged))
        .contains("tampered with", "is not the one that was kept");
    assertThat(reader.page("/audit/verification?head=x")).contains("That is no head");
  }

  @Test
  void what_somebody_wrote_in_an_actor_s_place_is_shown_as_it_stands() {
    act("person:honest", "ROLES_CHANGED", "person forged", "");

    tampered("update staff_audit set actor = 'mallory' where actor = 'person:honest'");
    try {
      assertThat(reader.page("/audit?subject=person+forged")).contains("mallory");
      assertThat(reader.get("/audit/entries.csv?subject=person+forged").text())
          .contains(",mallory,");
      assertThat(api("/api/watch/audit?subject=person+forged").path("entries"))
          .singleElement()
          .satisfies(it -> assertThat(it.path("actor").asString()).isEqualTo("mallory"));
      assertThat(reader.page("/audit/verification")).contains("tampered with", "was changed");
      assertThat(api("/api/watch/audit/verification").path("whole").asBoolean(true)).isFalse();
    } finally {
      tampered("update staff_audit set actor = 'person:honest' where actor = 'mallory'");
    }
  }

  private JsonNode api(String path) {
    return new Http("http://127.0.0.1:" + port)
        .get(path, "Cookie", "agentbar=" + reader.session())
        .json();
  }

  /** As one who owns the database. */
  private void tampered(String sql) {
    transaction.executeWithoutResult(
        _ -> {
          jdbc.sql("set local session_replication_role = replica").update();
          assertThat(jdbc.sql(sql).update()).isEqualTo(1);
        });
  }

  @Test
  void what_a_filter_finds_is_taken_along_whole_with_its_hashes() {
    for (int i = 0; i < 201; i++) {
      act("person:taken", "ROLES_CHANGED", "person taken", "line %d".formatted(i));
    }

    Answer lines = reader.get("/audit/entries.jsonl?actor=taken");

    assertThat(lines.header("Content-Disposition")).contains("audit.jsonl");
    List<JsonNode> entries = lines.text().lines().map(new JsonMapper()::readTree).toList();
    assertThat(entries).hasSize(201);
    assertThat(entries.getFirst().path("reason").asString()).isEqualTo("line 200");
    for (int i = 0; i < 200; i++) {
      assertThat(entries.get(i).path("previous_hash"))
          .as("the chain of lines, at %d", i)
          .isEqualTo(entries.get(i + 1).path("hash"));
    }
  }

  @Test
  void a_table_runs_nothing_in_a_spreadsheet() {
    act("person:table", "ROLES_CHANGED", "person table", "=1+1, \"quoted\"");

    Answer table = reader.get("/audit/entries.csv?actor=table");

    assertThat(table.header("Content-Type")).startsWith("text/csv");
    assertThat(table.text().lines())
        .hasSize(2)
        .first()
        .isEqualTo("number,at,actor,event,subject,reason,message,request_id,previous_hash,hash");
    assertThat(table.text()).contains(",\"'=1+1, \"\"quoted\"\"\",");
  }

  private void act(String actor, String name, String subject, String reason) {
    transaction.executeWithoutResult(
        _ -> events.append(new Done(Actor.parse(actor), name, subject, reason)));
  }
}
