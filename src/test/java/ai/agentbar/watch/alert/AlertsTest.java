package ai.agentbar.watch.alert;

import static ai.agentbar.testing.CommerceEvents.attempted;
import static ai.agentbar.testing.CommerceEvents.opened;
import static ai.agentbar.testing.CommerceEvents.paid;
import static ai.agentbar.testing.CommerceEvents.placed;
import static ai.agentbar.testing.CommerceEvents.processingFailed;
import static ai.agentbar.testing.CommerceEvents.received;
import static ai.agentbar.testing.CommerceEvents.rejected;
import static ai.agentbar.watch.playbook.ProbeName.DATABASE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import ai.agentbar.event.EventType;
import ai.agentbar.event.StoredEvent;
import ai.agentbar.event.Subscriptions;
import ai.agentbar.job.RecurringJob;
import ai.agentbar.job.WorkLoops;
import ai.agentbar.kernel.Actor;
import ai.agentbar.kernel.OrderId;
import ai.agentbar.kernel.Rupiah;
import ai.agentbar.notification.ReminderSwitch;
import ai.agentbar.staff.ApiKeys;
import ai.agentbar.staff.KeyChange;
import ai.agentbar.staff.KeyName;
import ai.agentbar.staff.NewKey;
import ai.agentbar.staff.Right;
import ai.agentbar.testing.CommerceEvents;
import ai.agentbar.testing.Http;
import ai.agentbar.testing.MovableClock;
import ai.agentbar.testing.Receivers;
import ai.agentbar.testing.RoomTest;
import ai.agentbar.testing.Staffing;
import ai.agentbar.testing.StuckTransaction;
import ai.agentbar.watch.metric.Metric;
import ai.agentbar.watch.metric.MetricWindows;
import ai.agentbar.watch.playbook.Playbook;
import ai.agentbar.watch.playbook.PlaybookTexts;
import ai.agentbar.watch.playbook.Playbooks;
import ai.agentbar.watch.playbook.Rule;
import ai.agentbar.watch.playbook.Severity;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

@RoomTest
@Import({CommerceEvents.class, Receivers.OnCall.class})
@TestPropertySource(
    properties = {
      "agentbar.environment-label=SANDBOX",
      "agentbar.public-url=https://watch.example/live"
    })
class AlertsTest {

  private static final AtomicInteger DAY = new AtomicInteger();

  /** The first message waits so long for the probes. */
  private static final Duration FIRST_MESSAGE_WITHIN = Duration.ofMillis(1_500);

  private final Random random = new Random(20261124);

  private static final Actor AYU = Actor.person("ayu");
  private static final String TEXT = PlaybookTexts.text("/playbook-test.yaml");
  private static final Path PLAYBOOK = file();
  private static final String ON_CONVERSION =
      Stream.of(
              "cohort_low payment_cohort_conversion_percent",
              "ratio_low payment_conversion_percent")
          .map(it -> it.split(" ", 2))
          .map(
              it ->
                  """
                    - id: %s
                      kind: threshold
                      metric: %s
                      below: 50%%
                      title: {id: a, en: b}
                      description: {id: a, en: b}
                      for: 0s
                      hold: 0s
                      severity: P1
                      notify: [ops]
                      steps: [{id: a, en: b}]
                  """
                      .formatted(it[0], it[1]))
          .collect(Collectors.joining());

  @Autowired Alerts alerts;
  @Autowired Silences silences;
  @Autowired Playbooks playbooks;
  @Autowired ApiKeys keys;
  @LocalServerPort int port;
  @Autowired AlertTable alertTable;
  @Autowired CommerceEvents commerce;
  @Autowired Receivers receivers;
  @Autowired MovableClock clock;
  @Autowired Subscriptions subscriptions;
  @Autowired JdbcClient jdbc;
  @Autowired ReminderSwitch reminders;
  @Autowired MetricWindows windows;
  @Autowired List<RecurringJob> jobs;
  @Autowired WorkLoops work;
  @Autowired DataSource dataSource;
  @Autowired BeanFactory program;
  @Autowired RuleReadings readings;
  @Autowired FiringReadTable firings;
  @Autowired TransactionTemplate transaction;

  @DynamicPropertySource
  static void playbook(DynamicPropertyRegistry properties) {
    properties.add("agentbar.playbook", PLAYBOOK::toString);
  }

  private static Path file() {
    try {
      return Files.writeString(Files.createTempFile("playbook", ".yaml"), TEXT);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  @AfterEach
  void thePlaybookIsAsItWas() throws IOException {
    Files.writeString(PLAYBOOK, TEXT);
    look();
  }

  /** The next morning at ten, and nothing has ever happened. */
  @BeforeEach
  void everythingIsQuiet() {
    clock.set(RoomTest.START.plus(Duration.ofDays(DAY.incrementAndGet())));
    commerce.settle();
    List.of(
            "metric_bucket",
            "metric_total",
            "metric_order",
            "alert_delivery",
            "alert_lane",
            "alert_probe_result",
            "alert_firing",
            "alert_silence",
            "alert")
        .forEach(table -> jdbc.sql("delete from " + table).update());
    alertTable.ensure(alerts.all().stream().map(it -> it.rule().id()).toList());
    receivers.reset();
    told();
  }

  @Test
  void the_end_of_an_alert_is_told_too_and_the_next_one_is_told_again() {
    commerce.append(processingFailed());
    commerce.settle();
    clock.move(FIRST_MESSAGE_WITHIN);
    commerce.settle();
    clock.move(Duration.ofMinutes(5));
    commerce.settle();
    assertThat(alert("webhook_processing_error").isFiring()).isFalse();
    assertThat(receivers.posts()).hasSize(4);
    assertThat(receivers.posts().getLast()).contains("RESOLVED", "Selesai: Webhook gagal diproses");

    commerce.append(processingFailed());
    commerce.settle();
    clock.move(FIRST_MESSAGE_WITHIN);
    commerce.settle();

    assertThat(receivers.posts()).hasSize(6);
    assertThat(told())
        .extracting(StoredEvent::name)
        .containsSubsequence("ALERT_FIRING", "ALERT_SENT", "ALERT_RESOLVED", "ALERT_FIRING");
  }

  @Test
  void what_happened_while_nobody_judged_for_longer_than_the_window_fires_once() {
    commerce.settle();
    clock.move(Duration.ofSeconds(30));
    commerce.append(processingFailed());
    clock.move(Duration.ofMinutes(6));
    commerce.settle();

    Firing firing = alert("webhook_processing_error").firing().orElseThrow();
    clock.move(FIRST_MESSAGE_WITHIN);
    commerce.settle();
    assertThat(receivers.posts()).hasSize(2).allMatch(it -> it.contains("FIRING"));

    clock.move(Duration.ofMinutes(5));
    commerce.settle();
    clock.move(Duration.ofMinutes(5));
    commerce.settle();
    assertThat(alerts.firing(firing.id()).orElseThrow().isOver()).isTrue();
    assertThat(told()).filteredOn(it -> it.name().equals("ALERT_FIRING")).hasSize(1);
  }

  /** Events are handed out up to the oldest transaction that writes, and here that one is stuck. */
  @Test
  void a_transaction_that_is_stuck_is_told_although_no_event_is_counted_until_it_ends()
      throws Exception {
    Files.writeString(PLAYBOOK, TEXT.replaceAll("  - .id: database_lo\\w+, off: true.\n", ""));
    look();
    try (StuckTransaction _ = StuckTransaction.with(dataSource)) {
      while (sample("database_longest_lock_wait_seconds") == 0) {
        workOn(Duration.ofSeconds(1));
      }
      workOn(Evaluation.FRESH_WITHIN.plusSeconds(1));
      sample("database_longest_lock_wait_seconds", 30);
      sample("database_longest_transaction_seconds", 300);
      workOn(Duration.ofSeconds(1));
      assertThat(state("database_lock_wait")).isEqualTo("OK");
      assertThat(state("database_long_transaction")).isEqualTo("OK");

      sample("database_longest_lock_wait_seconds", 31);
      sample("database_longest_transaction_seconds", 301);
      workOn(Duration.ofSeconds(1));
      assertThat(state("database_lock_wait")).isEqualTo("FIRING");
      assertThat(state("database_long_transaction")).isEqualTo("FIRING");
      assertThat(state("webhook_processing_error")).isEqualTo("NO_DATA");

      workOn(FIRST_MESSAGE_WITHIN);
      FiringId firing = alert("database_lock_wait").firing().orElseThrow().id();
      assertThat(receivers.posts()).anyMatch(it -> it.contains("/alerts/" + firing.number()));
      assertThat(alerts.results(firing)).extracting(ProbeResult::probe).contains(DATABASE);
      assertThat(openIncidentsOf("database_lock_wait")).isEqualTo(1);
    }
    commerce.settle();
    assertThat(state("webhook_processing_error")).isEqualTo("OK");
  }

  /** Not until all is counted, which it never is here. */
  private void workOn(Duration time) {
    commerce.append(received());
    clock.move(time);
    work.settle();
  }

  private String state(String rule) {
    return alert(rule).state().label();
  }

  private long sample(String metric) {
    return jdbc.sql("select coalesce(max(amount), 0) from metric_sample where metric = :metric")
        .param("metric", metric)
        .query(Long.class)
        .single();
  }

  /** Writes a sample that no sampling overwrites for a minute. */
  private void sample(String metric, long amount) {
    jdbc.sql(
            """
            update metric_sample
            set amount = :amount,
                sampled_at = :at
            where metric = :metric
            """)
        .param("metric", metric)
        .param("amount", amount)
        .param("at", clock.instant().plusSeconds(60).atOffset(ZoneOffset.UTC))
        .update();
  }

  private long openIncidentsOf(String rule) {
    return jdbc.sql(
            """
            select count(*)
            from incident_firing a
                 join alert_firing f on f.id = a.firing_id
            where f.rule_id = :rule
              and f.resolved_at is null
            """)
        .param("rule", rule)
        .query(Long.class)
        .single();
  }

  @Test
  void a_flood_of_forgeries_fires_and_a_few_do_not() {
    commerce.append(rejected("BAD_SIGNATURE", 19));
    commerce.settle();
    assertThat(alert("webhook_invalid_signature_spike").isFiring()).isFalse();

    commerce.append(rejected("BAD_SIGNATURE", 1));
    commerce.settle();
    assertThat(alert("webhook_invalid_signature_spike").isFiring()).isTrue();
  }

  @Test
  void silence_fires_after_ten_minutes_while_a_payment_is_open_and_ends_with_a_webhook() {
    commerce.append(received());
    openPayments(3);
    commerce.settle();
    clock.move(Duration.ofMinutes(10).minusSeconds(1));
    commerce.settle();
    assertThat(alert("no_webhook").isFiring()).isFalse();

    clock.move(Duration.ofSeconds(1));
    commerce.settle();
    assertThat(alert("no_webhook").isFiring()).isTrue();

    clock.move(Duration.ofSeconds(1));
    commerce.append(received());
    commerce.settle();
    clock.move(Duration.ofMinutes(1));
    commerce.settle();
    assertThat(alert("no_webhook").isFiring()).isFalse();
  }

  @Test
  void an_alert_about_payments_carries_the_open_orders_and_their_money() {
    commerce.append(received());
    openPayments(3);
    commerce.settle();
    clock.move(Duration.ofMinutes(10));
    commerce.settle();

    Firing firing = alert("no_webhook").firing().orElseThrow();
    assertThat(firing.atRisk()).isEqualTo(new MoneyAtRisk(3, new Rupiah(450_000)));
    assertThat(told())
        .filteredOn(it -> it.name().equals("ALERT_FIRING"))
        .singleElement()
        .satisfies(it -> assertThat(it.number("firing")).isEqualTo(firing.id().number()));
  }

  @Test
  void a_firing_that_was_taken_on_and_becomes_p0_is_told_until_somebody_takes_it_on_again() {
    Firing firing = conversionDrops();
    assertThat(alerts.acknowledge(firing.id(), AYU, "on it")).isTrue();
    nothingIsPaid();

    assertThat(alerts.firing(firing.id()).orElseThrow().acknowledged()).isEmpty();
    sustain(Duration.ofMinutes(16));
    assertThat(repeated(firing)).isPositive();
    assertThat(alerts.acknowledge(firing.id(), AYU, "that too")).isTrue();
  }

  @Test
  void where_no_payment_page_opens_the_orders_that_wait_for_one_are_told_with_their_money() {
    for (int i = 0; i < 12; i++) {
      commerce.append(placed(OrderId.next(clock.instant(), random)));
      commerce.append(gatewayFailed(), gatewayFailed());
    }
    commerce.settle();
    clock.move(FIRST_MESSAGE_WITHIN);
    commerce.settle();

    List.of("payment_opening_drop", "gateway_error_spike")
        .forEach(
            it ->
                assertThat(alert(it).firing().orElseThrow().atRisk())
                    .isEqualTo(new MoneyAtRisk(12, new Rupiah(1_800_000))));
    assertThat(receivers.posts())
        .filteredOn(it -> it.contains("Halaman pembayaran tidak terbuka"))
        .isNotEmpty()
        .allSatisfy(it -> assertThat(it).contains("12 pesanan, Rp 1.800.000"));
  }

  @Test
  void a_firing_becomes_p0_while_it_goes_on_when_nothing_at_all_is_paid() {
    Firing firing = conversionDrops();
    assertThat(firing.severity()).isEqualTo(Severity.P1);

    nothingIsPaid();

    Firing worse = alerts.firing(firing.id()).orElseThrow();
    assertThat(worse.severity()).isEqualTo(Severity.P0);
    assertThat(worse.value()).isEqualTo(firing.value());
    assertThat(worse.reason()).isEqualTo(firing.reason());
    assertThat(worse.latest().value()).isZero();
    assertThat(worse.latest().reason().english()).contains("nothing at all of 13 ");
    assertThat(worse.atRisk()).isEqualTo(firing.atRisk());
    assertThat(worse.latest().atRisk()).isEqualTo(new MoneyAtRisk(3, new Rupiah(450_000)));
    assertThat(told()).filteredOn(it -> it.name().equals("ALERT_SEVERITY_RAISED")).hasSize(1);
  }

  private Firing conversionDrops() {
    for (int i = 0; i < 60; i++) {
      OrderId order = OrderId.next(clock.instant(), random);
      commerce.append(attempted(order));
      if (i < 10) {
        commerce.append(opened(order), paid(order));
      }
    }
    sustain(Duration.ofMinutes(6));
    return alert("payment_conversion_drop").firing().orElseThrow();
  }

  private void nothingIsPaid() {
    clock.move(Duration.ofMinutes(31));
    for (int i = 0; i < 10; i++) {
      commerce.append(attempted(OrderId.next(clock.instant(), random)));
    }
    openPayments(3);
    commerce.settle();
    commerce.settle();
  }

  private long repeated(Firing firing) {
    return jdbc.sql(
            """
            select count(*)
            from alert_delivery
            where firing_id = :firing
              and occasion = 'REPEATED'
            """)
        .param("firing", firing.id().number())
        .query(Long.class)
        .single();
  }

  @Test
  void what_fires_on_keeps_what_made_it_fire_and_what_it_has_come_to() {
    commerce.append(processingFailed());
    commerce.settle();
    Firing begun = alert("webhook_processing_error").firing().orElseThrow();
    assertThat(begun.latest()).isEqualTo(begun.first());

    clock.move(Duration.ofSeconds(5));
    commerce.append(processingFailed(), processingFailed());
    commerce.settle();

    Firing now = alerts.firing(begun.id()).orElseThrow();
    assertThat(now.first()).isEqualTo(begun.first());
    assertThat(now.latest().value()).isEqualTo(3);
    assertThat(now.latest().reason()).isNotEqualTo(begun.reason());
  }

  @Test
  void a_silence_says_who_and_why_and_what_still_fires_when_it_ends_is_told() {
    Instant until = clock.instant().plus(Duration.ofMinutes(10));
    Silencing begun = silences.begin("webhook_processing_error", AYU, "deploying", until);
    assertThat(begun).isInstanceOf(Silencing.Begun.class);
    commerce.append(processingFailed());
    commerce.settle();
    assertThat(silences.isSilenced("webhook_processing_error")).isTrue();
    assertThat(alert("webhook_processing_error").isFiring()).isTrue();

    clock.move(Duration.ofMinutes(10).minusSeconds(1));
    commerce.append(processingFailed());
    commerce.settle();
    assertThat(silences.standing())
        .extracting(Silence::actor, Silence::reason)
        .containsExactly(tuple(AYU, "deploying"));
    clock.move(Duration.ofSeconds(1));
    commerce.settle();

    assertThat(silences.standing()).isEmpty();
    assertThat(told())
        .extracting(StoredEvent::name)
        .containsSubsequence("SILENCE_BEGUN", "ALERT_FIRING", "SILENCE_ENDED", "ALERT_STILL_FIRING")
        .containsOnlyOnce("ALERT_STILL_FIRING");
  }

  @Test
  void a_silence_that_a_person_ends_tells_at_once_what_fires_and_nothing_where_nothing_does() {
    commerce.append(processingFailed());
    commerce.settle();
    SilenceId firing = silence("webhook_processing_error", Duration.ofHours(2));
    SilenceId quiet = silence("no_webhook", Duration.ofHours(2));

    assertThat(silences.end(firing, AYU)).isTrue();
    assertThat(silences.end(quiet, AYU)).isTrue();
    assertThat(silences.end(quiet, AYU)).isFalse();

    assertThat(told())
        .filteredOn(it -> it.name().equals("ALERT_STILL_FIRING"))
        .extracting(it -> it.text("rule"))
        .containsExactly("webhook_processing_error");
  }

  @Test
  void a_p0_is_not_silenced_for_more_than_an_hour_also_one_that_became_it_meanwhile() {
    Instant now = clock.instant();
    assertThat(silences.begin("payment_double", AYU, "known", now.plus(Duration.ofMinutes(61))))
        .isEqualTo(new Silencing.Refused("until", "a P0 is silenced for one hour at most"));
    assertThat(silences.begin("payment_double", AYU, "known", now.plus(Duration.ofMinutes(60))))
        .isInstanceOf(Silencing.Begun.class);
    silence("payment_conversion_drop", Duration.ofHours(8));

    for (int i = 0; i < 10; i++) {
      commerce.append(attempted(OrderId.next(clock.instant(), random)));
    }
    sustain(Duration.ofMinutes(6));
    assertThat(alert("payment_conversion_drop").firing().orElseThrow().severity())
        .isEqualTo(Severity.P0);
    assertThat(silences.standing())
        .extracting(Silence::until)
        .containsOnly(now.plus(Duration.ofHours(1)));
  }

  @Test
  void silences_one_after_the_other_keep_a_p0_quiet_for_an_hour_and_no_longer() {
    Instant begin = clock.instant();
    silence("payment_double", Duration.ofHours(1));
    clock.move(Duration.ofMinutes(59));
    Instant now = clock.instant();

    assertThat(silences.begin("payment_double", AYU, "on it", now.plus(Duration.ofHours(1))))
        .isEqualTo(new Silencing.Refused("until", "a P0 is silenced for one hour at most"));
    assertThat(silences.begin("payment_double", AYU, "on it", begin.plus(Duration.ofHours(1))))
        .isInstanceOf(Silencing.Begun.class);

    clock.set(begin.plus(Duration.ofHours(1)).plusMillis(1));
    commerce.settle();
    silence("payment_double", Duration.ofHours(1));
  }

  @Test
  void silences_of_what_became_p0_meanwhile_are_cut_to_an_hour_from_the_begin_of_their_stretch() {
    Instant begin = clock.instant();
    silence("payment_conversion_drop", Duration.ofHours(8));
    clock.move(Duration.ofMinutes(50));
    silence("payment_conversion_drop", Duration.ofHours(8));

    for (int i = 0; i < 10; i++) {
      commerce.append(attempted(OrderId.next(clock.instant(), random)));
    }
    sustain(Duration.ofMinutes(6));

    assertThat(alert("payment_conversion_drop").firing().orElseThrow().severity())
        .isEqualTo(Severity.P0);
    assertThat(silences.standing())
        .extracting(Silence::until)
        .containsOnly(begin.plus(Duration.ofHours(1)));
  }

  @Test
  void a_wish_to_silence_names_what_is_at_fault() {
    Instant soon = clock.instant().plusSeconds(60);

    assertThat(silences.begin("no_such_rule", AYU, "why", soon))
        .isInstanceOfSatisfying(
            Silencing.Refused.class, it -> assertThat(it.field()).isEqualTo("rule"));
    assertThat(silences.begin("no_webhook", AYU, " ", soon))
        .isInstanceOfSatisfying(
            Silencing.Refused.class, it -> assertThat(it.field()).isEqualTo("reason"));
    assertThat(silences.begin("no_webhook", AYU, "why", clock.instant()))
        .isInstanceOfSatisfying(
            Silencing.Refused.class, it -> assertThat(it.field()).isEqualTo("until"));
  }

  @Test
  void a_changed_playbook_is_in_force_within_seconds_and_a_removed_rule_ends_its_firing()
      throws IOException {
    commerce.append(processingFailed());
    commerce.settle();
    FiringId firing = alert("webhook_processing_error").firing().orElseThrow().id();
    String version = playbooks.inForce().version();

    Files.writeString(PLAYBOOK, TEXT + "  - {id: webhook_processing_error, off: true}\n");
    look();

    assertThat(playbooks.inForce().version()).isNotEqualTo(version);
    assertThat(playbooks.current().rule("webhook_processing_error")).isEmpty();
    assertThat(alerts.firing(firing).orElseThrow().isOver()).isTrue();
    assertThat(told())
        .extracting(StoredEvent::name)
        .containsSubsequence("ALERT_FIRING", "PLAYBOOK_LOADED", "ALERT_RESOLVED");
  }

  @Test
  void a_rule_on_the_conversion_of_payments_that_nobody_began_does_not_fire() throws IOException {
    Files.writeString(PLAYBOOK, TEXT + ON_CONVERSION);
    look();

    assertThat(List.of("cohort_low", "ratio_low"))
        .allSatisfy(it -> assertThat(alert(it).state()).isInstanceOf(AlertState.NoData.class));
    assertThat(told()).filteredOn(it -> it.name().equals("ALERT_FIRING")).isEmpty();
  }

  @Test
  void reminders_that_are_held_back_and_forgotten_fire_after_half_an_hour_until_they_go_on()
      throws IOException {
    Files.writeString(PLAYBOOK, TEXT.replace("  - {id: reminders_overdue, off: true}\n", ""));
    look();
    assertThat(reminders.hold(AYU, "the provider is slow")).isTrue();
    reminderIsDue();
    sustain(Duration.ofMinutes(30));
    sustain(Duration.ofMinutes(1));
    assertThat(alert("reminders_overdue").state()).isInstanceOf(AlertState.Pending.class);

    sustain(Duration.ofMinutes(1));
    assertThat(alert("reminders_overdue").firing().orElseThrow().severity()).isEqualTo(Severity.P2);
    assertThat(windows.byLabel(Metric.REMINDERS_PAUSED)).containsOnly(Map.entry("", 1L));

    assertThat(reminders.release(AYU)).isTrue();
    job("reminders").run();
    for (int i = 0; i < 5; i++) {
      sustain(Duration.ofSeconds(20));
    }
    assertThat(alert("reminders_overdue").isFiring()).isFalse();
    assertThat(windows.byLabel(Metric.REMINDERS_PAUSED)).containsOnly(Map.entry("", 0L));
  }

  /** Of an order that is not there any more, so that nobody is written to. */
  private void reminderIsDue() {
    jdbc.sql(
            """
            insert into notification_reminder (order_id, template, remind_at, due_at)
            values ('261124FRGTTN', 'REMINDER_1', :now, :now)
            """)
        .param("now", clock.instant().atOffset(ZoneOffset.UTC))
        .update();
  }

  private RecurringJob job(String name) {
    return jobs.stream().filter(it -> it.name().equals(name)).findFirst().orElseThrow();
  }

  @Test
  void what_a_node_made_fire_by_an_older_file_ends_within_a_minute_of_that_node_and_not_before()
      throws IOException {
    commerce.append(processingFailed());
    commerce.settle();
    AlertEvaluation other = new Evaluators(program).at(clock);
    Playbook old = playbooks.current();
    Files.writeString(PLAYBOOK, TEXT + "  - {id: webhook_processing_error, off: true}\n");
    look();
    assertThat(firings.open()).isEmpty();

    Unjudged unjudged = new Unjudged(Optional.of(clock.instant().minusSeconds(60)));
    for (int second = 0; second < 90; second += 10) {
      transaction.executeWithoutResult(_ -> other.judge(old, _ -> readings.of(old, unjudged)));
      clock.move(Duration.ofSeconds(10));
      commerce.settle();
      assertThat(firings.open()).as("after %d seconds", second).hasSize(1);
    }
    assertThat(told()).filteredOn(it -> it.name().equals("ALERT_FIRING")).hasSize(2);

    clock.move(Duration.ofMinutes(1));
    commerce.settle();
    assertThat(firings.open()).isEmpty();
    assertThat(told()).extracting(StoredEvent::name).contains("ALERT_RESOLVED");
  }

  @Test
  void a_bad_file_leaves_the_good_one_in_force_and_says_so_until_it_is_mended() throws IOException {
    String version = playbooks.inForce().version();

    Files.writeString(PLAYBOOK, TEXT + "  - {id: no_webhook, window: soon}\n");
    look();

    assertThat(playbooks.inForce().version()).isEqualTo(version);
    assertThat(playbooks.refused().orElseThrow().mistakes())
        .singleElement()
        .satisfies(it -> assertThat(it.toString()).contains("window: a duration is a number"))
        .satisfies(it -> assertThat(it.line()).isEqualTo(TEXT.lines().count() + 1));
    assertThat(told())
        .filteredOn(it -> it.name().equals("PLAYBOOK_REFUSED"))
        .singleElement()
        .satisfies(it -> assertThat(it.level()).isEqualTo("ERROR"));

    Files.writeString(PLAYBOOK, TEXT);
    look();
    assertThat(playbooks.refused()).isEmpty();
    assertThat(playbooks.inForce().version()).isEqualTo(version);
    assertThat(told()).extracting(StoredEvent::name).containsOnlyOnce("PLAYBOOK_MENDED");
  }

  @Test
  void a_file_that_is_no_text_or_is_gone_leaves_the_good_one_in_force_and_says_so()
      throws IOException {
    String version = playbooks.inForce().version();

    Files.write(PLAYBOOK, TEXT.getBytes(StandardCharsets.UTF_16));
    look();
    assertThat(refusal()).contains(":1: not text: U+FFFD stands here");

    Files.write(PLAYBOOK, (TEXT + "# caf\u00e9\n").getBytes(StandardCharsets.ISO_8859_1));
    look();
    assertThat(refusal()).contains(":%d: not text".formatted(TEXT.lines().count() + 1));

    Files.writeString(PLAYBOOK, TEXT + "#".repeat(5_000_000));
    look();
    assertThat(refusal()).contains(":1: the file is longer than 1000000 letters");

    Files.writeString(PLAYBOOK, "");
    look();
    assertThat(refusal()).contains(":1: the file is empty");

    Files.delete(PLAYBOOK);
    look();
    assertThat(refusal()).contains(":1: the file cannot be read: ");
    assertThat(playbooks.inForce().version()).isEqualTo(version);
  }

  private String refusal() {
    return playbooks.refused().orElseThrow().mistakes().getFirst().toString();
  }

  @Test
  void a_refused_file_calls_those_whom_the_good_one_names_until_it_is_mended() throws IOException {
    Files.writeString(PLAYBOOK, TEXT + "  - {id: no_webhook, window: soon}\n");
    look();
    sustain(Duration.ofSeconds(5));
    Alert refused = alert("playbook_refused");
    assertThat(refused.isFiring()).isTrue();
    assertThat(refused.rule().card().severity()).isEqualTo(Severity.P2);
    sustain(FIRST_MESSAGE_WITHIN);
    assertThat(receivers.posts())
        .hasSize(2)
        .allMatch(it -> it.contains("Playbook ditolak") && it.contains("/playbook"));

    Files.writeString(PLAYBOOK, TEXT);
    look();
    sustain(Duration.ofSeconds(5));
    sustain(Duration.ofSeconds(30));
    assertThat(alert("playbook_refused").isFiring()).isFalse();
  }

  @Test
  void orders_of_45_minutes_do_not_age_where_the_playbook_says_an_hour_nor_does_their_money()
      throws IOException {
    Files.writeString(
        PLAYBOOK, TEXT + "  - {id: orders_pending_aging, above: 1, older_than: 60m}\n");
    look();
    openPayments(3);
    sustain(Duration.ofMinutes(45));
    assertThat(alert("orders_pending_aging").value()).isZero();
    sustain(Duration.ofMinutes(14));
    assertThat(alert("orders_pending_aging").isFiring()).isFalse();

    openPayments(1);
    sustain(Duration.ofMinutes(2));
    Alert aging = alert("orders_pending_aging");
    assertThat(aging.value()).isEqualTo(3);
    assertThat(aging.firing().orElseThrow().atRisk())
        .isEqualTo(new MoneyAtRisk(3, new Rupiah(450_000)));
    assertThat(aging.reason().english())
        .isEqualTo("orders_pending_aging (> 1h) is 3; the limit is at most 1");
  }

  @Test
  void a_changed_rule_keeps_its_firing() throws IOException {
    commerce.append(processingFailed());
    commerce.settle();
    FiringId firing = alert("webhook_processing_error").firing().orElseThrow().id();

    Files.writeString(PLAYBOOK, TEXT + "  - {id: webhook_processing_error, window: 2m}\n");
    look();

    assertThat(alert("webhook_processing_error").firing().orElseThrow().id()).isEqualTo(firing);
    assertThat(((Rule.Growth) alert("webhook_processing_error").rule()).window())
        .isEqualTo(Duration.ofMinutes(2));
  }

  @Test
  void the_api_ticks_a_step_that_people_do_and_no_other() throws IOException {
    Files.writeString(
        PLAYBOOK,
        TEXT
            + """
              - id: webhook_processing_error
                steps:
                  - {probe: [endpoint], id: lihat, en: look}
                  - {link: /inbox, id: baca, en: read}
            """);
    look();
    commerce.append(processingFailed());
    commerce.settle();
    Http api = new Http("http://localhost:" + port);
    String key = "Bearer " + key("ticks");
    String steps =
        "/api/watch/alerts/%s/steps/"
            .formatted(alert("webhook_processing_error").firing().orElseThrow().id());

    JsonNode ticked = api.post(steps + 2, "", "Authorization", key).json();
    JsonNode taken = api.delete(steps + 2, "Authorization", key).json();

    assertThat(ticked.at("/steps/1/ticked/actor").asString()).isEqualTo("key:ticks");
    assertThat(taken.at("/steps/1/text/en").asString()).isEqualTo("read");
    assertThat(taken.at("/steps/1/ticked").isMissingNode()).isTrue();
    assertThat(api.post(steps + 1, "", "Authorization", key).status()).isEqualTo(404);
    assertThat(api.post(steps + 3, "", "Authorization", key).status()).isEqualTo(404);
  }

  @Test
  void the_api_shows_acknowledges_silences_and_validates() {
    commerce.append(processingFailed());
    commerce.settle();
    long firing = alert("webhook_processing_error").firing().orElseThrow().id().number();
    Http api = new Http("http://localhost:" + port);
    String key = "Bearer " + key("alerts-test");

    assertThat(api.get("/api/watch/alerts").status()).isEqualTo(401);
    JsonNode alert =
        api.get("/api/watch/alerts", "Authorization", key)
            .json()
            .path("alerts")
            .valueStream()
            .filter(it -> it.path("rule").asString().equals("webhook_processing_error"))
            .findFirst()
            .orElseThrow();
    assertThat(alert.path("state").asString()).isEqualTo("FIRING");
    assertThat(alert.path("value").asString()).isEqualTo("1");
    assertThat(alert.path("firing").path("firing").asLong()).isEqualTo(firing);

    String acknowledge = "/api/watch/alerts/%d/acknowledge".formatted(firing);
    Http.Answer taken = api.post(acknowledge, "{\"note\": \"on it\"}", "Authorization", key);
    assertThat(taken.status()).isEqualTo(200);
    assertThat(taken.json().path("firing").path("acknowledged").path("actor").asString())
        .isEqualTo("key:alerts-test");
    assertThat(api.post(acknowledge, "{}", "Authorization", key).status()).isEqualTo(409);
    assertThat(api.get("/api/watch/alerts/999999999", "Authorization", key).status())
        .isEqualTo(404);

    assertThat(api.post("/api/watch/silences", "{\"rule\": \"x\"}", "Authorization", key).text())
        .contains("reason", "until");
    Http.Answer silenced =
        api.post(
            "/api/watch/silences",
            "{\"rule\": \"no_webhook\", \"reason\": \"a test\", \"until\": \"%s\"}"
                .formatted(clock.instant().plusSeconds(60)),
            "Authorization",
            key);
    assertThat(silenced.status()).isEqualTo(201);
    String silence = "/api/watch/silences/" + silenced.json().path("silence").asLong();
    assertThat(api.delete(silence, "Authorization", key).status()).isEqualTo(204);
    assertThat(api.delete(silence, "Authorization", key).status()).isEqualTo(404);

    Http.Answer validated =
        api.post(
            "/api/watch/playbook/validate",
            "extends: classpath:playbook.yaml\nrules: [{id: no_webhook, hold: never}]",
            "Authorization",
            key,
            "Content-Type",
            "application/yaml");
    assertThat(validated.json().path("valid").asBoolean()).isFalse();
    assertThat(validated.json().path("mistakes").path(0).path("line").asInt()).isEqualTo(2);
    assertThat(firstMistake(api, key, "rules: " + "[".repeat(60) + "]".repeat(60)))
        .contains("not YAML: Nesting Depth");
    assertThat(firstMistake(api, key, "rules: []\n# \u0007")).contains("not text: U+0007");
    assertThat(firstMistake(api, key, "teams: {ops: {name: \"${a:${a}}\"}}"))
        .contains("is missing");
    assertThat(api.get("/api/watch/playbook", "Authorization", key).json().path("version"))
        .hasToString("\"" + playbooks.inForce().version() + "\"");
  }

  @Test
  void what_a_person_types_is_kept_without_what_names_a_buyer_and_whatever_letters_it_has() {
    commerce.append(processingFailed());
    commerce.settle();
    clock.move(FIRST_MESSAGE_WITHIN);
    commerce.settle();
    FiringId firing = alert("webhook_processing_error").firing().orElseThrow().id();
    Http api = new Http("http://localhost:" + port);
    String key = "Bearer " + key("alerts-typing");
    String typed = "phoned siti.rahma@example.com 081234567890 \\u0000";

    Http.Answer taken =
        api.post(
            "/api/watch/alerts/%s/acknowledge".formatted(firing),
            "{\"note\": \"%s\"}".formatted(typed),
            "Authorization",
            key);
    Http.Answer silenced =
        api.post(
            "/api/watch/silences",
            "{\"rule\": \"no_webhook\", \"reason\": \"%s\", \"until\": \"%s\"}"
                .formatted(typed, clock.instant().plusSeconds(60)),
            "Authorization",
            key);
    sustain(Duration.ofMinutes(5));

    assertThat(taken.status()).isEqualTo(200);
    assertThat(silenced.status()).isEqualTo(201);
    assertThat(alerts.firing(firing).orElseThrow().isOver()).isTrue();
    assertThat(
            List.of(
                taken.text(),
                silenced.text(),
                alerts.firing(firing).orElseThrow().acknowledged().orElseThrow().note(),
                receivers.posts().toString(),
                told().toString()))
        .allSatisfy(it -> assertThat(it).doesNotContain("siti.rahma", "081234567890"));
    assertThat(silenced.text()).contains("phoned s***@example.com 08*****890");
  }

  private static String firstMistake(Http api, String key, String text) {
    Http.Answer answer =
        api.post(
            "/api/watch/playbook/validate",
            text,
            "Authorization",
            key,
            "Content-Type",
            "application/yaml");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().path("valid").asBoolean(true)).isFalse();
    return answer.json().path("mistakes").path(0).path("reason").asString();
  }

  private static CommerceEvents.Told gatewayFailed() {
    return CommerceEvents.of(EventType.GATEWAY_FAILED, "GATEWAY_FAILED", null, Map.of());
  }

  private void openPayments(int count) {
    for (int i = 0; i < count; i++) {
      OrderId order = OrderId.next(clock.instant(), random);
      commerce.append(placed(order), attempted(order), opened(order));
    }
  }

  /** Lets time pass as it does, so that a condition is seen to hold all the while. */
  private void sustain(Duration time) {
    commerce.settle();
    clock.move(time);
    commerce.settle();
  }

  /** Two looks: a change counts when it is still there. */
  private void look() {
    for (int i = 0; i < 3; i++) {
      clock.move(Duration.ofSeconds(2));
      commerce.settle();
    }
  }

  private SilenceId silence(String rule, Duration length) {
    return ((Silencing.Begun) silences.begin(rule, AYU, "known", clock.instant().plus(length)))
        .silence()
        .id();
  }

  private String key(String name) {
    NewKey wanted =
        new NewKey(
            new KeyName(name),
            Set.of(Right.SEE, Right.ACKNOWLEDGE, Right.OPERATE, Right.TUNE),
            Optional.empty());
    return ((KeyChange.Created) keys.create(wanted, Staffing.BECAUSE)).secret().reveal();
  }

  private Alert alert(String id) {
    return alerts.all().stream().filter(it -> it.rule().id().equals(id)).findFirst().orElseThrow();
  }

  /** What the room told since this was asked last. */
  private List<StoredEvent> told() {
    List<StoredEvent> events = new ArrayList<>();
    while (subscriptions.advance("alerts-test", 1_000, events::addAll) > 0) {
      // Reads on until nothing is left.
    }
    return events;
  }
}
