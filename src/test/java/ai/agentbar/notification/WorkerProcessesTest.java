package ai.agentbar.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.agentbar.job.JobOutcome;
import ai.agentbar.job.Jobs;
import ai.agentbar.kernel.Email;
import ai.agentbar.kernel.Phone;
import ai.agentbar.order.Buyer;
import ai.agentbar.order.Catalogue;
import ai.agentbar.order.Order;
import ai.agentbar.order.Orders;
import ai.agentbar.order.PaymentProof;
import ai.agentbar.order.Placement;
import ai.agentbar.testing.MovableClock;
import ai.agentbar.testing.Providers;
import ai.agentbar.testing.Providers.Mood;
import ai.agentbar.testing.RoomTest;
import ai.agentbar.testing.RunningProgram;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistrar;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Workers as processes of their own on one database: they share the work, are killed, are stopped
 * and wake up late, while their providers accept, refuse, and accept without a word. Takes minutes,
 * so it runs where {@code AGENTBAR_LONG_TESTS=true} asks for it.
 */
@EnabledIfEnvironmentVariable(named = "AGENTBAR_LONG_TESTS", matches = "true")
@RoomTest
@Import(WorkerProcessesTest.Outside.class)
@DirtiesContext
class WorkerProcessesTest {

  private static final Duration ALL_DONE_MAX = Duration.ofSeconds(150);
  private static final Duration WAKES_UP_MAX = Duration.ofSeconds(30);
  private static final int CLIENT_WAITS_MS = 300;
  private static final int SILENCE_MS = 700;

  @Autowired Orders orders;
  @Autowired Catalogue catalogue;
  @Autowired Outbox outbox;
  @Autowired Jobs jobs;
  @Autowired TransactionTemplate transaction;
  @Autowired MovableClock clock;
  @Autowired JdbcClient jdbc;
  @Autowired Providers providers;
  @Autowired Environment environment;
  @TempDir Path folder;

  private final List<RunningProgram> running = new ArrayList<>();

  @TestConfiguration(proxyBeanMethods = false)
  static class Outside {

    @Bean
    Providers providers() {
      return new Providers(SILENCE_MS);
    }

    @Bean
    DynamicPropertyRegistrar addressesOfTheProviders(Providers providers) {
      return properties ->
          addresses(providers).forEach((name, value) -> properties.add(name, () -> value));
    }
  }

  @BeforeEach
  void everythingIsFine() {
    // The processes live by the real clock, so what is put into their tables must too.
    clock.set(InstantSource.system().instant());
    jdbc.sql("truncate notification_outbox, notification_reminder").update();
    providers.become(Mood.GOOD);
  }

  @AfterEach
  void end() {
    running.forEach(RunningProgram::kill);
  }

  @Test
  void two_processes_share_the_work_and_no_message_is_sent_twice() {
    RunningProgram first = start("first");
    RunningProgram second = start("second");

    pending(300);

    await().atMost(ALL_DONE_MAX).until(() -> count("state = 'SENT'") == 600);
    assertThat(accepted().values()).hasSize(600).containsOnly(1);
    assertThat(count("possible_double")).isZero();
    assertThat(told(first)).isPositive();
    assertThat(told(second)).isPositive();
    assertThat(told(first) + told(second)).isEqualTo(600);
  }

  @Test
  void a_worker_stopped_beyond_its_lease_writes_nothing_when_it_wakes_up() {
    providers.become(new Mood(0, 0, 200));
    RunningProgram stopped = start("stopped");
    pending(200);
    await().atMost(ALL_DONE_MAX).until(() -> count("state = 'SENDING'") > 0);
    stopped.freeze();
    assertThat(count("state = 'SENDING'")).isPositive();
    start("successor");
    await().atMost(ALL_DONE_MAX).until(() -> count("state = 'SENT'") == 400);
    List<String> rows = rows();
    Map<String, Integer> accepted = accepted();
    long told = told(stopped);
    Instant before = InstantSource.system().instant();

    stopped.thaw();

    // It beats again, and has gone through all it held when it fell asleep.
    await().atMost(WAKES_UP_MAX).until(() -> beatsAfter("stopped", before) >= 2);
    assertThat(rows()).isEqualTo(rows);
    assertThat(accepted()).isEqualTo(accepted);
    assertThat(told(stopped)).isEqualTo(told);
  }

  @Test
  void of_5000_messages_no_receipt_is_lost_no_reminder_doubled_and_every_possible_double_marked() {
    clock.move(Duration.ofMinutes(-16));
    pending(650);
    List<Order> paid = pending(600);
    paid.forEach(this::settle);
    clock.move(Duration.ofMinutes(16));
    while (((JobOutcome.Ended) jobs.run("reminders")).rows() > 0) {
      // Bounded in rows, so it is asked until nothing is due.
    }
    assertThat(count("true")).isEqualTo(5_000);
    assertThat(count("template = 'REMINDER_1'")).isEqualTo(1_300);
    providers.become(new Mood(0.3, 0.2, 0));

    RunningProgram first = start("first");
    start("second");
    for (int kill = 1; kill <= 3; kill++) {
      int enough = kill * 700;
      await().atMost(ALL_DONE_MAX).until(() -> accepted().size() >= enough);
      first.kill();
      running.remove(first);
      first = start("first-" + kill);
    }
    await().atMost(ALL_DONE_MAX).until(this::nothingIsGivenUpThatMayGoAgain);

    Map<String, Integer> accepted = accepted();
    assertThat(keys("template <> 'REMINDER_1' and state <> 'SKIPPED'"))
        .as("receipts arrive")
        .allMatch(accepted::containsKey);
    assertThat(keys("template = 'REMINDER_1'"))
        .as("reminders arrive once at most")
        .allMatch(key -> accepted.getOrDefault(key, 0) <= 1);
    assertThat(keys("possible_double"))
        .as("what arrived twice is marked")
        .containsAll(
            accepted.keySet().stream().filter(it -> accepted.getOrDefault(it, 0) > 1).toList());
    assertThat(accepted.values()).as("some did arrive twice").anyMatch(it -> it > 1);
    assertThat(keys("state = 'SENT'")).allMatch(accepted::containsKey);
  }

  /** Presses the button "requeue" for as long as a receipt has been given up. */
  private boolean nothingIsGivenUpThatMayGoAgain() {
    if (count("due_at is not null") > 0) {
      return false;
    }
    return Stream.of(ChannelName.EMAIL, ChannelName.WHATSAPP)
            .mapToInt(channel -> outbox.requeueFailed(channel).requeued())
            .sum()
        == 0;
  }

  private List<Order> pending(int number) {
    return Stream.generate(this::pendingOrder).limit(number).toList();
  }

  private Order pendingOrder() {
    Buyer buyer = new Buyer("Siti", new Email("siti@example.com"), new Phone("+6281234567890"));
    Placement placement = orders.place(catalogue.find("film-basic").orElseThrow(), buyer, null);
    Order order = ((Placement.Placed) placement).order();
    transaction.executeWithoutResult(_ -> orders.paymentOpened(order.id()));
    return order;
  }

  private void settle(Order order) {
    PaymentProof proof =
        new PaymentProof(
            order.id() + "-1",
            "transaction-of-" + order.id(),
            PaymentProof.Source.NOTIFICATION,
            clock.instant());
    transaction.executeWithoutResult(_ -> orders.settle(order.id(), proof));
  }

  private RunningProgram start(String instance) {
    Map<String, String> settings = new HashMap<>(addresses(providers));
    settings.put("agentbar.db.url", environment.getRequiredProperty("agentbar.db.url"));
    settings.put("agentbar.instance", instance);
    settings.put("agentbar.roles", "worker");
    settings.put("agentbar.catalogue.packages[0].id", "film-basic");
    settings.put("agentbar.notification.retry-first", "200ms");
    settings.put("agentbar.notification.retry-longest", "1s");
    settings.put("agentbar.notification.email.per-second", "1000");
    settings.put("agentbar.notification.whatsapp.per-second", "1000");
    settings.put("spring.mail.properties.mail.smtp.timeout", Integer.toString(CLIENT_WAITS_MS));
    settings.put("agentbar.whatsapp.read-timeout", CLIENT_WAITS_MS + "ms");
    RunningProgram program = RunningProgram.start(folder.resolve(instance), settings);
    running.add(program);
    return program;
  }

  private static Map<String, String> addresses(Providers providers) {
    return Map.of(
        "spring.mail.host", "127.0.0.1",
        "spring.mail.port", Integer.toString(providers.smtpPort()),
        "spring.mail.properties.mail.smtp.starttls.required", "false",
        "agentbar.notification.mail-from", "halo@example.com",
        "agentbar.whatsapp.url", providers.whatsappUrl(),
        "agentbar.whatsapp.phone-number-id", "1",
        "agentbar.whatsapp.access-token", "token");
  }

  private Map<String, Integer> accepted() {
    Map<String, Integer> all = new HashMap<>(providers.acceptedMails());
    all.putAll(providers.acceptedChats());
    all.keySet().retainAll(keys("true"));
    return all;
  }

  /** How many messages this process told that it had sent. */
  private static long told(RunningProgram program) {
    return program.output().lines().filter(it -> it.contains("\"event\":\"MESSAGE_SENT\"")).count();
  }

  private long beatsAfter(String instance, Instant moment) {
    return jdbc.sql(
            """
            select count(*)
            from event
            where event = 'ALIVE'
              and fields ->> 'instance' = :instance
              and occurred_at > :moment
            """)
        .param("instance", instance)
        .param("moment", moment.atOffset(ZoneOffset.UTC))
        .query(Long.class)
        .single();
  }

  private long count(String condition) {
    return jdbc.sql("select count(*) from notification_outbox where " + condition)
        .query(Long.class)
        .single();
  }

  private Set<String> keys(String condition) {
    return new HashSet<>(
        jdbc.sql("select message_key from notification_outbox where " + condition)
            .query(String.class)
            .list());
  }

  private List<String> rows() {
    return jdbc.sql("select o::text as row from notification_outbox o order by id")
        .query((row, _) -> row.getString("row"))
        .list();
  }
}
