package ai.agentbar.watch.delivery;

import static ai.agentbar.watch.playbook.Severity.P0;
import static ai.agentbar.watch.playbook.Severity.P1;
import static ai.agentbar.watch.playbook.Severity.P2;
import static org.assertj.core.api.Assertions.assertThat;

import ai.agentbar.kernel.Actor;
import ai.agentbar.kernel.Wib;
import ai.agentbar.testing.MovableClock;
import ai.agentbar.testing.Receivers;
import ai.agentbar.testing.RoomTest;
import ai.agentbar.watch.alert.Alerts;
import ai.agentbar.watch.alert.FiringId;
import ai.agentbar.watch.alert.ProbeResult;
import ai.agentbar.watch.incident.IncidentId;
import ai.agentbar.watch.incident.Incidents;
import ai.agentbar.watch.playbook.Playbooks;
import ai.agentbar.watch.playbook.ProbeName;
import ai.agentbar.watch.playbook.Rule;
import ai.agentbar.watch.playbook.Wording;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@DeliveryRoomTest
class DeliveriesTest {

  private static final AtomicInteger DAY = new AtomicInteger(1_000);
  private static final Duration WINDOW = Duration.ofMillis(1_500);

  /** Told to Tech Lead and DevOps. */
  private static final String RULE = "webhook_processing_error";

  @Autowired DeliveryRoom room;
  @Autowired Deliveries deliveries;
  @Autowired Alerts alerts;
  @Autowired Incidents incidents;
  @Autowired Playbooks playbooks;
  @Autowired Receivers receivers;
  @Autowired MovableClock clock;
  @Autowired JdbcClient jdbc;

  @BeforeEach
  void nothingWasTold() {
    clock.set(RoomTest.START.plus(Duration.ofDays(DAY.incrementAndGet())));
    room.empty();
    receivers.reset();
  }

  @AfterEach
  void leaveNothingBehind() {
    room.empty();
  }

  @Test
  void a_firing_is_told_once_to_each_first_contact_of_each_team_and_to_nobody_else() {
    FiringId firing = room.fires(RULE, P1);
    room.after(WINDOW);
    room.after(Duration.ofSeconds(20));

    assertThat(receivers.mails())
        .extracting(Receivers.Mail::recipient)
        .containsExactlyInAnyOrder("tech.lead@example.com", "devops@example.com");
    assertThat(receivers.posts()).hasSize(2);
    assertThat(receivers.accepted("/alertmanager")).hasSize(1);
    assertThat(receivers.accepted("/telegram")).isEmpty();
    assertThat(receivers.accepted("/whatsapp")).isEmpty();
    assertThat(deliveries.ofFiring(firing))
        .hasSize(5)
        .allMatch(it -> it.state() == DeliveryState.SENT && it.attempts() == 1);
  }

  @Test
  void the_message_waits_for_the_probes_and_leaves_the_moment_they_have_spoken() {
    FiringId firing = room.fires(RULE, P1);
    room.after(Duration.ofMillis(300));
    assertThat(receivers.posts()).isEmpty();

    alerts.diagnosed(
        firing,
        List.of(
            new ProbeResult(
                ProbeName.MIDTRANS_API,
                ProbeResult.Verdict.BAD,
                new Wording("Midtrans tidak menjawab", "Midtrans does not answer"),
                900)));
    room.settle();

    assertThat(receivers.posts())
        .hasSize(2)
        .allMatch(it -> it.contains("✗ Midtrans does not answer"));
  }

  @Test
  void what_a_slow_probe_finds_after_the_message_is_told_once_to_whoever_was_told() {
    FiringId firing = room.fires(RULE, P1);
    found(firing, ProbeResult.Verdict.UNKNOWN);
    room.settle();
    assertThat(receivers.posts()).hasSize(2);
    receivers.reset();

    clock.move(Duration.ofSeconds(9));
    found(firing, ProbeResult.Verdict.BAD);
    room.after(Duration.ofSeconds(10));
    assertThat(receivers.posts())
        .hasSize(2)
        .allMatch(it -> it.contains("A check that took longer found more."))
        .allMatch(it -> it.contains("✗ Midtrans does not answer"));
    receivers.reset();

    found(firing, ProbeResult.Verdict.BAD);
    room.after(Duration.ofSeconds(10));
    assertThat(receivers.posts()).isEmpty();
  }

  @Test
  void a_slow_probe_that_finds_nothing_bad_or_finds_it_for_somebody_who_came_tells_nobody() {
    FiringId calm = room.fires(RULE, P1);
    room.after(WINDOW);
    receivers.reset();
    found(calm, ProbeResult.Verdict.GOOD);
    room.after(Duration.ofSeconds(10));
    assertThat(receivers.posts()).isEmpty();

    alerts.acknowledge(calm, Actor.person("ayu"), "on it");
    found(calm, ProbeResult.Verdict.BAD);
    room.after(Duration.ofSeconds(10));
    assertThat(receivers.posts()).isEmpty();
  }

  @Test
  void what_somebody_probes_later_waits_for_the_next_repetition() {
    FiringId firing = room.fires(RULE, P1);
    room.after(WINDOW);
    receivers.reset();

    clock.move(Duration.ofMinutes(1));
    found(firing, ProbeResult.Verdict.BAD);
    room.after(Duration.ofSeconds(10));
    assertThat(receivers.posts()).isEmpty();
  }

  private void found(FiringId firing, ProbeResult.Verdict verdict) {
    alerts.diagnosed(
        firing,
        List.of(
            new ProbeResult(
                ProbeName.MIDTRANS_API,
                verdict,
                new Wording("Midtrans tidak menjawab", "Midtrans does not answer"),
                900)));
  }

  @Test
  void probes_that_say_nothing_delay_the_message_by_the_window_and_no_longer() {
    room.fires(RULE, P1);
    room.after(WINDOW.minusMillis(1));
    assertThat(receivers.posts()).isEmpty();

    room.after(Duration.ofMillis(1));

    assertThat(receivers.posts()).hasSize(2);
  }

  @Test
  void the_message_says_what_since_when_value_limit_money_severity_who_steps_and_where() {
    FiringId firing = room.fires(RULE, P1);
    room.after(WINDOW);

    assertThat(receivers.posts().getFirst())
        .contains(
            "[SANDBOX] [P1] FIRING: Webhook gagal diproses / Webhook processing error",
            "P1 Webhook processing error: grew by 7",
            "P1 Webhook gagal diproses: tumbuh 7",
            "WIB",
            "Value:     7 (limit 0)",
            "Nilai:     7 (batas 0)",
            "14 orders, Rp 3.400.000",
            "P1, Webhook gagal / notif gagal; ditangani: &lt; 30 menit",
            "Tech Lead, DevOps",
            "1. Cek endpoint availability [belum ada hasil]",
            "Belum ada hasil pemeriksaan.",
            "No findings yet.",
            "[button]",
            "https://watch.example/alerts/" + firing);
    assertThat(receivers.mails().getFirst().data())
        .contains("Subject: [SANDBOX] [P1] FIRING: Webhook gagal diproses")
        .contains("Message-ID: <alert-");
  }

  @Test
  void it_is_told_again_until_somebody_takes_it_on_and_the_message_says_so() {
    Duration every = playbooks.current().terms(P1).repeatEvery();
    FiringId firing = room.fires(RULE, P1);
    room.after(WINDOW);
    room.after(every.minus(WINDOW).minusSeconds(1));
    assertThat(receivers.posts()).hasSize(2);

    room.after(Duration.ofSeconds(1));
    assertThat(receivers.posts()).hasSize(4);
    assertThat(receivers.posts().getLast()).contains("REPEATED", "Nobody has taken this on yet");
    room.after(every);
    assertThat(receivers.posts()).hasSize(6);

    alerts.acknowledge(firing, Actor.person("ayu"), "on it");
    room.after(every.multipliedBy(3));
    assertThat(receivers.posts()).hasSize(6);
    room.ends(firing, RULE);
    room.settle();
    assertThat(receivers.posts()).hasSize(8);
    assertThat(receivers.posts().getLast()).contains("RESOLVED", "person:ayu", "on it");
    assertThat(room.told()).filteredOn("ALERT_REPEATED"::equals).hasSize(4);
  }

  @Test
  void what_has_become_worse_is_told_with_the_numbers_of_now_and_so_is_each_repetition() {
    FiringId firing = room.fires(RULE, P1);
    room.after(WINDOW);
    receivers.reset();

    room.becomesWorse(firing, RULE, P0);
    room.after(WINDOW);
    assertThat(receivers.posts())
        .hasSize(2)
        .allMatch(it -> it.contains("It has become worse, P0 now"))
        .allMatch(it -> it.contains("P0 now. Webhook processing error: grew by 70"))
        .allMatch(it -> it.contains("Value:     70 (limit 0), 7 when it fired, metric"))
        .allMatch(it -> it.contains("At risk:   70 orders, Rp 7.000.000"))
        .noneMatch(it -> it.contains("14 orders"));
    receivers.reset();

    room.isJudged(firing, 90);
    room.after(playbooks.current().terms(P0).repeatEvery());
    assertThat(receivers.posts())
        .hasSize(2)
        .allMatch(it -> it.contains("REPEATED"))
        .allMatch(it -> it.contains("Webhook processing error: grew by 90"))
        .allMatch(it -> it.contains("Value:     90 (limit 0)"));
    assertThat(alerts.firing(firing).orElseThrow().value()).isEqualTo(7);
  }

  @Test
  void what_fires_without_data_is_repeated_with_its_last_numbers_and_that_they_are_old() {
    FiringId firing = room.fires(RULE, P1);
    room.after(WINDOW);
    room.isJudged(firing, 9);
    room.isBlind(RULE, true);
    String since = Wib.brief(clock.instant(), clock.instant());
    receivers.reset();
    try {
      room.after(playbooks.current().terms(P1).repeatEvery());
    } finally {
      room.isBlind(RULE, false);
    }

    assertThat(receivers.posts())
        .hasSize(2)
        .allMatch(it -> it.contains("grew by 9 (old numbers: no data since " + since + ")"))
        .allMatch(it -> it.contains("tumbuh 9 (angka lama: tanpa data sejak " + since + ")"));
  }

  @Test
  void a_finding_says_when_it_was_made() {
    FiringId firing = room.fires(RULE, P1);
    found(firing, ProbeResult.Verdict.BAD);
    String at = Wib.brief(clock.instant(), clock.instant());
    room.after(WINDOW);
    receivers.reset();
    room.after(playbooks.current().terms(P1).repeatEvery());

    assertThat(receivers.posts())
        .hasSize(2)
        .allMatch(it -> it.contains("✗ Midtrans does not answer (" + at + ")"));
  }

  @Test
  void what_has_become_worse_waits_for_the_probes_that_are_asked_anew() {
    FiringId firing = room.fires(RULE, P1);
    room.after(WINDOW);
    receivers.reset();
    room.becomesWorse(firing, RULE, P0);
    room.after(Duration.ofMillis(300));
    assertThat(receivers.posts()).isEmpty();

    found(firing, ProbeResult.Verdict.BAD);
    room.settle();

    assertThat(receivers.posts())
        .hasSize(2)
        .allMatch(it -> it.contains("RAISED") && it.contains("✗ Midtrans does not answer"));
  }

  @Test
  void an_alert_that_is_told_for_two_reasons_at_once_is_told_once() {
    FiringId firing = room.fires(RULE, P1);
    room.after(WINDOW);
    receivers.reset();
    var lead = playbooks.current().team("tech_lead").orElseThrow();
    room.inOne(
        () -> {
          room.becomesWorse(firing, RULE, P0);
          deliveries.escalate(firing, lead, new Wording("segera", "it is high time"));
          return firing;
        });
    room.after(WINDOW);

    assertThat(receivers.posts())
        .hasSize(2)
        .noneMatch(it -> it.contains("alerts in one message"))
        .anyMatch(it -> it.contains("[P0] ESCALATED") && it.contains("it is high time"))
        .anyMatch(it -> it.contains("[P0] RAISED"));
    assertThat(deliveries.ofFiring(firing)).allMatch(it -> it.state() == DeliveryState.SENT);
  }

  @Test
  void the_place_of_a_step_can_be_opened_from_the_message() {
    room.fires("job_timeout", P2);
    room.after(WINDOW);

    assertThat(receivers.posts())
        .isNotEmpty()
        .allMatch(it -> it.contains("[by hand] https://watch.example/jobs"));
  }

  @Test
  void a_firing_that_is_over_is_told_no_more() {
    FiringId firing = room.fires(RULE, P1);
    room.after(WINDOW);
    room.ends(firing, RULE);
    room.settle();
    assertThat(receivers.posts()).hasSize(4);
    assertThat(receivers.posts().getLast())
        .contains("RESOLVED", "Selesai: Webhook gagal diproses", "calm again");

    room.after(Duration.ofHours(3));

    assertThat(receivers.posts()).hasSize(4);
  }

  @Test
  void the_end_is_told_only_to_those_who_were_told_of_the_firing() {
    receivers.slackAnswers(503);
    FiringId firing = room.fires(RULE, P1);
    room.after(WINDOW);
    receivers.slackAnswers(200);
    room.ends(firing, RULE);
    room.after(Duration.ofSeconds(40));

    assertThat(receivers.mails()).hasSize(4);
    // Slack heard of it once: that it fired and is over.
    assertThat(receivers.posts()).hasSize(2).allMatch(it -> it.contains("RESOLVED"));
  }

  @Test
  void what_ends_before_it_was_told_is_told_as_over_and_not_as_firing() {
    FiringId firing = room.fires(RULE, P1);
    room.ends(firing, RULE);
    room.after(WINDOW);
    room.after(Duration.ofMinutes(1));

    assertThat(receivers.posts()).hasSize(2).allMatch(it -> it.contains("RESOLVED"));
  }

  @Test
  void all_alerts_of_a_team_at_once_are_one_message_for_each_contact_and_none_is_missing() {
    List<String> rules =
        playbooks.current().rules().stream()
            .filter(it -> it.card().receivers().stream().anyMatch(t -> t.id().equals("devops")))
            .map(it -> it.id())
            .toList();
    assertThat(rules).as("rules for DevOps").hasSizeGreaterThan(10);
    String many = rules.size() + " ×";
    room.inOne(() -> rules.stream().map(it -> room.fire(it, P1)).toList().getLast());
    room.after(WINDOW);

    assertThat(receivers.mails())
        .filteredOn(it -> it.recipient().equals("devops@example.com"))
        .hasSize(1);
    assertThat(receivers.posts())
        .filteredOn(it -> it.contains(many))
        .hasSize(1)
        .allMatch(it -> it.contains(rules.size() + " alerts in one message"));
    assertThat(room.told()).contains("ALERT_BUNDLED");
    assertThat(deliveries.ofFiring(room.first())).allMatch(it -> it.state() == DeliveryState.SENT);
    room.after(Duration.ofMinutes(1));
    assertThat(receivers.mails())
        .filteredOn(it -> it.recipient().equals("devops@example.com"))
        .hasSize(1);
  }

  @Test
  void two_alerts_at_once_are_told_with_the_answer_to_each() {
    room.inOne(
        () -> {
          room.fire("job_failed", P2);
          return room.fire("job_timeout", P2);
        });
    room.after(WINDOW);

    String told =
        receivers.posts().stream()
            .filter(it -> it.contains("2 alerts in one message"))
            .findFirst()
            .orElseThrow();
    for (String rule : List.of("job_failed", "job_timeout")) {
      Rule.Card card = playbooks.current().rule(rule).orElseThrow().card();
      for (int i = 0; i < card.steps().size(); i++) {
        Wording step = card.steps().get(i).text();
        assertThat(told)
            .contains("%d. %s [".formatted(i + 1, step.indonesian()))
            .contains("%d. %s [".formatted(i + 1, step.english()));
      }
    }
    assertThat(told)
        .contains(
            "value 7 (limit 0), metric job_timeout_count",
            "nilai 7 (batas 0), metrik job_timeout_count")
        .contains("value 7 (limit 0), metric job_failed_count")
        .containsPattern("Since \\d.* WIB; value")
        .contains("Told: DevOps");
  }

  @Test
  void what_is_over_is_told_in_a_bundle_without_steps() {
    FiringId first = room.fires("job_failed", P2);
    FiringId second = room.fires("job_timeout", P2);
    room.after(WINDOW);
    receivers.reset();
    room.ends(first, "job_failed");
    room.ends(second, "job_timeout");
    room.settle();

    assertThat(receivers.posts()).isNotEmpty().noneMatch(it -> it.contains("1. "));
  }

  @Test
  void an_alert_about_money_says_also_that_it_is_none_and_another_one_says_nothing_of_it() {
    room.inOne(
        () -> {
          FiringId money = room.fire("payment_chargeback", P0);
          room.fire("job_timeout", P2);
          jdbc.sql("update alert_firing set orders_at_risk = 0, rupiah_at_risk = 0").update();
          return money;
        });
    room.after(WINDOW);

    assertThat(receivers.posts())
        .filteredOn(it -> it.contains("Chargeback"))
        .isNotEmpty()
        .allMatch(it -> it.contains("At risk:   0 orders, Rp 0"));
    assertThat(receivers.posts())
        .filteredOn(it -> !it.contains("Chargeback"))
        .isNotEmpty()
        .noneMatch(it -> it.contains("At risk"));
  }

  @Test
  void one_message_of_several_alerts_leads_to_the_incident_they_share() {
    FiringId firing = fireTwo();
    room.after(WINDOW);

    IncidentId incident = incidents.ofFiring(firing).orElseThrow().id();
    assertThat(bundles())
        .isNotEmpty()
        .allMatch(it -> it.contains("Open: https://watch.example/incidents/" + incident));
  }

  @Test
  void one_message_of_alerts_that_share_no_incident_leads_to_the_alerts() {
    FiringId firing = fireTwo();
    jdbc.sql("delete from incident_firing where firing_id = :id")
        .param("id", firing.number())
        .update();
    room.after(WINDOW);

    assertThat(bundles())
        .isNotEmpty()
        .allMatch(it -> it.contains("Open: https://watch.example/alerts"))
        .noneMatch(it -> it.contains("/incidents/"));
  }

  private FiringId fireTwo() {
    room.forgetIncidents();
    List<String> rules =
        playbooks.current().rules().stream()
            .filter(it -> it.card().receivers().stream().anyMatch(t -> t.id().equals("devops")))
            .map(it -> it.id())
            .limit(2)
            .toList();
    return room.inOne(() -> rules.stream().map(it -> room.fire(it, P1)).toList().getLast());
  }

  private List<String> bundles() {
    return receivers.posts().stream().filter(it -> it.contains("2 alerts in one message")).toList();
  }

  @Test
  void an_escalation_calls_the_team_with_the_reason_each_time_it_is_asked_for() {
    FiringId firing = room.fires(RULE, P0);
    room.after(WINDOW);
    receivers.reset();
    var product = playbooks.current().team("product").orElseThrow();

    boolean first =
        deliveries.escalate(firing, product, new Wording("2 menit lagi", "2 minutes left"));
    room.settle();
    assertThat(first).isTrue();
    assertThat(receivers.posts()).hasSize(1).allMatch(it -> it.contains("2 minutes left"));
    assertThat(receivers.posts().getFirst()).contains("ESCALATED", "14 orders");

    assertThat(deliveries.escalate(firing, product, new Wording("sekarang", "now"))).isTrue();
    room.settle();
    assertThat(receivers.posts()).hasSize(2);
    assertThat(room.told()).filteredOn("ALERT_ESCALATED"::equals).hasSize(2);

    room.ends(firing, RULE);
    assertThat(deliveries.escalate(firing, product, new Wording("telat", "late"))).isFalse();
  }

  @Test
  void a_firing_that_was_told_of_five_hundred_times_is_told_of_again_and_escalated_as_before() {
    Duration every = playbooks.current().terms(P1).repeatEvery();
    FiringId firing = room.fires(RULE, P1);
    room.after(WINDOW);
    room.wasRepeated(firing, 100);
    room.after(every.multipliedBy(2));
    receivers.reset();

    room.after(every);
    assertThat(receivers.posts()).hasSize(2).allMatch(it -> it.contains("REPEATED"));

    var product = playbooks.current().team("product").orElseThrow();
    for (String why : List.of("first", "second")) {
      assertThat(deliveries.escalate(firing, product, new Wording(why, why))).isTrue();
    }
    receivers.reset();
    room.ends(firing, RULE);
    room.settle();
    assertThat(receivers.posts()).hasSize(2).allMatch(it -> it.contains("RESOLVED"));
  }

  @Test
  void missing_data_is_told_when_it_lasts_and_its_return_to_those_who_were_told() {
    room.stands(RULE, "OK", "NO_DATA");
    room.after(Duration.ofSeconds(29));
    room.stands(RULE, "NO_DATA", "OK");
    room.after(Duration.ofMinutes(5));
    assertThat(receivers.posts()).isEmpty();

    room.stands(RULE, "OK", "NO_DATA");
    room.after(Duration.ofSeconds(30));
    assertThat(receivers.posts()).hasSize(2).allMatch(it -> it.contains("BLINDED"));
    room.stands(RULE, "NO_DATA", "OK");
    room.settle();
    assertThat(receivers.posts()).hasSize(4);
    assertThat(receivers.posts().getLast()).contains("SEEING", "Data is back");
  }

  @Test
  void no_address_and_no_secret_stands_in_an_event_or_in_a_row() {
    receivers.slackAnswers(500);
    receivers.mailIsDown();
    receivers.answers("/alertmanager", new Receivers.Answer(500, "", Map.of()));
    room.fires(RULE, P1);
    room.after(WINDOW);
    room.after(Duration.ofSeconds(10));
    room.after(Duration.ofSeconds(30));

    assertThat(receivers.accepted("/telegram")).isNotEmpty();
    assertThat(receivers.accepted("/whatsapp")).isNotEmpty();
    assertThat(room.everythingStored())
        .contains("ALERT_FALLBACK", "FIRING")
        .doesNotContain(
            "@example.com", "/slack/", "/alertmanager/", "100200300", "81234567001", "secret");
  }

  @Test
  void deliveries_created_are_those_sent_failed_cancelled_and_waiting() {
    FiringId one = room.fires(RULE, P1);
    room.after(WINDOW);
    receivers.slackAnswers(503);
    room.fires("no_webhook", P1);
    room.after(Duration.ofMinutes(12));
    room.ends(one, RULE);
    room.after(Duration.ofSeconds(5));

    assertThat(room.told()).contains("ALERT_DELIVERY_CANCELLED", "ALERT_SENT", "ALERT_FALLBACK");
    assertThat(room.toldToWait()).isEqualTo(room.waiting()).isPositive();
  }
}
