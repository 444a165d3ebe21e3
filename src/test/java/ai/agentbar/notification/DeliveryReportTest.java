package ai.agentbar.notification;

import static ai.agentbar.notification.ChannelName.WHATSAPP;
import static ai.agentbar.notification.MessageTemplate.PAYMENT_INSTRUCTION;
import static org.assertj.core.api.Assertions.assertThat;

import ai.agentbar.job.WorkLoops;
import ai.agentbar.kernel.OrderId;
import ai.agentbar.testing.MovableClock;
import ai.agentbar.testing.RoomTest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;

/** What a provider tells of messages it took: in any order, and again and again. */
@RoomTest
@Import(ScriptedChannel.All.class)
@TestPropertySource(properties = "agentbar.notification.whatsapp.per-second=5000")
class DeliveryReportTest {

  private static final SendResult UNKNOWN = new SendResult.Unknown("read timed out");
  private static final SendResult REFUSED = new SendResult.Refused("131026 undeliverable");
  private static final SendResult LATER = new SendResult.Later("131000", Optional.empty());
  private static final SendResult NONE = new SendResult.Accepted("");

  @Autowired OrderLife life;
  @Autowired ScriptedChannel whatsapp;
  @Autowired Outbox outbox;
  @Autowired WorkLoops work;
  @Autowired MovableClock clock;
  @Autowired JdbcClient jdbc;

  @BeforeEach
  void nothingWaits() {
    work.settle();
    jdbc.sql("delete from notification_outbox").update();
    clock.move(Duration.ofHours(1));
    whatsapp.reset();
  }

  @Test
  void reports_in_any_order_and_repeated_leave_the_highest_and_each_is_told_once() {
    Random random = new Random(20261123);
    for (int round = 0; round < 10; round++) {
      OrderId id = sent();
      List<DeliveryStatus> reports =
          new ArrayList<>(
              List.of(
                  DeliveryStatus.SENT,
                  DeliveryStatus.DELIVERED,
                  DeliveryStatus.READ,
                  DeliveryStatus.SENT,
                  DeliveryStatus.DELIVERED,
                  DeliveryStatus.READ));
      Collections.shuffle(reports, random);
      reports.forEach(it -> report(id, it, NONE));

      assertThat(row(id).provider().status()).isEqualTo(DeliveryStatus.READ);
      assertThat(row(id).state()).isEqualTo(OutboxState.SENT);
      List<String> steps = life.steps(id, WHATSAPP, PAYMENT_INSTRUCTION);
      assertThat(steps).doesNotHaveDuplicates().contains("MESSAGE_READ SENT>SENT");
    }
  }

  @Test
  void a_message_that_was_taken_and_of_which_nothing_is_reported_is_told_once_after_half_an_hour() {
    whatsapp.reports(true);
    OrderId held = sent();
    OrderId delivered = sent();
    report(delivered, DeliveryStatus.SENT, NONE);
    clock.move(Duration.ofMinutes(30));
    work.settle();
    assertThat(unconfirmed(held)).isZero();

    clock.move(Duration.ofSeconds(10));
    work.settle();
    clock.move(Duration.ofHours(1));
    work.settle();

    assertThat(unconfirmed(held)).isEqualTo(1);
    assertThat(unconfirmed(delivered)).isZero();
    assertThat(life.told(held)).last().matches(it -> it.level().equals("WARN"));
    assertThat(row(held).state()).isEqualTo(OutboxState.SENT);
  }

  @Test
  void where_no_reports_are_received_none_is_missed() {
    OrderId id = sent();
    clock.move(Duration.ofHours(1));
    work.settle();

    assertThat(unconfirmed(id)).isZero();
  }

  @Test
  void a_report_proves_that_a_message_of_unknown_fate_arrived_and_no_other_try_follows() {
    OrderId id = life.open();
    whatsapp.answers(UNKNOWN);
    work.settle();
    assertThat(row(id).state()).isEqualTo(OutboxState.RETRYING);

    assertThat(report(id, DeliveryStatus.DELIVERED, NONE)).isEqualTo(Reporting.APPLIED);
    clock.move(Duration.ofHours(1));
    work.settle();

    assertThat(whatsapp.messages()).hasSize(1);
    assertThat(row(id).tries().possibleDouble()).isFalse();
    assertThat(life.steps(id, WHATSAPP, PAYMENT_INSTRUCTION))
        .containsExactly(
            "MESSAGE_QUEUED >PENDING",
            "MESSAGE_RETRIED PENDING>RETRYING",
            "MESSAGE_SENT RETRYING>SENT",
            "MESSAGE_DELIVERED SENT>SENT");
  }

  @Test
  void a_report_that_outruns_the_providers_own_answer_counts_and_the_answer_changes_nothing() {
    OrderId id = life.open();
    whatsapp.answers(
        message -> {
          report(id, DeliveryStatus.READ, NONE);
          return UNKNOWN;
        });
    work.settle();
    clock.move(Duration.ofHours(1));
    work.settle();

    assertThat(whatsapp.messages()).hasSize(1);
    assertThat(row(id).state()).isEqualTo(OutboxState.SENT);
    assertThat(row(id).provider().status()).isEqualTo(DeliveryStatus.READ);
  }

  @Test
  void a_message_the_provider_could_never_deliver_is_failed() {
    OrderId id = sent();
    assertThat(report(id, DeliveryStatus.FAILED, REFUSED)).isEqualTo(Reporting.APPLIED);
    assertThat(report(id, DeliveryStatus.FAILED, REFUSED)).isEqualTo(Reporting.REPEATED);
    assertThat(report(id, DeliveryStatus.SENT, NONE)).isEqualTo(Reporting.REPEATED);

    assertThat(life.steps(id, WHATSAPP, PAYMENT_INSTRUCTION))
        .containsExactly(
            "MESSAGE_QUEUED >PENDING", "MESSAGE_SENT PENDING>SENT", "MESSAGE_FAILED SENT>FAILED");
    assertThat(row(id).reason()).isEqualTo("131026 undeliverable");
  }

  @Test
  void a_message_the_provider_could_not_deliver_now_is_sent_again_and_an_old_report_is_old() {
    OrderId id = sent();
    report(id, DeliveryStatus.FAILED, LATER);
    String first = "p-%s-1".formatted(row(id).key());
    clock.move(Duration.ofHours(1));
    work.settle();
    assertThat(whatsapp.messages()).hasSize(2);
    assertThat(row(id).state()).isEqualTo(OutboxState.SENT);
    assertThat(row(id).tries().possibleDouble()).isFalse();

    assertThat(reportOf(id, first, DeliveryStatus.FAILED, LATER)).isEqualTo(Reporting.REPEATED);
    assertThat(row(id).state()).isEqualTo(OutboxState.SENT);
    for (int i = 2; i <= 5; i++) {
      report(id, DeliveryStatus.FAILED, LATER);
      clock.move(Duration.ofHours(1));
      work.settle();
    }
    assertThat(whatsapp.messages()).hasSize(5);
    assertThat(row(id).state()).isEqualTo(OutboxState.FAILED);
  }

  @Test
  void a_message_is_found_by_the_providers_name_and_a_stranger_is_not() {
    OrderId id = sent();
    String providerId = Objects.requireNonNull(row(id).provider().id());

    assertThat(outbox.report(reportWith("", providerId, DeliveryStatus.READ, NONE)))
        .isEqualTo(Reporting.APPLIED);
    assertThat(outbox.report(reportWith("", "wamid.other", DeliveryStatus.READ, NONE)))
        .isEqualTo(Reporting.UNMATCHED);
    assertThat(outbox.report(reportWith("", "", DeliveryStatus.READ, NONE)))
        .isEqualTo(Reporting.UNMATCHED);
    assertThat(outbox.report(reportWith("no-key", "", DeliveryStatus.READ, NONE)))
        .isEqualTo(Reporting.UNMATCHED);
  }

  private long unconfirmed(OrderId id) {
    return life.told(id).stream().filter(it -> it.name().equals("MESSAGE_UNCONFIRMED")).count();
  }

  private OrderId sent() {
    OrderId id = life.open();
    work.settle();
    return id;
  }

  private Reporting report(OrderId id, DeliveryStatus status, SendResult result) {
    String providerId = row(id).provider().id();
    return reportOf(id, providerId == null ? "" : providerId, status, result);
  }

  private Reporting reportOf(
      OrderId id, String providerId, DeliveryStatus status, SendResult result) {
    return outbox.report(reportWith(row(id).key(), providerId, status, result));
  }

  private DeliveryReport reportWith(
      String key, String providerId, DeliveryStatus status, SendResult result) {
    return new DeliveryReport(key, providerId, status, clock.instant(), result);
  }

  private OutboxMessage row(OrderId id) {
    return outbox.ofOrder(id).stream()
        .filter(it -> it.channel() == WHATSAPP)
        .findFirst()
        .orElseThrow();
  }
}
