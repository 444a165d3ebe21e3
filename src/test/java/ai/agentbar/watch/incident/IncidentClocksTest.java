package ai.agentbar.watch.incident;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.agentbar.event.EventLog;
import ai.agentbar.event.StoredEvent;
import ai.agentbar.event.Subscriptions;
import ai.agentbar.kernel.Actor;
import ai.agentbar.testing.CommerceEvents;
import ai.agentbar.testing.MovableClock;
import ai.agentbar.testing.RoomTest;
import ai.agentbar.watch.alert.FiringId;
import ai.agentbar.watch.alert.Silence;
import ai.agentbar.watch.alert.Silences;
import ai.agentbar.watch.alert.Silencing;
import ai.agentbar.watch.delivery.Deliveries;
import ai.agentbar.watch.delivery.Occasion;
import ai.agentbar.watch.incident.Escalating.Escalation;
import ai.agentbar.watch.incident.PostMortems.Saving;
import ai.agentbar.watch.metric.Metric;
import ai.agentbar.watch.metric.MetricWindows;
import ai.agentbar.watch.playbook.Playbooks;
import ai.agentbar.watch.playbook.Severity;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Clocks that run out, the end of an incident, and what is owed after it. */
@RoomTest
@Import(CommerceEvents.class)
class IncidentClocksTest {

  private static final Actor AYU = Actor.person("ayu");
  private static final String WEBHOOKS = "webhook_processing_error";

  @Autowired Incidents incidents;
  @Autowired PostMortems postMortems;
  @Autowired Deliveries deliveries;
  @Autowired Playbooks playbooks;
  @Autowired MetricWindows windows;
  @Autowired IncidentTable table;
  @Autowired IncidentReadTable reading;
  @Autowired StepTable steps;
  @Autowired IncidentTerms terms;
  @Autowired Silenced silenced;
  @Autowired Silences silences;
  @Autowired Escalator escalator;
  @Autowired IncidentLog incidentLog;
  @Autowired CommerceEvents commerce;
  @Autowired MovableClock clock;
  @Autowired EventLog log;
  @Autowired Subscriptions subscriptions;
  @Autowired TransactionTemplate transaction;
  @Autowired JdbcClient jdbc;
  Night night;

  @BeforeEach
  void nothingHasEverHappened() {
    night = new Night(log, subscriptions, transaction, jdbc, clock, commerce);
    night.begin();
  }

  @AfterEach
  void leaveNothingThatFires() {
    night.forget();
  }

  @Test
  void people_are_called_once_at_the_share_and_once_when_the_clock_has_run_out() {
    FiringId firing = night.fire(WEBHOOKS, Severity.P1);
    night.pass(Duration.ofMinutes(7).minusSeconds(1));
    assertThat(night.told("INCIDENT_ESCALATED")).isEmpty();

    night.pass(Duration.ofSeconds(1));
    night.pass(Duration.ofSeconds(1));
    List<StoredEvent> told = night.told("INCIDENT_ESCALATED");
    assertThat(told).hasSize(1);
    assertThat(told.getFirst().message()).contains("70% of the time to acknowledge", "Tech Lead");
    assertThat(escalations(firing)).isPositive();

    night.pass(Duration.ofMinutes(3));
    night.pass(Duration.ofSeconds(1));
    List<StoredEvent> overdue = night.told("INCIDENT_OVERDUE");
    assertThat(overdue).hasSize(1);
    assertThat(overdue.getFirst().level()).isEqualTo("ERROR");
    assertThat(only().acknowledge().orElseThrow().isOverdue(clock.instant())).isTrue();
  }

  @Test
  void what_becomes_worse_after_it_was_taken_on_waits_for_somebody_with_the_time_of_the_worse() {
    FiringId backlog = night.fire("outbox_backlog", Severity.P2);
    IncidentId id = only().id();
    incidents.acknowledge(id, AYU, "on it");
    night.pass(Duration.ofMinutes(10));
    FiringId payments = night.fire(WEBHOOKS, Severity.P0);

    assertThat(only().course().acknowledged()).isEmpty();
    assertThat(only().state()).isEqualTo(Incident.State.OPEN);
    assertThat(incidents.timeline(id))
        .extracting(Entry::event)
        .containsSubsequence("INCIDENT_SEVERITY_RAISED", "INCIDENT_ACKNOWLEDGEMENT_FELL");
    night.told();
    night.pass(Duration.ofSeconds(149));
    assertThat(night.told("INCIDENT_ESCALATED")).isEmpty();
    night.pass(Duration.ofSeconds(1));
    assertThat(night.told("INCIDENT_ESCALATED"))
        .singleElement()
        .satisfies(it -> assertThat(it.message()).contains("50% of the time to acknowledge"));
    assertThat(escalations(payments)).isPositive();
    assertThat(escalations(backlog)).isZero();

    incidents.acknowledge(id, AYU, "that one too");
    night.pass(Duration.ofMinutes(4));
    assertThat(only().state()).isEqualTo(Incident.State.ACKNOWLEDGED);
    assertThat(night.told("INCIDENT_OVERDUE")).isEmpty();
  }

  @Test
  void what_joins_and_is_no_worse_leaves_the_incident_taken_on() {
    night.fire(WEBHOOKS, Severity.P1);
    incidents.acknowledge(only().id(), AYU, "on it");
    night.fire("outbox_backlog", Severity.P2);

    assertThat(only().state()).isEqualTo(Incident.State.ACKNOWLEDGED);
  }

  @Test
  void what_a_person_makes_worse_again_calls_people_again() {
    night.fire("outbox_backlog", Severity.P2);
    IncidentId id = only().id();
    incidents.setSeverity(id, Severity.P0, AYU, "nobody can pay");
    night.pass(Duration.ofMinutes(6));
    incidents.acknowledge(id, AYU, "on it");
    incidents.setSeverity(id, Severity.P2, AYU, "they can");
    night.pass(Duration.ofSeconds(1));
    night.told();
    incidents.setSeverity(id, Severity.P0, AYU, "they cannot after all");
    night.pass(Duration.ofMinutes(5));

    assertThat(night.told("INCIDENT_OVERDUE"))
        .extracting(StoredEvent::message)
        .anyMatch(it -> it.contains("to acknowledge"));
  }

  @Test
  void two_nodes_that_look_at_the_same_moment_call_people_once() throws InterruptedException {
    night.fire(WEBHOOKS, Severity.P1);
    clock.move(Duration.ofMinutes(7));

    sideBySide(4, _ -> node(escalator).step());
    commerce.settle();

    assertThat(night.told("INCIDENT_ESCALATED")).hasSize(1);
  }

  @Test
  void a_node_that_dies_while_it_calls_has_called_nobody_and_the_next_one_does() {
    night.fire(WEBHOOKS, Severity.P1);
    clock.move(Duration.ofMinutes(7));
    IncidentClocks dying =
        node(
            new Escalator(deliveries, playbooks, silenced) {
              @Override
              String call(Incident incident, Escalation escalation) {
                super.call(incident, escalation);
                throw new IllegalStateException("killed");
              }
            });

    assertThatThrownBy(dying::step).hasMessage("killed");
    assertThat(count("incident_escalation")).isZero();
    node(escalator).step();
    node(escalator).step();
    commerce.settle();

    assertThat(night.told("INCIDENT_ESCALATED")).hasSize(1);
  }

  @Test
  void alerts_that_fire_at_once_on_several_nodes_open_one_incident() throws InterruptedException {
    List<String> rules =
        List.of(WEBHOOKS, "webhook_invalid_signature_spike", "outbox_backlog", "outbox_slow");

    sideBySide(
        rules.size(),
        i -> transaction.executeWithoutResult(_ -> night.fireHere(rules.get(i), Severity.P1)));
    commerce.settle();

    assertThat(only().alerts()).hasSize(rules.size());
  }

  @Test
  void a_comment_sent_several_times_at_one_moment_stands_once() throws InterruptedException {
    night.fire(WEBHOOKS, Severity.P1);
    IncidentId id = only().id();

    sideBySide(4, _ -> incidents.comment(id, AYU, "siti@example.com waits"));
    incidents.comment(id, Actor.person("budi"), "siti@example.com waits");
    clock.move(Duration.ofMinutes(1));
    incidents.comment(id, AYU, "siti@example.com waits");

    assertThat(incidents.timeline(id))
        .filteredOn(it -> it.kind() == Entry.Kind.COMMENT)
        .extracting(it -> it.actor().orElseThrow().name())
        .containsExactly("ayu", "budi", "ayu");
  }

  @Test
  void the_end_of_the_last_alert_stops_the_clocks_and_untouched_it_resolves_by_itself() {
    FiringId first = night.fire(WEBHOOKS, Severity.P1);
    FiringId second = night.fire("outbox_backlog", Severity.P2);
    night.end(first, WEBHOOKS);
    assertThat(only().state()).isEqualTo(Incident.State.OPEN);
    night.end(second, "outbox_backlog");
    assertThat(only().state()).isEqualTo(Incident.State.RECOVERED);

    night.pass(Closing.UNTOUCHED_FOR_MAX.minusSeconds(1));
    IncidentId id = only().id();
    night.pass(Duration.ofSeconds(1));

    Incident over = incidents.find(id).orElseThrow();
    assertThat(over.state()).isEqualTo(Incident.State.RESOLVED);
    assertThat(over.course().resolution().orElseThrow().actor()).isEqualTo(Actor.SYSTEM);
    assertThat(over.postMortem().orElseThrow().dueAt())
        .isEqualTo(clock.instant().plus(Duration.ofDays(2)));
    assertThat(over.resolve().orElseThrow().isOverdue(clock.instant())).isFalse();
    assertThat(night.told()).extracting(StoredEvent::name).doesNotContain("INCIDENT_OVERDUE");
  }

  @Test
  void clocks_stand_while_nothing_fires_and_go_on_with_the_alert_that_comes_back() {
    FiringId firing = night.fire(WEBHOOKS, Severity.P1);
    night.pass(Duration.ofMinutes(4));
    night.end(firing, WEBHOOKS);
    night.pass(Duration.ofMinutes(20));
    night.fire(WEBHOOKS, Severity.P1);
    night.pass(Duration.ofMinutes(6).minusSeconds(1));
    assertThat(only().alerts()).hasSize(2);
    assertThat(night.told("INCIDENT_OVERDUE")).isEmpty();

    night.pass(Duration.ofSeconds(1));
    assertThat(night.told("INCIDENT_OVERDUE")).hasSize(1);
    night.pass(Duration.ofMinutes(20));
    assertThat(night.told("INCIDENT_OVERDUE")).hasSize(1);
  }

  @Test
  void nobody_is_called_for_what_is_silenced_and_the_clocks_run_from_when_it_is_said() {
    Silence silence = silence(WEBHOOKS, Duration.ofMinutes(50));
    FiringId firing = night.fire(WEBHOOKS, Severity.P1);
    night.pass(Duration.ofMinutes(49));
    assertThat(night.told())
        .extracting(StoredEvent::name)
        .contains("INCIDENT_OPENED")
        .doesNotContain("INCIDENT_ESCALATED", "INCIDENT_OVERDUE");
    assertThat(escalations(firing)).isZero();

    silences.end(silence.id(), AYU);
    night.pass(Duration.ofMinutes(7).minusSeconds(1));
    assertThat(night.told("INCIDENT_ESCALATED")).isEmpty();
    night.pass(Duration.ofSeconds(1));
    assertThat(night.told("INCIDENT_ESCALATED")).hasSize(1);
    assertThat(escalations(firing)).isPositive();
  }

  @Test
  void a_silenced_alert_that_is_worse_keeps_nobody_from_being_called_for_the_one_beside_it() {
    FiringId told = night.fire(WEBHOOKS, Severity.P1);
    silence("payment_double", Duration.ofMinutes(50));
    FiringId silenced = night.fire("payment_double", Severity.P0);
    night.pass(Duration.ofMinutes(10));

    List<StoredEvent> overdue = night.told("INCIDENT_OVERDUE");
    assertThat(overdue).hasSize(1);
    assertThat(overdue.getFirst().message()).contains("Tech Lead");
    assertThat(escalations(told)).isPositive();
    assertThat(escalations(silenced)).isZero();
  }

  @Test
  void a_silence_that_begins_while_it_fires_stops_the_clocks_where_they_are() {
    night.fire(WEBHOOKS, Severity.P1);
    night.pass(Duration.ofMinutes(4));
    Silence silence = silence(WEBHOOKS, Duration.ofMinutes(50));
    night.pass(Duration.ofMinutes(30));
    silences.end(silence.id(), AYU);
    night.pass(Duration.ofMinutes(6).minusSeconds(1));
    assertThat(night.told("INCIDENT_OVERDUE")).isEmpty();

    night.pass(Duration.ofSeconds(1));
    assertThat(night.told("INCIDENT_OVERDUE")).hasSize(1);
  }

  @Test
  void what_is_silenced_makes_an_incident_no_worse_until_people_are_told_of_it() {
    night.fire("outbox_backlog", Severity.P2);
    Silence silence = silence(WEBHOOKS, Duration.ofMinutes(50));
    night.fire(WEBHOOKS, Severity.P1);
    assertThat(only().severity()).isEqualTo(Severity.P2);
    night.pass(Duration.ofMinutes(20));

    silences.end(silence.id(), AYU);
    commerce.settle();

    assertThat(only().severity()).isEqualTo(Severity.P1);
    assertThat(only().acknowledge().orElseThrow().dueAt())
        .isEqualTo(clock.instant().plus(Duration.ofMinutes(10)));
  }

  @Test
  void what_was_silenced_from_its_begin_to_its_end_owes_no_post_mortem() {
    silence(WEBHOOKS, Duration.ofMinutes(50));
    FiringId firing = night.fire(WEBHOOKS, Severity.P1);
    IncidentId id = only().id();
    night.pass(Duration.ofMinutes(5));
    night.end(firing, WEBHOOKS);
    night.pass(Closing.UNTOUCHED_FOR_MAX);

    Incident over = incidents.find(id).orElseThrow();
    assertThat(over.state()).isEqualTo(Incident.State.RESOLVED);
    assertThat(over.postMortem()).isEmpty();
  }

  @Test
  void what_was_p0_and_is_called_p3_when_it_is_over_owes_its_post_mortem_all_the_same() {
    FiringId firing = night.fire(WEBHOOKS, Severity.P0);
    IncidentId id = only().id();
    night.end(firing, WEBHOOKS);

    assertThat(incidents.setSeverity(id, Severity.P3, AYU, "it was not so bad"))
        .isInstanceOf(IncidentChange.Done.class);
    incidents.resolve(id, AYU, "it is over");

    assertThat(incidents.find(id).orElseThrow().postMortem().orElseThrow().dueAt())
        .isEqualTo(clock.instant().plus(Duration.ofDays(2)));
  }

  @Test
  void what_people_were_told_of_before_it_was_silenced_owes_its_post_mortem() {
    FiringId firing = night.fire(WEBHOOKS, Severity.P1);
    IncidentId id = only().id();
    night.pass(Duration.ofMinutes(1));
    silence(WEBHOOKS, Duration.ofMinutes(50));
    night.end(firing, WEBHOOKS);
    night.pass(Closing.UNTOUCHED_FOR_MAX);

    assertThat(incidents.find(id).orElseThrow().postMortem()).isPresent();
  }

  @Test
  void a_post_mortem_is_owed_counted_as_overdue_and_paid_with_a_signature() {
    FiringId firing = night.fire(WEBHOOKS, Severity.P1);
    IncidentId id = only().id();
    night.end(firing, WEBHOOKS);
    incidents.resolve(id, AYU, "restarted");
    night.pass(Duration.ofDays(2).minusSeconds(1));
    assertThat(overdue()).isZero();

    night.pass(Duration.ofSeconds(1));
    assertThat(overdue()).isEqualTo(1);
    assertThat(night.told("POST_MORTEM_OVERDUE")).hasSize(1);
    assertThat(
            incidents.find(id).orElseThrow().postMortem().orElseThrow().isOverdue(clock.instant()))
        .isTrue();

    assertThat(postMortems.finish(id, Actor.key("robot")))
        .isInstanceOf(IncidentChange.Refused.class);
    assertThat(postMortems.finish(id, AYU)).isInstanceOf(IncidentChange.Done.class);
    commerce.settle();
    assertThat(overdue()).isZero();
    assertThat(postMortems.finish(id, AYU)).isInstanceOf(IncidentChange.Refused.class);
  }

  @Test
  void a_text_is_drafted_until_it_is_saved_and_nobody_overwrites_what_they_did_not_read() {
    FiringId firing = night.fire(WEBHOOKS, Severity.P1);
    IncidentId id = only().id();
    incidents.comment(id, AYU, "the certificate is over");
    night.end(firing, WEBHOOKS);
    PostMortem draft = postMortems.get(id).orElseThrow();
    assertThat(draft.version()).isZero();
    assertThat(draft.text())
        .contains(
            "# Post-mortem: incident " + id,
            "23 orders worth Rp 2.277.000",
            "the certificate is over",
            "```mermaid");

    assertThat(postMortems.save(id, 0, draft.text() + "cause", AYU))
        .isInstanceOf(Saving.Saved.class);
    assertThat(postMortems.save(id, 0, "mine", Actor.person("budi")))
        .isInstanceOf(Saving.Outdated.class);
    String typed = "ours, \u0000 by siti.rahma@example.com, " + "long ".repeat(2_000) + "end";
    assertThat(postMortems.save(id, 1, typed, Actor.person("budi")))
        .isInstanceOf(Saving.Saved.class);

    assertThat(postMortems.get(id).orElseThrow().text())
        .startsWith("ours, \uFFFD by s***@example.com, long")
        .endsWith("long end");
    incidents.resolve(id, AYU, "renewed");
    postMortems.finish(id, AYU);
    assertThat(postMortems.save(id, 2, "later", AYU)).isInstanceOf(Saving.Refused.class);
    assertThat(incidents.steps(incidents.find(id).orElseThrow()).getLast().step())
        .isEqualTo(IncidentStep.POST_MORTEM);
  }

  private Silence silence(String rule, Duration length) {
    Silencing begun = silences.begin(rule, AYU, "planned work", clock.instant().plus(length));
    return ((Silencing.Begun) begun).silence();
  }

  private Incident only() {
    assertThat(incidents.open()).hasSize(1);
    return incidents.open().getFirst();
  }

  private long overdue() {
    return windows
        .read(Set.of(Metric.POST_MORTEM_OVERDUE), Duration.ZERO)
        .value(Metric.POST_MORTEM_OVERDUE);
  }

  private long escalations(FiringId firing) {
    return deliveries.ofFiring(firing).stream()
        .filter(it -> it.occasion() == Occasion.ESCALATED)
        .count();
  }

  private long count(String of) {
    return jdbc.sql("select count(*) from " + of).query(Long.class).single();
  }

  /** Another node: the same code and database, a memory of its own. */
  private IncidentClocks node(Escalator calling) {
    return new IncidentClocks(
        table, reading, steps, terms, silenced, calling, incidentLog, transaction, clock);
  }

  private static void sideBySide(int threads, IntConsumer work) throws InterruptedException {
    CountDownLatch start = new CountDownLatch(1);
    List<Future<Integer>> ended = new ArrayList<>();
    try (ExecutorService nodes = Executors.newFixedThreadPool(threads)) {
      IntStream.range(0, threads)
          .forEach(
              i ->
                  ended.add(
                      nodes.submit(
                          () -> {
                            start.await();
                            work.accept(i);
                            return i;
                          })));
      start.countDown();
    }
    assertThat(ended).allSatisfy(it -> assertThat(it.get()).isNotNegative());
  }
}
