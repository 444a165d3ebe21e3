package ai.agentbar.watch.runbook.probe;

import static ai.agentbar.watch.alert.ProbeResult.Verdict.BAD;
import static ai.agentbar.watch.alert.ProbeResult.Verdict.GOOD;
import static ai.agentbar.watch.alert.ProbeResult.Verdict.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;

import ai.agentbar.job.LifeSigns.Sign;
import ai.agentbar.job.Role;
import ai.agentbar.kernel.Actor;
import ai.agentbar.kernel.OrderId;
import ai.agentbar.kernel.Rupiah;
import ai.agentbar.notification.ReminderSwitch.Pause;
import ai.agentbar.notification.ReminderSwitch.Standing;
import ai.agentbar.payment.GatewayHealth.SelfTest;
import ai.agentbar.payment.PaymentFact.Kind;
import ai.agentbar.payment.PaymentFacts.Noted;
import ai.agentbar.watch.alert.ProbeResult.Verdict;
import ai.agentbar.watch.metric.BrokenOrders.Broken;
import ai.agentbar.watch.metric.OpenOrders;
import ai.agentbar.watch.runbook.Finding;
import ai.agentbar.watch.runbook.probe.BacklogProbe.Backlog;
import ai.agentbar.watch.runbook.probe.DatabaseProbe.Vitals;
import ai.agentbar.watch.runbook.probe.PaymentMethodsProbe.Method;
import ai.agentbar.watch.runbook.probe.ResourcesProbe.Samples;
import ai.agentbar.watch.runbook.probe.SignatureProbe.Lately;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** What numbers mean, and the sentence a person reads at night. */
class FindingTest {

  private static final Instant NOW = Instant.parse("2026-11-23T03:00:00Z");
  private static final SelfTest PASSED = new SelfTest(true, true);
  private static final Standing QUIET = new Standing(4, 3, 3, 1, 0, Optional.empty(), 2);

  @Test
  void a_redirect_at_the_endpoint_is_bad_and_says_where_to() {
    Finding finding =
        EndpointProbe.judge(
            new EndpointProbe.Answer(301, false, "https://www.example/", OptionalLong.of(60), 20));
    assertBad(finding, "redirects to https://www.example/");
  }

  @Test
  void somebody_elses_answer_at_the_endpoint_is_bad() {
    assertBad(
        EndpointProbe.judge(new EndpointProbe.Answer(200, false, "", OptionalLong.of(60), 20)),
        "it is not this program");
  }

  @Test
  void a_certificate_is_bad_when_it_ends_within_a_fortnight() {
    assertThat(endpoint(14).verdict()).isEqualTo(GOOD);
    assertBad(endpoint(13), "good for 13 more days");
  }

  @Test
  void the_signature_is_bad_where_the_self_test_fails_or_everything_is_refused() {
    assertThat(SignatureProbe.judge(PASSED, new Lately(40, 25, 2)).verdict()).isEqualTo(GOOD);
    assertThat(SignatureProbe.judge(PASSED, new Lately(0, 0, 0)).verdict()).isEqualTo(GOOD);
    assertBad(
        SignatureProbe.judge(PASSED, new Lately(0, 7, 2)),
        "perhaps the server key is wrong; last 15 min: 0 accepted, 7 bad signature, 2 unreadable");
    assertBad(
        SignatureProbe.judge(new SelfTest(false, true), new Lately(1, 0, 0)), "self-test failed");
    assertBad(
        SignatureProbe.judge(new SelfTest(true, false), new Lately(1, 0, 0)), "self-test failed");
  }

  @Test
  void a_backlog_is_good_while_it_is_small_or_falls() {
    assertThat(backlog(20, 30, 10, 10).verdict()).isEqualTo(GOOD);
    assertThat(backlog(500, 10, 300, 600).verdict()).isEqualTo(GOOD);
    assertBad(
        backlog(21, 30, 10, 65),
        "21 messages wait, the longest for 1 min; in the last 5 min 30 came and 10 left");
  }

  @Test
  void a_few_messages_that_nobody_sends_are_bad() {
    assertThat(backlog(3, 0, 1, 600).verdict()).isEqualTo(GOOD);
    assertThat(backlog(3, 0, 0, 299).verdict()).isEqualTo(GOOD);
    assertThat(backlog(3, 0, 0, 300).verdict()).isEqualTo(BAD);
  }

  @Test
  void reminders_are_bad_when_held_back_or_overdue_for_two_minutes() {
    assertThat(RemindersProbe.judge(Optional.empty(), QUIET, NOW).verdict()).isEqualTo(GOOD);
    assertThat(overdueBy(Duration.ofSeconds(119)).verdict()).isEqualTo(GOOD);
    assertBad(overdueBy(Duration.ofMinutes(2)), "5 overdue, the oldest by 2 min");
    assertBad(
        RemindersProbe.judge(
            Optional.of(
                new Pause(NOW.minus(Duration.ofMinutes(90)), Actor.person("ayu"), "wrong price")),
            QUIET,
            NOW),
        "held back for 1 h 30 min by person:ayu");
  }

  @Test
  void the_methods_that_fail_are_named_alone() {
    Finding finding =
        PaymentMethodsProbe.judge(
            List.of(new Method("qris", 30, 1, 2), new Method("bank_transfer_bca", 1, 8, 1)));
    assertBad(finding, "bank_transfer_bca: 1 paid, 8 denied, 1 expired");
    assertThat(finding.text().english()).doesNotContain("qris");
    assertThat(PaymentMethodsProbe.judge(List.of(new Method("qris", 0, 1, 0))).verdict())
        .isEqualTo(GOOD);
    assertThat(PaymentMethodsProbe.judge(List.of(new Method("qris", 0, 0, 0))).verdict())
        .isEqualTo(UNKNOWN);
  }

  @Test
  void an_instance_that_is_short_of_something_is_named_alone() {
    Finding finding =
        ResourcesProbe.judge(
            new Samples(
                Map.of("a", 20L, "b", 91L),
                Map.of("a", 30L, "b", 70L),
                Map.of("a", 50L, "b", 50L),
                Map.of("a", 40L)));
    assertBad(finding, "b CPU 91%, RAM 70% free, heap 50%, disk ? free");
    assertThat(finding.text().english()).doesNotContain("a CPU");
    assertThat(resources(90, 10, 90, 10)).isEqualTo(GOOD);
    assertThat(resources(90, 9, 90, 10)).isEqualTo(BAD);
    assertThat(resources(90, 10, 91, 10)).isEqualTo(BAD);
    assertThat(resources(90, 10, 90, 9)).isEqualTo(BAD);
    assertThat(ResourcesProbe.judge(new Samples(Map.of(), Map.of(), Map.of(), Map.of())).verdict())
        .isEqualTo(UNKNOWN);
  }

  @Test
  void a_database_is_bad_when_full_slow_or_blocked() {
    assertThat(database(1_000, 80, 60, 5)).isEqualTo(GOOD);
    assertThat(database(1_001, 80, 60, 5)).isEqualTo(BAD);
    assertThat(database(1_000, 81, 60, 5)).isEqualTo(BAD);
    assertThat(database(1_000, 80, 61, 5)).isEqualTo(BAD);
    assertThat(database(1_000, 80, 60, 6)).isEqualTo(BAD);
  }

  @Test
  void workers_are_bad_when_silent_hanging_or_none_and_jobs_when_late() {
    Sign alive = new Sign("a", Role.WORKER, NOW.minusSeconds(15), "");
    Sign silent = new Sign("b", Role.WORKER, NOW.minusSeconds(16), "");
    Sign hanging = new Sign("c", Role.WORKER, NOW, "inbox");
    assertThat(WorkersProbe.judge(List.of(alive), List.of(), NOW).verdict()).isEqualTo(GOOD);
    assertThat(WorkersProbe.judge(List.of(), List.of(), NOW).verdict()).isEqualTo(BAD);
    assertBad(
        WorkersProbe.judge(List.of(alive, silent, hanging), List.of("reminders"), NOW),
        "2 alive; silent: worker@b; hanging: worker@c: inbox; late jobs: reminders");
  }

  @Test
  void pending_orders_are_bad_from_the_playbooks_number_on() {
    assertThat(pending(20).verdict()).isEqualTo(GOOD);
    assertBad(
        pending(21),
        "40 orders wait for payment (Rp 3.960.000), 21 for more than 30 min (Rp 2.079.000)");
  }

  @Test
  void money_names_the_orders_that_break_an_invariant() {
    Rupiah price = new Rupiah(149_000);
    Noted refund = new Noted(new OrderId("231126ABCDEF"), Kind.REFUND, price, NOW);
    Noted twice = new Noted(new OrderId("231126GHJKMN"), Kind.DOUBLE_PAYMENT, price, NOW);
    Broken broken = new Broken("231126PQRSTU", true, false, new Rupiah(99_000));
    Finding refunded = MoneyProbe.judge(List.of(), List.of(refund));
    assertThat(refunded.verdict()).isEqualTo(GOOD);
    assertThat(refunded.text().english())
        .endsWith("1 facts about money in 24 h, Rp 149.000: 231126ABCDEF REFUND Rp 149.000");
    assertBad(
        MoneyProbe.judge(List.of(broken), List.of(refund, twice)),
        "1 paid without access, 0 access without payment, 2 facts about money in 24 h,"
            + " Rp 397.000: 231126PQRSTU PAID_NO_ACCESS Rp 99.000,"
            + " 231126GHJKMN DOUBLE_PAYMENT Rp 149.000, 231126ABCDEF REFUND Rp 149.000");
  }

  private static Finding endpoint(long days) {
    return EndpointProbe.judge(new EndpointProbe.Answer(405, true, "", OptionalLong.of(days), 20));
  }

  private static Finding backlog(long waiting, long came, long left, long oldestSeconds) {
    return BacklogProbe.judge(new Backlog(waiting, came, left, Duration.ofSeconds(oldestSeconds)));
  }

  private static Finding overdueBy(Duration late) {
    return RemindersProbe.judge(
        Optional.empty(), new Standing(9, 3, 3, 1, 5, Optional.of(NOW.minus(late)), 2), NOW);
  }

  private static Verdict resources(long cpu, long memory, long heap, long diskFree) {
    return ResourcesProbe.judge(
            new Samples(
                Map.of("a", cpu), Map.of("a", memory), Map.of("a", heap), Map.of("a", diskFree)))
        .verdict();
  }

  private static Verdict database(long ms, long percent, long transaction, long lockWait) {
    return DatabaseProbe.judge(new Vitals(ms, 10, percent, transaction, 1, lockWait, 1_048_576))
        .verdict();
  }

  private static Finding pending(long old) {
    return PendingOrdersProbe.judge(orders(40), orders(old), Duration.ofMinutes(100));
  }

  private static OpenOrders orders(long count) {
    return new OpenOrders(count, new Rupiah(count * 99_000));
  }

  private static void assertBad(Finding finding, String words) {
    assertThat(finding.verdict()).isEqualTo(BAD);
    assertThat(finding.text().english()).contains(words);
    assertThat(finding.text().indonesian()).isNotBlank();
  }
}
