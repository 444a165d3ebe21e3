package ai.agentbar.watch.incident;

import static org.assertj.core.api.Assertions.assertThat;

import ai.agentbar.event.EventLog;
import ai.agentbar.event.EventType;
import ai.agentbar.event.StoredEvent;
import ai.agentbar.event.Subscriptions;
import ai.agentbar.kernel.Actor;
import ai.agentbar.testing.CommerceEvents;
import ai.agentbar.testing.MovableClock;
import ai.agentbar.testing.RoomTest;
import ai.agentbar.watch.alert.Alerts;
import ai.agentbar.watch.alert.FiringId;
import ai.agentbar.watch.playbook.Severity;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@RoomTest
@Import(CommerceEvents.class)
class IncidentsTest {

  private static final Actor AYU = Actor.person("ayu");
  private static final String WEBHOOKS = "webhook_processing_error";
  private static final String SPIKE = "webhook_invalid_signature_spike";

  @Autowired Incidents incidents;
  @Autowired Alerts alerts;
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
  void an_alert_that_fires_opens_an_incident_with_the_clocks_of_its_severity() {
    FiringId firing = night.fire(WEBHOOKS, Severity.P1);

    Incident incident = only();
    assertThat(incident.severity()).isEqualTo(Severity.P1);
    assertThat(incident.state()).isEqualTo(Incident.State.OPEN);
    assertThat(incident.alerts()).extracting(Incident.Member::firing).containsExactly(firing);
    assertThat(incident.acknowledge().orElseThrow().dueAt())
        .isEqualTo(clock.instant().plus(Duration.ofMinutes(10)));
    assertThat(incident.resolve().orElseThrow().dueAt())
        .isEqualTo(clock.instant().plus(Duration.ofMinutes(30)));
    assertThat(incidents.steps(incident))
        .extracting(StepTaken::step)
        .containsExactly(IncidentStep.DETECT);
    assertThat(incidents.ofFiring(firing)).contains(incident);
  }

  @Test
  void what_fires_beside_it_joins_it_and_the_worst_of_them_sets_its_severity() {
    night.fire("outbox_backlog", Severity.P2);
    night.pass(Duration.ofMinutes(25));
    night.fire(WEBHOOKS, Severity.P0);
    night.fire(SPIKE, Severity.P1);

    Incident incident = only();
    assertThat(incident.severity()).isEqualTo(Severity.P0);
    assertThat(incident.alerts()).hasSize(3);
    assertThat(incident.acknowledge().orElseThrow().dueAt())
        .isEqualTo(clock.instant().plus(Duration.ofMinutes(5)));
    assertThat(night.told())
        .extracting(StoredEvent::name)
        .containsSubsequence(
            "INCIDENT_OPENED", "INCIDENT_JOINED", "INCIDENT_SEVERITY_RAISED", "INCIDENT_JOINED");
  }

  @Test
  void the_timeline_holds_whatever_is_told_of_its_firings_by_whatever_room_and_nothing_else() {
    FiringId firing = night.fire(WEBHOOKS, Severity.P1);
    commerce.append(
        told(EventType.NOTIFICATION_SENT, "ALERT_SENT", firing.number()),
        told(EventType.NOTIFICATION_FAILED, "ALERT_DELIVERY_FAILED", firing.number()),
        told(EventType.PROBE_RUN, "PROBE_RAN", firing.number()),
        told(EventType.ACTION_RUN, "ACTION_FINISHED", firing.number()),
        told(EventType.SILENCE_CHANGED, "SILENCE_BEGUN", firing.number()),
        told(EventType.PROBE_RUN, "PROBE_OF_NOBODY", firing.number() + 1_000),
        CommerceEvents.of(EventType.GATEWAY_FAILED, "NOT_OF_A_FIRING", null, Map.of()));
    commerce.settle();

    assertThat(incidents.timeline(only().id()))
        .extracting(it -> it.kind() + " " + it.event())
        .contains(
            "INCIDENT INCIDENT_OPENED",
            "ALERT ALERT_FIRING",
            "MESSAGE ALERT_SENT",
            "MESSAGE ALERT_DELIVERY_FAILED",
            "PROBE PROBE_RAN",
            "ACTION ACTION_FINISHED",
            "SILENCE SILENCE_BEGUN")
        .doesNotContain("PROBE PROBE_OF_NOBODY")
        .noneMatch(it -> it.contains("NOT_OF_A_FIRING"));
  }

  @Test
  void an_event_of_the_firing_told_before_its_incident_existed_is_not_lost_and_stands_once() {
    transaction.executeWithoutResult(
        _ -> {
          // The number is known only inside this transaction, which also opens the incident.
          long next =
              jdbc.sql("select last_value + 1 from alert_firing_id_seq").query(Long.class).single();
          log.append(told(EventType.PROBE_RUN, "PROBE_TOO_EARLY", next));
          assertThat(night.fireHere(WEBHOOKS, Severity.P1).number()).isEqualTo(next);
        });
    commerce.settle();
    commerce.settle();

    assertThat(incidents.timeline(only().id()))
        .filteredOn(it -> it.event().equals("PROBE_TOO_EARLY"))
        .hasSize(1);
  }

  @Test
  void a_timeline_is_bounded_and_says_how_much_is_left_out_and_people_still_find_room() {
    FiringId firing = night.fire(WEBHOOKS, Severity.P1);
    int before = incidents.timeline(only().id()).size();
    for (int batch = 0; batch < 11; batch++) {
      commerce.append(
          IntStream.range(0, 100)
              .mapToObj(_ -> told(EventType.PROBE_RUN, "PROBE_RAN", firing.number()))
              .toArray(CommerceEvents.Told[]::new));
    }
    commerce.settle();

    assertThat(incidents.timeline(only().id())).hasSize(EntryTable.ENTRIES_MAX);
    assertThat(only().entriesLeftOut()).isEqualTo(before + 1_100 - EntryTable.ENTRIES_MAX);
    incidents.comment(only().id(), AYU, "it is the certificate");
    assertThat(incidents.timeline(only().id()).getLast().text()).isEqualTo("it is the certificate");
  }

  @Test
  void acknowledging_stops_the_clock_and_acknowledges_every_alert_of_it() {
    FiringId first = night.fire(WEBHOOKS, Severity.P1);
    FiringId second = night.fire(SPIKE, Severity.P1);
    night.pass(Duration.ofMinutes(4));

    assertThat(incidents.acknowledge(only().id(), AYU, "on it"))
        .isInstanceOf(IncidentChange.Done.class);
    night.pass(Duration.ofMinutes(10));

    assertThat(only().state()).isEqualTo(Incident.State.ACKNOWLEDGED);
    assertThat(only().acknowledge().orElseThrow().isOverdue(clock.instant())).isFalse();
    assertThat(List.of(first, second))
        .allMatch(it -> alerts.firing(it).orElseThrow().acknowledged().isPresent());
    assertThat(night.told())
        .extracting(StoredEvent::name)
        .contains("INCIDENT_ACKNOWLEDGED")
        .doesNotContain("INCIDENT_ESCALATED", "INCIDENT_OVERDUE");
  }

  @Test
  void asked_again_it_acknowledges_what_joined_since_and_keeps_who_was_first() {
    night.fire(WEBHOOKS, Severity.P1);
    incidents.acknowledge(only().id(), AYU, "on it");
    FiringId later = night.fire(SPIKE, Severity.P1);

    incidents.acknowledge(only().id(), Actor.person("budi"), "this too");

    assertThat(alerts.firing(later).orElseThrow().acknowledged().orElseThrow().actor())
        .isEqualTo(Actor.person("budi"));
    assertThat(only().course().acknowledged().orElseThrow().actor()).isEqualTo(AYU);
  }

  @Test
  void who_takes_an_alert_on_has_taken_on_its_incident() {
    FiringId firing = night.fire(WEBHOOKS, Severity.P1);

    alerts.acknowledge(firing, AYU, "seen");
    commerce.settle();

    assertThat(only().course().acknowledged().orElseThrow().actor()).isEqualTo(AYU);
    assertThat(incidents.timeline(only().id()))
        .extracting(Entry::event)
        .contains("ALERT_ACKNOWLEDGED", "INCIDENT_ACKNOWLEDGED");
  }

  @Test
  void a_person_moves_it_through_its_steps_and_each_says_who_when_and_what() {
    FiringId firing = night.fire(WEBHOOKS, Severity.P1);
    IncidentId id = only().id();

    assertThat(incidents.advance(id, IncidentStep.MITIGATE, way(false, ""), AYU))
        .isInstanceOf(IncidentChange.Refused.class);
    done(incidents.advance(id, IncidentStep.ASSESS, way(false, "all QRIS orders"), AYU));
    done(incidents.advance(id, IncidentStep.MITIGATE, way(false, "reconciled"), AYU));
    done(incidents.advance(id, IncidentStep.COMMUNICATE, way(true, "nobody noticed"), AYU));
    assertThat(incidents.resolve(id, AYU, "")).isInstanceOf(IncidentChange.Refused.class);
    night.end(firing, WEBHOOKS);
    done(incidents.resolve(id, AYU, ""));

    assertThat(incidents.steps(incidents.find(id).orElseThrow()))
        .extracting(it -> it.step() + " " + it.way().skipped() + " " + it.way().note())
        .containsExactly(
            "DETECT false " + WEBHOOKS,
            "ASSESS false all QRIS orders",
            "MITIGATE false reconciled",
            "COMMUNICATE true nobody noticed",
            "RESOLVE false ");
  }

  @Test
  void what_still_fires_can_be_called_over_with_a_reason_and_goes_on_firing() {
    FiringId firing = night.fire(WEBHOOKS, Severity.P2);
    IncidentId id = only().id();

    done(incidents.resolve(id, AYU, "known, fixed with the next release"));

    assertThat(incidents.open()).isEmpty();
    assertThat(alerts.firing(firing).orElseThrow().isOver()).isFalse();
    assertThat(incidents.find(id).orElseThrow().postMortem()).isEmpty();
  }

  @Test
  void the_same_alert_within_the_hour_opens_it_again_with_clocks_of_its_own() {
    FiringId firing = night.fire(WEBHOOKS, Severity.P1);
    IncidentId id = only().id();
    incidents.acknowledge(id, AYU, "");
    night.end(firing, WEBHOOKS);
    done(incidents.resolve(id, AYU, "restarted"));
    night.pass(Duration.ofMinutes(59));

    night.fire(WEBHOOKS, Severity.P1);

    Incident again = only();
    assertThat(again.id()).isEqualTo(id);
    assertThat(again.course().round()).isEqualTo(2);
    assertThat(again.state()).isEqualTo(Incident.State.OPEN);
    assertThat(again.postMortem()).isEmpty();
    assertThat(again.acknowledge().orElseThrow().dueAt())
        .isEqualTo(clock.instant().plus(Duration.ofMinutes(10)));
    assertThat(incidents.steps(again))
        .extracting(StepTaken::step)
        .containsExactly(IncidentStep.DETECT);
  }

  @Test
  void a_person_gives_roles_and_a_severity_and_may_not_talk_down_what_fires() {
    night.fire(WEBHOOKS, Severity.P1);
    IncidentId id = only().id();

    done(incidents.assign(id, IncidentRole.COMMANDER, Optional.of(AYU), AYU));
    assertThat(incidents.setSeverity(id, Severity.P3, AYU, "calm down"))
        .isInstanceOf(IncidentChange.Refused.class);
    done(incidents.setSeverity(id, Severity.P0, AYU, "nobody can pay"));

    assertThat(only().severity()).isEqualTo(Severity.P0);
    assertThat(only().roles()).isEqualTo(Map.of(IncidentRole.COMMANDER, AYU));
    done(incidents.assign(id, IncidentRole.COMMANDER, Optional.empty(), AYU));
    assertThat(only().roles()).isEmpty();
  }

  @Test
  void an_unknown_incident_is_unknown_to_every_wish() {
    IncidentId nobody = new IncidentId(987_654_321);

    assertThat(incidents.find(nobody)).isEmpty();
    assertThat(incidents.acknowledge(nobody, AYU, "")).isInstanceOf(IncidentChange.Unknown.class);
    assertThat(incidents.resolve(nobody, AYU, "x")).isInstanceOf(IncidentChange.Unknown.class);
  }

  @Test
  void a_comment_stands_masked_in_the_timeline_and_its_text_in_no_event() {
    night.fire(WEBHOOKS, Severity.P1);

    done(incidents.comment(only().id(), AYU, "buyer budi@example.com waits"));

    assertThat(incidents.timeline(only().id()).getLast().text())
        .isEqualTo("buyer b***@example.com waits");
    assertThat(night.told().toString()).contains("INCIDENT_COMMENTED").doesNotContain("waits");
  }

  private Incident only() {
    assertThat(incidents.open()).hasSize(1);
    return incidents.open().getFirst();
  }

  private static void done(IncidentChange change) {
    assertThat(change).isInstanceOf(IncidentChange.Done.class);
  }

  private static StepTaken.Way way(boolean skipped, String note) {
    return new StepTaken.Way(skipped, note);
  }

  private static CommerceEvents.Told told(EventType type, String name, long firing) {
    return CommerceEvents.of(type, name, null, Map.of("firing", firing));
  }
}
