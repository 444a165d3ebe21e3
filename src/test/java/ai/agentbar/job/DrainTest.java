package ai.agentbar.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.agentbar.testing.Http;
import ai.agentbar.testing.Notifications;
import ai.agentbar.testing.Providers;
import ai.agentbar.testing.RunningProgram;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * A real process under load, its real PostgreSQL, and SIGTERM, while a slow mail server has
 * messages about paid orders in its hands.
 */
@Order(19)
@ResourceLock(RunningProgram.ONE_AT_A_TIME)
class DrainTest {

  private static final int SENDERS = 8;
  private static final int ACKNOWLEDGED_BEFORE_THE_END = 300;
  private static final int PAID_ORDERS = 8;

  /** Long beside a step of a loop, short beside the time for draining. */
  private static final int MAIL_SERVER_ANSWERS_AFTER_MS = 2_500;

  private static final String ORDER =
      """
      {"package_id": "p", "name": "Siti", "email": "siti@example.com", "phone": "081234567890"}
      """;

  /** Fifteen seconds for requests, ten for work, a few for the database: the settings' own sum. */
  private static final Duration END_MAX = Duration.ofSeconds(30);

  /** What the JVM answers to SIGTERM when its hooks have run: 128 + 15. */
  private static final int TERMINATED = 143;

  private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();
  private final Set<String> underWay = new HashSet<>();
  private final Set<Integer> answers = ConcurrentHashMap.newKeySet();

  @Test
  void a_process_told_to_end_ends_what_is_under_way_and_leaves_nothing_in_the_middle(
      @TempDir Path folder) throws Exception {
    try (Providers providers = new Providers(0);
        PaidAtOnce midtrans = new PaidAtOnce()) {
      endsInOrder(folder, providers, midtrans);
    }
  }

  private void endsInOrder(Path folder, Providers providers, PaidAtOnce midtrans) throws Exception {
    RunningProgram program = RunningProgram.start(folder, settings(providers, midtrans));
    await().until(() -> program.output().contains("PLAYBOOK_LOADED"));
    // Every role beats within its first seconds; the scheduler's once it has really looked for
    // work.
    JdbcClient running = JdbcClient.create(new DriverManagerDataSource(program.databaseUrl()));
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> count(running, "select count(distinct role) from job_heartbeat") == 4);

    providers.become(new Providers.Mood(0, 0, MAIL_SERVER_ANSWERS_AFTER_MS));
    endUnderLoad(
        program,
        folder.resolve("data/postgresql/postmaster.pid"),
        () -> {
          sellAndPay(new Http(program.url()), midtrans);
          await()
              .atMost(Duration.ofSeconds(60))
              .pollInterval(Duration.ofMillis(20))
              .until(() -> underWay.addAll(keys(running, "state = 'SENDING'")));
        });

    assertThat(answers).isSubsetOf(200, 503);
    assertThat(program.output()).doesNotContain("\"level\":\"ERROR\"");
    assertThat(program.output().lines()).allMatch(it -> it.startsWith("{") && it.endsWith("}"));
    assertThat(program.output().lines().filter(it -> it.contains("\"event\":\"STOPPED\"")))
        .singleElement()
        .asString()
        .contains("nothing was left in the middle");
    try (EmbeddedPostgres postgres = postgresOf(folder)) {
      JdbcClient jdbc = JdbcClient.create(postgres.getPostgresDatabase());
      inspect(jdbc);
      inspectMessages(jdbc, providers);
    }
  }

  private static Map<String, String> settings(Providers providers, PaidAtOnce midtrans) {
    return Map.of(
        "agentbar.midtrans.snap-url", midtrans.url(),
        "agentbar.midtrans.api-url", midtrans.url(),
        "agentbar.notification.mail-from", "halo@example.com",
        "spring.mail.port", Integer.toString(providers.smtpPort()),
        "spring.mail.properties.mail.smtp.starttls.required", "false");
  }

  private static void sellAndPay(Http http, PaidAtOnce midtrans) {
    for (int i = 0; i < PAID_ORDERS; i++) {
      assertThat(http.post("/api/orders", ORDER).json().path("status").asString())
          .isEqualTo("PENDING_PAYMENT");
    }
    for (String id : midtrans.opened()) {
      byte[] settled =
          Notifications.about(id, PaidAtOnce.transactionOf(id))
              .with("gross_amount", "1000.00")
              .signed();
      assertThat(http.post("/api/webhooks/midtrans", settled).status()).isEqualTo(200);
    }
  }

  /** What the mail server had in its hands was waited for, and recorded before the last word. */
  private void inspectMessages(JdbcClient jdbc, Providers providers) {
    Map<String, Integer> accepted = new HashMap<>(providers.acceptedMails());
    // The mails of alerts are no messages to buyers.
    accepted.keySet().retainAll(keys(jdbc, "true"));
    assertThat(keys(jdbc, "state = 'SENDING' or possible_double")).isEmpty();
    assertThat(underWay).isNotEmpty();
    assertThat(keys(jdbc, "state = 'SENT'"))
        .containsAll(underWay)
        .containsExactlyInAnyOrderElementsOf(accepted.keySet());
    assertThat(accepted.values()).containsOnly(1);
  }

  private static List<String> keys(JdbcClient jdbc, String condition) {
    return jdbc.sql("select message_key from notification_outbox where " + condition)
        .query((row, _) -> row.getString(1))
        .list();
  }

  private void endUnderLoad(RunningProgram program, Path databaseLock, Runnable lastly)
      throws Exception {
    List<Future<?>> senders = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < SENDERS; i++) {
        senders.add(threads.submit(() -> sendUntilRefused(program.url())));
      }
      await()
          .atMost(Duration.ofSeconds(60))
          .pollInterval(Duration.ofMillis(5))
          .until(() -> acknowledged.size() >= ACKNOWLEDGED_BEFORE_THE_END);
      lastly.run();
      long signalNanos = System.nanoTime();
      program.terminate();
      // The database is the last to end; what the JVM still does then, it does for the next test.
      await().atMost(Duration.ofSeconds(60)).until(() -> !Files.exists(databaseLock));
      assertThat(Duration.ofNanos(System.nanoTime() - signalNanos)).isLessThan(END_MAX);
      assertThat(program.waitForEnd()).isEqualTo(TERMINATED);
    }
    for (Future<?> sender : senders) {
      sender.get();
    }
  }

  private void sendUntilRefused(String url) {
    Http http = new Http(url);
    try {
      while (true) {
        String id = UUID.randomUUID().toString();
        int status =
            http.post("/api/webhooks/midtrans", Notifications.about("nobody-1", id).signed())
                .status();
        answers.add(status);
        if (status == 200) {
          acknowledged.add(id);
        }
      }
    } catch (UncheckedIOException _) {
      // The door is shut; what was not answered was not promised.
    }
  }

  private void inspect(JdbcClient jdbc) {
    assertThat(stored(jdbc)).containsAll(acknowledged);
    // What a step had claimed it also closed, and each change has its event.
    assertThat(
            count(
                jdbc,
                "select count(*) from payment_inbox where state = 'WAITING' and attempts > 0"))
        .isZero();
    assertThat(count(jdbc, "select count(*) from payment_inbox"))
        .isEqualTo(count(jdbc, "select count(*) from event where event_type = 'WEBHOOK_RECEIVED'"));
    assertThat(count(jdbc, "select count(*) from payment_inbox where state = 'IGNORED'"))
        .isPositive()
        .isEqualTo(count(jdbc, "select count(*) from event where event_type = 'WEBHOOK_IGNORED'"));
    assertThat(count(jdbc, "select count(*) from job_run where result = 'DONE'")).isPositive();
    assertThat(count(jdbc, "select count(*) from job_run where ended_at is null")).isZero();
    assertThat(count(jdbc, "select count(*) from scheduled_tasks where picked")).isZero();
    assertThat(count(jdbc, "select count(distinct role) from job_heartbeat")).isEqualTo(4);
    assertThat(
            jdbc.sql("select event from event order by id desc limit 1")
                .query(String.class)
                .single())
        .isEqualTo("STOPPED");
  }

  private static Set<String> stored(JdbcClient jdbc) {
    return new HashSet<>(
        jdbc.sql("select body from payment_inbox")
            .query(
                (row, _) ->
                    new String(row.getBytes(1), StandardCharsets.UTF_8)
                        .replaceFirst("(?s).*\"transaction_id\":\"([^\"]+)\".*", "$1"))
            .list());
  }

  private static long count(JdbcClient jdbc, String sql) {
    return jdbc.sql(sql).query(Long.class).single();
  }

  private static EmbeddedPostgres postgresOf(Path folder) throws Exception {
    return EmbeddedPostgres.builder()
        .setDataDirectory(folder.resolve("data/postgresql"))
        .setCleanDataDirectory(false)
        .setLocaleConfig("locale", "C")
        .start();
  }
}
