package ai.agentbar.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.agentbar.event.Event;
import ai.agentbar.testing.CommerceEvents;
import ai.agentbar.testing.Faults;
import ai.agentbar.testing.Faults.Fault;
import ai.agentbar.testing.Receivers;
import ai.agentbar.testing.RunningProgram;
import ai.agentbar.testing.TestDatabase;
import ai.agentbar.watch.playbook.Playbook;
import ai.agentbar.watch.playbook.PlaybookTexts;
import ai.agentbar.watch.playbook.Team;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import tools.jackson.databind.json.JsonMapper;

/**
 * Three nodes watch one database. The one that judges in that moment is killed, again and again,
 * shortly after something went wrong.
 */
@Order(7)
@Tag("long")
@ResourceLock(RunningProgram.ONE_AT_A_TIME)
class WatchProcessesTest {

  private static final String PLAYBOOK = "playbook-nodes.yaml";
  private static final int NODES = 3;
  private static final int ROUNDS = 3;
  private static final int REPLACEMENTS = 1;
  private static final Duration JUDGES_WITHIN = Duration.ofSeconds(20);

  /** A lane that a killed node held falls to another one when its lease ends. */
  private static final Duration TOLD_WITHIN = Duration.ofSeconds(60);

  private static final int MS_TO_KILL_MAX = 1_200;

  /** What a killed process has sent may still be on its way. */
  private static final Duration ON_ITS_WAY = Duration.ofMillis(500);

  private static final JsonMapper JSON = new JsonMapper();

  private final Random random = new Random();
  private final Playbook playbook = PlaybookTexts.read("/playbook.yaml");
  private final String url = TestDatabase.createMigrated();
  private final SingleConnectionDataSource database =
      new SingleConnectionDataSource(url, "postgres", "", true);
  private final JdbcClient jdbc = JdbcClient.create(database);
  private final Map<String, RunningProgram> alive = new LinkedHashMap<>();
  private final List<Long> killsAtNanos = new ArrayList<>();
  private int started;
  private Receivers receivers;
  private Faults faults;
  @TempDir Path folder;

  @BeforeEach
  void threeNodesWatch() throws IOException {
    receivers = new Receivers();
    faults = new Faults(this::append, jdbc, url);
    Files.writeString(folder.resolve(PLAYBOOK), PlaybookTexts.text("/" + PLAYBOOK));
    IntStream.range(0, NODES).forEach(_ -> another());
    alive.values().forEach(RunningProgram::awaitReady);
  }

  @AfterEach
  void end() {
    alive.values().forEach(RunningProgram::kill);
    receivers.close();
    database.destroy();
  }

  @Test
  void with_the_judging_node_killed_in_each_of_three_rounds_each_alert_is_told_once_to_each_team() {
    List<Fault> all = faults.all().stream().filter(it -> firesByItself(it.rule())).toList();
    for (int round = 0; round < ROUNDS; round++) {
      for (int i = round; i < all.size(); i += ROUNDS) {
        all.get(i).cause().run();
      }
      LockSupport.parkNanos(Duration.ofMillis(random.nextInt(MS_TO_KILL_MAX)).toNanos());
      killWhoJudges();
      if (round < REPLACEMENTS) {
        another();
      } else {
        alive.values().forEach(RunningProgram::awaitReady);
      }
    }
    List<String> rules = all.stream().map(Fault::rule).toList();
    await()
        .atMost(TOLD_WITHIN)
        .untilAsserted(
            () -> {
              assertThat(firedRules()).containsExactlyInAnyOrderElementsOf(rules);
              assertThat(waiting()).as("messages that wait").isEmpty();
            });

    assertThat(killsAtNanos).hasSize(ROUNDS);
    firings().forEach(this::assertToldOnce);
  }

  /** Whether it fires at once, and by events alone. */
  private boolean firesByItself(String rule) {
    return !List.of("outbox_backlog", "paid_without_entitlement", "database_lock_wait")
        .contains(rule);
  }

  /** Between a message and its row a kill may double the message, and nothing else may. */
  private void assertToldOnce(String rule, long firing) {
    Pattern named = Pattern.compile("/alerts/%d(?!\\d)".formatted(firing));
    for (Team team : playbook.rule(rule).orElseThrow().card().receivers()) {
      List<Long> at =
          receivers.calls("/slack/" + team.id()).stream()
              .filter(it -> named.matcher(it.body()).find())
              .map(Receivers.Call::atNanos)
              .sorted()
              .toList();
      assertThat(at).as("%s told to %s", rule, team.name()).isNotEmpty();
      assertThat(IntStream.range(1, at.size()).boxed())
          .as("%s told to %s again, without a kill in between", rule, team.name())
          .allMatch(i -> wasKilledBetween(at.get(i - 1), at.get(i)));
    }
  }

  private boolean wasKilledBetween(long first, long second) {
    return killsAtNanos.stream()
        .anyMatch(it -> first - it < ON_ITS_WAY.toNanos() && second - it > 0);
  }

  private void killWhoJudges() {
    String node =
        await()
            .atMost(JUDGES_WITHIN)
            .pollDelay(Duration.ZERO)
            .pollInterval(Duration.ofMillis(1))
            .until(this::whoJudges, Optional::isPresent)
            .orElseThrow();
    RunningProgram program = Objects.requireNonNull(alive.remove(node));
    killsAtNanos.add(System.nanoTime());
    program.kill();
  }

  /** Who judges holds the alerts' rows for as long as that takes. */
  private Optional<String> whoJudges() {
    return jdbc.sql(
            """
            select a.application_name
            from pg_locks l
                 join pg_stat_activity a on a.pid = l.pid
            where l.relation = 'alert'::regclass
              and l.mode = 'RowShareLock'
              and l.granted
            limit 1
            """)
        .query(String.class)
        .optional()
        .filter(alive::containsKey);
  }

  private void another() {
    started++;
    String node = "node-" + started;
    Map<String, String> settings = new HashMap<>();
    settings.put("agentbar.db.url", url + "?ApplicationName=" + node);
    settings.put("agentbar.instance", node);
    settings.put("agentbar.roles", "watch");
    settings.put("agentbar.playbook", folder.resolve(PLAYBOOK).toString());
    settings.put("AGENTBAR_TEAM_DEFAULT_EMAIL", "");
    for (String team : playbook.teams().keySet()) {
      settings.put(
          "AGENTBAR_TEAM_%s_SLACK".formatted(team.toUpperCase(Locale.ROOT)),
          receivers.url() + "/slack/" + team);
    }
    alive.put(node, RunningProgram.begin(folder.resolve(node), settings));
  }

  private List<String> waiting() {
    return jdbc.sql(
            """
            select d::text as delivery
            from alert_delivery d
            where d.due_at is not null
              and d.firing_id is not null
            """)
        .query((row, _) -> row.getString("delivery"))
        .list();
  }

  private List<String> firedRules() {
    return jdbc.sql("select rule_id from alert_firing").query(String.class).list();
  }

  private Map<String, Long> firings() {
    Map<String, Long> firings = new HashMap<>();
    jdbc.sql("select rule_id, id from alert_firing")
        .query(
            row -> {
              firings.put(row.getString("rule_id"), row.getLong("id"));
            });
    return firings;
  }

  /** As commerce would: its own rooms run in none of these nodes. */
  private void append(Event... events) {
    for (Event event : events) {
      CommerceEvents.Told told = (CommerceEvents.Told) event;
      jdbc.sql(
              """
              insert into event (occurred_at, level, component, event_type, event, order_id, message,
                                 fields)
              values (:now, 'INFO', 'API', :type, :name, :order, :message, :fields::jsonb)
              """)
          .param("now", InstantSource.system().instant().atOffset(ZoneOffset.UTC))
          .param("type", told.type().name())
          .param("name", told.name())
          .param("order", told.orderId() == null ? null : told.orderId().value())
          .param("message", told.message())
          .param("fields", JSON.writeValueAsString(told.fields()))
          .update();
    }
  }
}
