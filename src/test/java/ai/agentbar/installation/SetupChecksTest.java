package ai.agentbar.installation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.agentbar.event.EventLog;
import ai.agentbar.installation.Found.State;
import ai.agentbar.installation.SetupChecks.Standing;
import ai.agentbar.kernel.Actor;
import ai.agentbar.kernel.Email;
import ai.agentbar.kernel.Phone;
import ai.agentbar.notification.Channel;
import ai.agentbar.notification.SampleMessages;
import ai.agentbar.testing.MovableClock;
import ai.agentbar.testing.RoomTest;
import ai.agentbar.watch.delivery.DeadMan;
import ai.agentbar.watch.delivery.TestMessages;
import ai.agentbar.watch.playbook.Mistake;
import ai.agentbar.watch.playbook.Playbooks;
import ai.agentbar.watch.playbook.RefusedPlaybook;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Every neighbour of this program is broken: nobody listens where its settings lead. */
@RoomTest
class SetupChecksTest {

  private static final Actor AYU = Actor.person("ayu");
  private static final Duration LONG = Duration.ofSeconds(15);

  @Autowired SetupChecks checks;
  @Autowired List<Channel> channels;
  @Autowired SampleMessages samples;
  @Autowired TestMessages teams;
  @Autowired Playbooks playbooks;
  @Autowired EventLog events;
  @Autowired TransactionTemplate transaction;
  @Autowired MovableClock clock;
  @Autowired JdbcClient jdbc;

  @BeforeEach
  void reset() {
    clock.set(RoomTest.START);
  }

  @Test
  void what_cannot_be_reached_is_bad_and_what_nobody_set_is_not() {
    assertThat(checks.run(AYU, LONG)).isTrue();

    assertThat(states(checks))
        .containsEntry("server-key", State.BAD)
        .containsEntry("snap", State.BAD)
        .containsEntry("client-key", State.GOOD)
        .containsEntry("merchant-id", State.GOOD)
        .containsEntry("endpoint", State.BAD)
        .containsEntry("smtp", State.BAD)
        .containsEntry("senders", State.NOT_SET)
        .containsEntry("whatsapp", State.NOT_SET)
        .containsEntry("whatsapp-reports", State.NOT_SET)
        .containsEntry("own-system", State.NOT_SET)
        .containsEntry("playbook", State.GOOD)
        .containsEntry("dead-man", State.NOT_SET)
        .containsKeys("signature", "teams", "database", "machine");
    assertThat(audited("SETUP_CHECKED")).isPositive();
  }

  @Test
  void a_check_that_hangs_ends_and_one_that_breaks_is_not_taken_for_good() {
    CountDownLatch never = new CountDownLatch(1);
    SetupChecks own =
        new SetupChecks(
            List.of(
                check("hangs", () -> hang(never)),
                check("breaks", SetupChecksTest::broken),
                check("works", () -> Found.good("ya", "yes"))),
            Duration.ofMillis(300),
            events,
            transaction,
            clock);

    assertThat(own.run(AYU, Duration.ofMillis(20))).isTrue();
    assertThat(own.isRunning()).isTrue();
    assertThat(own.run(AYU, LONG)).as("a second run beside it").isFalse();
    await().until(() -> !own.isRunning());

    assertThat(states(own))
        .isEqualTo(Map.of("hangs", State.UNKNOWN, "breaks", State.UNKNOWN, "works", State.GOOD));
    assertThat(own.standings().get(1).found().orElseThrow().text().english())
        .isEqualTo("the check failed: IllegalStateException");
    never.countDown();
  }

  @Test
  void a_team_that_nobody_reaches_is_told_by_its_ways_and_never_by_an_address() {
    Found found = trials().team("devops", AYU).orElseThrow();

    assertThat(found.state()).isEqualTo(State.BAD);
    assertThat(found.text().english())
        .contains("EMAIL: ", "SLACK: Slack was not reached")
        .doesNotContain("devops@", "localhost:1");
    assertThat(trials().team("nobody", AYU)).isEmpty();
    assertThat(audited("SETUP_TRIED")).isPositive();
  }

  @Test
  void a_mail_that_does_not_leave_and_a_receiver_that_is_not_set_are_said() {
    assertThat(trials().mail(new Email("ayu@example.com"), AYU).text().english())
        .contains("it did not arrive", "AGENTBAR_NOTIFICATION_MAIL_FROM")
        .doesNotContain("ayu@");
    assertThat(trials().ownSystem(AYU).text().english())
        .contains("it did not arrive", "AGENTBAR_WEBHOOK_URL");
  }

  @Test
  void a_whatsapp_that_does_not_leave_is_said_without_the_number() {
    assertThat(trials().whatsApp(new Phone("081298765432"), AYU).text().english())
        .contains("it did not arrive", "AGENTBAR_WHATSAPP_PHONE_NUMBER_ID")
        .doesNotContain("8765432");
    assertThat(samples.whatsApp(new Phone("081298765432")))
        .matches(it -> it.to().e164().equals("+6281298765432"))
        .matches(it -> !it.parameters().isEmpty());
  }

  @Test
  void a_number_that_meta_knows_is_open_until_a_message_was_tried() {
    Found known = Found.good("dikenal", "known");

    assertThat(WhatsAppCheck.judge(Found.bad("x", "x"), Optional.empty()).state())
        .isEqualTo(State.BAD);
    assertThat(WhatsAppCheck.judge(known, Optional.empty()))
        .matches(it -> it.state() == State.UNKNOWN)
        .matches(
            it -> it.text().english().equals("known, send a test message to prove its template"));
    assertThat(WhatsAppCheck.judge(known, Optional.of(Found.good("sampai", "accepted"))))
        .isEqualTo(Found.good("dikenal, sampai", "known, accepted"));
    assertThat(WhatsAppCheck.judge(known, Optional.of(Found.bad("tidak", "no"))).state())
        .isEqualTo(State.BAD);
  }

  @Test
  void no_more_test_messages_leave_in_an_hour_than_the_limit_says() {
    Trials trials = trials();
    for (int i = 0; i < Trials.PER_HOUR_MAX; i++) {
      assertThat(trials.ownSystem(AYU).state()).isEqualTo(State.BAD);
    }
    assertThat(trials.ownSystem(AYU).text().english()).contains("try again later");

    clock.move(Duration.ofHours(1));
    assertThat(trials.ownSystem(AYU).state()).isEqualTo(State.BAD);
  }

  @ParameterizedTest
  @CsvSource({
    "Mid-client-abc_DEF-123, true, GOOD",
    "SB-Mid-client-abc123, false, GOOD",
    "SB-Mid-client-abc123, true, BAD",
    "Mid-server-abc123, false, BAD",
    "abc123, false, BAD",
    "'', true, NOT_SET"
  })
  void a_client_key_is_known_by_its_form(String key, boolean production, State expected) {
    assertThat(ClientKeyCheck.judge(key, production).state()).isEqualTo(expected);
  }

  @Test
  void a_merchant_id_is_wrong_by_its_form_and_by_money_for_another() {
    assertThat(MerchantIdCheck.judge("G123456789", 0).state()).isEqualTo(State.GOOD);
    assertThat(MerchantIdCheck.judge("123456789", 0).state()).isEqualTo(State.BAD);
    assertThat(MerchantIdCheck.judge("G123456789", 1).state()).isEqualTo(State.BAD);
  }

  @ParameterizedTest
  @CsvSource({
    "on, on, on, GOOD",
    "on, on, remote_apply, GOOD",
    "off, on, on, BAD",
    "on, off, on, BAD",
    "on, on, off, BAD"
  })
  void a_database_that_forgets_in_a_power_cut_is_bad(
      String fsync, String pages, String commit, State expected) {
    assertThat(
            DatabaseCheck.judge(new DatabaseCheck.Durability("18.0", fsync, pages, commit)).state())
        .isEqualTo(expected);
  }

  @Test
  void a_dead_man_switch_counts_once_it_has_heard_us() {
    assertThat(dead(false, false, null)).isEqualTo(State.NOT_SET);
    assertThat(dead(true, false, null)).isEqualTo(State.UNKNOWN);
    assertThat(dead(true, true, null)).isEqualTo(State.GOOD);
    assertThat(dead(true, false, "answered 404")).isEqualTo(State.BAD);
  }

  @Test
  void a_playbook_that_was_refused_is_bad_with_its_line() {
    RefusedPlaybook refused =
        new RefusedPlaybook(
            "v2", List.of(new Mistake("playbook.yaml", 21, "no owner")), RoomTest.START);

    assertThat(PlaybookCheck.judge(playbooks.inForce(), Optional.empty()).state())
        .isEqualTo(State.GOOD);
    Found found = PlaybookCheck.judge(playbooks.inForce(), Optional.of(refused));
    assertThat(found.state()).isEqualTo(State.BAD);
    assertThat(found.text().english()).contains("playbook.yaml:21: no owner");
  }

  private static State dead(boolean set, boolean heard, @Nullable String problem) {
    return DeadManCheck.judge(new DeadMan.Standing(set, heard, Optional.ofNullable(problem)))
        .state();
  }

  private Trials trials() {
    return new Trials(channels, samples, teams, playbooks, events, transaction, clock);
  }

  private static Map<String, State> states(SetupChecks checks) {
    return checks.standings().stream()
        .collect(Collectors.toMap(Standing::id, it -> it.found().orElseThrow().state()));
  }

  private long audited(String event) {
    return jdbc.sql(
            """
            select count(*)
            from event
            where event = :event
              and fields ->> 'actor' = 'person:ayu'
            """)
        .param("event", event)
        .query(Long.class)
        .single();
  }

  private static Found hang(CountDownLatch never) {
    try {
      never.await();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    return Found.good("", "");
  }

  private static Found broken() {
    throw new IllegalStateException("with a secret");
  }

  private static SetupCheck check(String id, Supplier<Found> look) {
    return new SetupCheck() {
      @Override
      public String id() {
        return id;
      }

      @Override
      public List<String> settings() {
        return List.of();
      }

      @Override
      public Found look() {
        return look.get();
      }
    };
  }
}
