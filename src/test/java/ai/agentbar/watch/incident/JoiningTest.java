package ai.agentbar.watch.incident;

import static ai.agentbar.watch.incident.Sample.START;
import static org.assertj.core.api.Assertions.assertThat;

import ai.agentbar.watch.incident.Joining.Arrival;
import ai.agentbar.watch.incident.Joining.Placement;
import ai.agentbar.watch.playbook.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class JoiningTest {

  private static final Duration SECOND = Duration.ofSeconds(1);

  @Test
  void the_first_alert_opens_an_incident() {
    assertThat(place(arrival("outbox_failed", Severity.P1, START)))
        .isInstanceOf(Placement.Open.class);
  }

  @Test
  void another_rule_joins_within_half_an_hour_of_the_newest_alert_and_not_later() {
    Incident webhooks = Sample.of(1, Severity.P1, "no_webhook").incident();
    Instant last = START.plus(Joining.JOIN_WITHIN);

    assertThat(joined(place(arrival("outbox_backlog", Severity.P2, last), webhooks))).isEqualTo(1);
    assertThat(place(arrival("outbox_backlog", Severity.P2, last.plus(SECOND)), webhooks))
        .isInstanceOf(Placement.Open.class);
  }

  @Test
  void each_alert_that_joins_keeps_the_incident_open_to_more() {
    Instant second = START.plus(Duration.ofMinutes(25));
    Incident grown =
        Sample.of(1, Severity.P1, "no_webhook")
            .joinedBy("pending_aging", Severity.P2, second)
            .incident();

    assertThat(
            joined(
                place(
                    arrival("outbox_backlog", Severity.P2, second.plus(Joining.JOIN_WITHIN)),
                    grown)))
        .isEqualTo(1);
  }

  @Test
  void the_same_rule_joins_its_open_incident_however_old_that_is() {
    Incident old = Sample.of(1, Severity.P2, "outbox_backlog").incident();
    Incident young =
        Sample.of(2, Severity.P1, "no_webhook").joinedBy("x", Severity.P1, day(3)).incident();

    assertThat(joined(place(arrival("outbox_backlog", Severity.P2, day(3)), old, young)))
        .isEqualTo(1);
  }

  @Test
  void of_two_open_incidents_the_one_with_the_newest_alert_is_joined() {
    Incident first = Sample.of(1, Severity.P1, "a").incident();
    Incident second =
        Sample.of(2, Severity.P2, "b").joinedBy("c", Severity.P2, START.plusSeconds(60)).incident();

    assertThat(joined(place(arrival("d", Severity.P2, START.plusSeconds(90)), first, second)))
        .isEqualTo(2);
  }

  @Test
  void what_hinders_nobody_neither_joins_a_payment_incident_nor_takes_a_payment_in() {
    Incident payment = Sample.of(1, Severity.P0, "conversion").incident();
    Incident unsigned = Sample.of(2, Severity.P3, "checklist_unsigned").incident();

    assertThat(place(arrival("checklist_unsigned", Severity.P3, START), payment))
        .isInstanceOf(Placement.Open.class);
    assertThat(place(arrival("conversion", Severity.P0, START), unsigned))
        .isInstanceOf(Placement.Open.class);
    assertThat(joined(place(arrival("checklist_unsigned", Severity.P3, day(2)), unsigned)))
        .isEqualTo(2);
  }

  @Test
  void a_recovered_incident_is_open_and_is_joined() {
    Incident recovered =
        Sample.of(1, Severity.P1, "no_webhook").recoveredAt(START.plusSeconds(60)).incident();

    assertThat(joined(place(arrival("no_webhook", Severity.P1, START.plusSeconds(120)), recovered)))
        .isEqualTo(1);
  }

  @Test
  void the_same_alert_reopens_within_the_hour_after_the_end_and_not_later() {
    Incident over = Sample.of(1, Severity.P1, "no_webhook").resolvedAt(START).incident();
    Instant last = START.plus(Joining.REOPEN_WITHIN);

    assertThat(place(arrival("no_webhook", Severity.P1, last), over))
        .isEqualTo(new Placement.Reopen(over));
    assertThat(place(arrival("no_webhook", Severity.P1, last.plus(SECOND)), over))
        .isInstanceOf(Placement.Open.class);
    assertThat(place(arrival("outbox_failed", Severity.P1, START), over))
        .isInstanceOf(Placement.Open.class);
  }

  private static Instant day(int number) {
    return START.plus(Duration.ofDays(number));
  }

  private static Arrival arrival(String rule, Severity severity, Instant at) {
    return new Arrival(rule, severity, at);
  }

  private static Placement place(Arrival arrival, Incident... recent) {
    return Joining.place(arrival, List.of(recent));
  }

  private static long joined(Placement placement) {
    assertThat(placement).isInstanceOf(Placement.Join.class);
    return ((Placement.Join) placement).incident().id().number();
  }
}
