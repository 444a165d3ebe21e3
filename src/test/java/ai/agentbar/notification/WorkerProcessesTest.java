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
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
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
 * and wake up late, while their providers accept, refuse, and accept without a word. A start costs
 * more than all the messages, so a worker that one test left alive works for the next.
 */
@TestInstance(Lifecycle.PER_CLASS)
@RoomTest
@Import(WorkerProcessesTest.Outside.class)
@DirtiesContext
@org.junit.jupiter.api.Order(2)
@Tag("long")
@ResourceLock(RunningProgram.ONE_AT_A_TIME)
class WorkerProcessesTest {

  private static final Duration ALL_DONE_MAX = Duration.ofSeconds(150);
  private static final Duration WAKES_UP_MAX = Duration.ofSeconds(30);

  /** The budget: a dead worker's rows are resumed by then. */
  private static final Duration TAKEN_OVER_MAX = Duration.ofSeconds(10);

  private static final int CLIENT_WAITS_MS = 300;
  private static final int SILENCE_MS = 700;

  /** So that thousands who hear nothing do not wait for minutes. */
  private static final Map<String, String> SHORT_WAITS =
      Map.of(
          "spring.mail.properties.mail.smtp.timeout",
          Integer.toString(CLIENT_WAITS_MS),
          "agentbar.whatsapp.read-timeout",
          CLIENT_WAITS_MS + "ms");

  @Autowired Orders orders;
  @Autowired Catalogue catalogue;
  @Autowired Outbox outbox;
  @Autowired Jobs jobs;
  @Autowired TransactionTemplate transaction;
  @Autowired MovableClock clock;
  @Autowired JdbcClient jdbc;
  @Autowired Providers providers;
  @Autowired Environment environment;
  @TempDir static Path folder;

  private final List<RunningProgram> alive = new ArrayList<>();
  private int started;

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

  @AfterAll
  void end() {
    alive.forEach(RunningProgram::kill);
  }

  /** With the waits of everyday: who hears nothing for too short a time would send again. */
  @Test
  void two_processes_share_the_work_and_no_message_is_sent_twice() {
    begun(0);
    List<RunningProgram> both = List.of(another(Map.of()), another(Map.of()));
    both.forEach(RunningProgram::awaitReady);
    long toldBefore = told(both.getFirst()) + told(both.getLast());

    pending(150);

    await().atMost(ALL_DONE_MAX).until(() -> count("state = 'SENT'") == 300);
    assertThat(accepted().values()).hasSize(300).containsOnly(1);
    assertThat(count("possible_double")).isZero();
    assertThat(both).allMatch(it -> told(it) > 0);
    assertThat(told(both.getFirst()) + told(both.getLast())).isEqualTo(toldBefore + 300);
    begun(0);
  }

  /**
   * What it held is in other hands within ten seconds by the real clock, as if it had died. "Writes
   * nothing": no row, no event, and no message leaves any more, not even one whose conversation was
   * under way. What had left before the stop its successor may send again, marked.
   */
  @Test
  void a_worker_stopped_beyond_its_lease_writes_nothing_when_it_wakes_up() {
    RunningProgram stopped = workers(2).getFirst();
    providers.become(new Mood(0, 0, 200));
    pending(100);
    await().atMost(ALL_DONE_MAX).until(() -> count("state = 'SENDING'") > 0);
    stopped.freeze();
    Set<String> held = sending();
    await()
        .atMost(TAKEN_OVER_MAX)
        .pollInterval(Duration.ofMillis(50))
        .until(() -> Collections.disjoint(held, sending()));
    await().atMost(ALL_DONE_MAX).until(() -> count("state = 'SENT'") == 200);
    long takenOver = takenOverWhileSending();
    assertThat(takenOver).as("it held some when it was stopped").isPositive();
    List<String> rows = rows();
    Map<String, Integer> accepted = accepted();
    long told = messageEvents();
    long leftBefore = leftToOthers(stopped);

    stopped.thaw();

    await().atMost(WAKES_UP_MAX).until(() -> leftToOthers(stopped) - leftBefore >= takenOver);
    assertThat(rows()).isEqualTo(rows);
    assertThat(accepted()).isEqualTo(accepted);
    assertThat(messageEvents()).isEqualTo(told);
  }

  @Test
  void of_5000_messages_no_receipt_is_lost_no_reminder_doubled_and_every_possible_double_marked() {
    List<RunningProgram> victims = new ArrayList<>(begun(2));
    clock.move(Duration.ofMinutes(-16));
    providers.become(new Mood(0.3, 0.2, 0));
    pending(1_100);
    List<Order> paid = pending(300);
    paid.forEach(this::settle);
    clock.move(Duration.ofMinutes(16));
    while (((JobOutcome.Ended) jobs.run("reminders")).rows() > 0) {
      // Bounded in rows, so it is asked until nothing is due.
    }
    // The instructions of the paid ones may be false before they leave.
    assertThat(count("true")).isEqualTo(5_000 + 600);
    assertThat(count("template = 'REMINDER_1'")).isEqualTo(2_200);

    victims.forEach(RunningProgram::awaitReady);
    victims.add(another(SHORT_WAITS));
    RunningProgram last = another(SHORT_WAITS);
    for (int kill = 1; kill <= 3; kill++) {
      int enough = kill * 700;
      await().atMost(ALL_DONE_MAX).until(() -> accepted().size() >= enough);
      kill(victims.removeFirst());
    }
    last.awaitReady();
    await().atMost(ALL_DONE_MAX).until(this::nothingIsGivenUpThatMayGoAgain);

    assertThat(count("state in ('SENT', 'FAILED', 'UNKNOWN')"))
        .as("were really tried to their end")
        .isGreaterThanOrEqualTo(5_000);
    Map<String, Integer> accepted = accepted();
    assertThat(keys("template <> 'REMINDER_1' and state <> 'SKIPPED'"))
        .as("receipts arrive")
        .allMatch(accepted::containsKey);
    assertThat(keys("template = 'REMINDER_1'"))
        .as("reminders arrive once at most, and some do")
        .allMatch(key -> accepted.getOrDefault(key, 0) <= 1)
        .anyMatch(accepted::containsKey);
    assertThat(keys("possible_double"))
        .as("what arrived twice is marked")
        .containsAll(
            accepted.keySet().stream().filter(it -> accepted.getOrDefault(it, 0) > 1).toList());
    assertThat(accepted.values()).as("some did arrive twice").anyMatch(it -> it > 1);
    assertThat(keys("state = 'SENT'")).allMatch(accepted::containsKey);
  }

  /** The messages with their providers, each with its owner's token. */
  private Set<String> sending() {
    return new HashSet<>(
        jdbc.sql("select id || '-' || lease_token from notification_outbox where state = 'SENDING'")
            .query(String.class)
            .list());
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

  /** So many workers at work, and no more. */
  private List<RunningProgram> workers(int number) {
    List<RunningProgram> workers = begun(number);
    workers.forEach(RunningProgram::awaitReady);
    return workers;
  }

  /** So many workers at work or about to, and no more. */
  private List<RunningProgram> begun(int number) {
    while (alive.size() > number) {
      kill(alive.getLast());
    }
    while (alive.size() < number) {
      another(SHORT_WAITS);
    }
    return List.copyOf(alive);
  }

  private RunningProgram another(Map<String, String> waits) {
    started++;
    String instance = "worker-" + started;
    Map<String, String> settings = new HashMap<>(addresses(providers));
    settings.putAll(waits);
    settings.put("agentbar.db.url", environment.getRequiredProperty("agentbar.db.url"));
    settings.put("agentbar.instance", instance);
    settings.put("agentbar.roles", "worker");
    settings.put("agentbar.catalogue.packages[0].id", "film-basic");
    settings.put("agentbar.notification.retry-first", "200ms");
    settings.put("agentbar.notification.retry-longest", "1s");
    settings.put("agentbar.notification.email.per-second", "1000");
    settings.put("agentbar.notification.whatsapp.per-second", "1000");
    RunningProgram program = RunningProgram.begin(folder.resolve(instance), settings);
    alive.add(program);
    return program;
  }

  private void kill(RunningProgram program) {
    program.kill();
    alive.remove(program);
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

  /** How many pieces of work this process found in other hands, by its own words. */
  private static long leftToOthers(RunningProgram program) {
    return program
        .output()
        .lines()
        .filter(
            it ->
                it.contains("a row has another owner meanwhile")
                    || it.contains("is left to its next owner")
                    || it.contains("a row stays claimed until its lease ends"))
        .count();
  }

  /** How many of the messages were found with an owner that was gone. */
  private long takenOverWhileSending() {
    return jdbc.sql(
            """
            select count(*)
            from event
            where error_message = 'its worker ended while sending'
              and order_id in (select order_id from notification_outbox)
            """)
        .query(Long.class)
        .single();
  }

  /**
   * By the table: a process stopped between a commit and its log line prints that line when it
   * wakes up, and it tells of what was committed before.
   */
  private long messageEvents() {
    return jdbc.sql("select count(*) from event where event like 'MESSAGE%'")
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
