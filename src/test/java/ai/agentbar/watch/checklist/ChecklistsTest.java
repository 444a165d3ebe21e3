package ai.agentbar.watch.checklist;

import static org.assertj.core.api.Assertions.assertThat;

import ai.agentbar.event.StoredEvent;
import ai.agentbar.event.Subscriptions;
import ai.agentbar.job.JobOutcome;
import ai.agentbar.job.JobResult;
import ai.agentbar.job.Jobs;
import ai.agentbar.kernel.Actor;
import ai.agentbar.testing.CommerceEvents;
import ai.agentbar.testing.MovableClock;
import ai.agentbar.testing.RoomTest;
import ai.agentbar.watch.alert.Alerts;
import ai.agentbar.watch.checklist.Checklists.Notes;
import ai.agentbar.watch.checklist.Checklists.Signing;
import ai.agentbar.watch.metric.Metric;
import ai.agentbar.watch.metric.MetricWindows;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

@RoomTest
@Import(CommerceEvents.class)
class ChecklistsTest {

  private static final ZoneId JAKARTA = ZoneId.of("Asia/Jakarta");
  private static final Actor AYU = Actor.person("ayu");
  private static final AtomicInteger DAYS = new AtomicInteger(2_000);

  @Autowired Checklists checklists;
  @Autowired ChecklistJob job;
  @Autowired Jobs jobs;
  @Autowired Alerts alerts;
  @Autowired MetricWindows windows;
  @Autowired CommerceEvents commerce;
  @Autowired MovableClock clock;
  @Autowired Subscriptions subscriptions;
  @Autowired JdbcClient jdbc;
  LocalDate today;

  /** A new day, early in the morning. */
  @BeforeEach
  void aNewDay() {
    jdbc.sql("delete from checklist_item").update();
    jdbc.sql("delete from checklist").update();
    jdbc.sql("delete from metric_total").update();
    today = RoomTest.START.atZone(JAKARTA).toLocalDate().plusDays(DAYS.addAndGet(10));
    at(5, 0);
    commerce.settle();
    told();
  }

  @Test
  void each_shift_is_filled_in_once_with_value_band_verdict_and_link() {
    run(7, 0);
    run(7, 5);
    run(15, 0);

    assertThat(checklists.today())
        .extracting(it -> it.period().shift())
        .containsExactly("morning", "evening");
    Checklist morning = checklists.today().getFirst();
    assertThat(morning.day()).isEqualTo(today);
    assertThat(morning.signers()).containsExactly("Ops", "DevOps");
    assertThat(morning.findings()).hasSize(ChecklistItem.values().length);
    Finding backlog = item(morning, ChecklistItem.OUTBOX_BACKLOG);
    assertThat(backlog.normal().english()).contains("outbox_pending ≤ 20", "outbox_failed 0");
    assertThat(backlog.link()).isNotBlank();
    assertThat(told("CHECKLIST_FILLED")).hasSize(2);
  }

  @Test
  void the_numbers_follow_until_it_is_signed_and_then_stay_as_they_were_signed() {
    run(7, 0);
    at(8, 0);
    commerce.append(CommerceEvents.processingFailed());
    commerce.settle();
    run(8, 5);
    assertThat(item(morning(), ChecklistItem.WEBHOOK_ERRORS).verdict())
        .isEqualTo(Finding.Verdict.BAD);
    signed(checklists.sign(morning().id(), AYU, tickets(3)));
    at(9, 0);
    commerce.append(CommerceEvents.processingFailed());
    commerce.settle();
    run(9, 5);

    assertThat(item(morning(), ChecklistItem.WEBHOOK_ERRORS).value().english())
        .startsWith("webhook_processing_error 1,");
    assertThat(item(morning(), ChecklistItem.CS_TICKETS).value().english())
        .isEqualTo("3 tickets open");
    assertThat(morning().signed().orElseThrow().actor()).isEqualTo(AYU);
  }

  @Test
  void the_person_who_signs_says_what_nobody_measures_and_notes_what_was_bad() {
    run(7, 0);
    ChecklistId id = morning().id();

    assertThat(checklists.sign(id, AYU, new Notes(Map.of(), OptionalLong.empty())))
        .isInstanceOf(Signing.Refused.class);
    assertThat(checklists.sign(id, Actor.key("robot"), tickets(0)))
        .isInstanceOf(Signing.Refused.class);
    signed(
        checklists.sign(
            id,
            AYU,
            new Notes(
                Map.of(
                    ChecklistItem.CS_TICKETS, "two about late links",
                    ChecklistItem.WORKER_AND_SCHEDULER, "being restarted"),
                OptionalLong.empty())));

    assertThat(checklists.sign(id, AYU, tickets(0))).isInstanceOf(Signing.Refused.class);
    assertThat(item(morning(), ChecklistItem.WORKER_AND_SCHEDULER).note())
        .isEqualTo("being restarted");
    assertThat(checklists.sign(new ChecklistId(987_654_321), AYU, tickets(0)))
        .isInstanceOf(Signing.Unknown.class);
  }

  @Test
  void a_note_is_kept_whatever_letters_it_has() {
    run(7, 0);
    Notes notes = new Notes(Map.of(ChecklistItem.CS_TICKETS, "none \u0000"), OptionalLong.empty());

    signed(checklists.sign(morning().id(), AYU, notes));

    assertThat(morning().findings())
        .filteredOn(it -> it.item() == ChecklistItem.CS_TICKETS)
        .singleElement()
        .satisfies(it -> assertThat(it.note()).isEqualTo("none \uFFFD"));
  }

  @Test
  void one_that_nobody_signs_in_time_fires_p3_once_and_a_late_signature_ends_it() {
    run(7, 0);
    run(16, 59);
    commerce.settle();
    assertThat(unsigned()).isZero();

    run(17, 0);
    run(17, 5);
    commerce.settle();
    assertThat(unsigned()).isEqualTo(1);
    assertThat(morning().isOverdue()).isTrue();
    assertThat(told("CHECKLIST_UNSIGNED")).hasSize(1);
    assertThat(isFiring()).isTrue();

    signed(checklists.sign(morning().id(), AYU, tickets(0)));
    commerce.settle();
    clock.move(Duration.ofSeconds(1));
    commerce.settle();
    assertThat(unsigned()).isZero();
    assertThat(isFiring()).isFalse();
  }

  @Test
  void the_next_shift_that_does_not_sign_either_is_told_too_while_the_first_still_fires() {
    run(7, 0);
    run(17, 0);
    commerce.settle();
    assertThat(isFiring("checklist_unsigned")).isTrue();
    assertThat(isFiring("checklist_unsigned_again")).isFalse();
    run(22, 0);
    today = today.plusDays(1);
    run(0, 59);
    commerce.settle();
    assertThat(isFiring("checklist_unsigned_again")).isFalse();

    run(1, 0);
    commerce.settle();
    assertThat(unsigned()).isEqualTo(2);
    assertThat(isFiring("checklist_unsigned_again")).isTrue();

    clock.move(Duration.ofHours(1).plusSeconds(10));
    commerce.settle();
    assertThat(isFiring("checklist_unsigned_again")).isFalse();
    assertThat(isFiring("checklist_unsigned")).isTrue();
  }

  @Test
  void a_first_start_in_the_afternoon_asks_nobody_about_the_morning_before_it() {
    run(15, 30);
    run(15, 35);
    run(17, 0);

    assertThat(checklists.today()).extracting(it -> it.period().shift()).containsExactly("evening");
    assertThat(told("CHECKLIST_UNSIGNED")).isEmpty();
  }

  @Test
  void a_shift_that_passed_while_the_program_was_down_is_still_asked_about_in_time() {
    run(22, 0);
    today = today.plusDays(1);
    run(15, 30);

    assertThat(checklists.today())
        .extracting(it -> it.period().shift())
        .containsExactly("morning", "evening");
  }

  @Test
  void one_that_nobody_ever_signs_is_given_up_and_stays_visible_as_unsigned() {
    run(7, 0);
    ChecklistId id = morning().id();
    run(17, 0);
    clock.move(ChecklistJob.LAPSES_AFTER);
    job.run();
    commerce.settle();

    assertThat(told()).extracting(StoredEvent::name).contains("CHECKLIST_LAPSED");
    Checklist left = checklists.find(id).orElseThrow();
    assertThat(left.signed()).isEmpty();
    assertThat(left.isOverdue()).isFalse();
  }

  @Test
  void after_midnight_the_evening_still_belongs_to_yesterday_and_can_be_signed() {
    run(22, 59);
    today = today.plusDays(1);
    run(0, 30);

    assertThat(checklists.today()).isEmpty();
    Checklist evening = checklists.history(1).getFirst();
    assertThat(evening.day()).isEqualTo(today.minusDays(1));
    assertThat(evening.period().shift()).isEqualTo("evening");
    signed(checklists.sign(evening.id(), AYU, tickets(1)));
    run(1, 0);
    assertThat(told("CHECKLIST_UNSIGNED"))
        .noneMatch(it -> it.number("checklist") == evening.id().number());
  }

  @Test
  void two_nodes_at_once_fill_in_and_tell_once() {
    at(7, 0);
    sideBySide();
    at(17, 0);
    sideBySide();

    assertThat(checklists.today()).hasSize(2);
    assertThat(told()).extracting(StoredEvent::name).containsOnlyOnce("CHECKLIST_UNSIGNED");
  }

  @Test
  void the_job_is_known_by_the_name_the_metrics_know() {
    at(7, 0);

    assertThat(jobs.run("checklist"))
        .isInstanceOfSatisfying(
            JobOutcome.Ended.class, it -> assertThat(it.result()).isEqualTo(JobResult.DONE));
  }

  private void sideBySide() {
    try (ExecutorService nodes = Executors.newFixedThreadPool(3)) {
      List<Future<Long>> runs = Stream.generate(() -> nodes.submit(job::run)).limit(3).toList();
      assertThat(runs).allSatisfy(run -> assertThat(run.get()).isNotNegative());
    }
  }

  private void run(int hour, int minute) {
    at(hour, minute);
    job.run();
  }

  private void at(int hour, int minute) {
    Instant moment = today.atTime(LocalTime.of(hour, minute)).atZone(JAKARTA).toInstant();
    clock.set(moment);
  }

  private Checklist morning() {
    return checklists.today().getFirst();
  }

  private static Finding item(Checklist checklist, ChecklistItem item) {
    return checklist.findings().stream().filter(it -> it.item() == item).findFirst().orElseThrow();
  }

  private static Notes tickets(long number) {
    return new Notes(Map.of(), OptionalLong.of(number));
  }

  private static void signed(Signing signing) {
    assertThat(signing).isInstanceOf(Signing.Signed.class);
  }

  private long unsigned() {
    return windows
        .read(Set.of(Metric.CHECKLIST_UNSIGNED), Duration.ZERO)
        .value(Metric.CHECKLIST_UNSIGNED);
  }

  private boolean isFiring() {
    return isFiring("checklist_unsigned");
  }

  private boolean isFiring(String rule) {
    return alerts.all().stream().anyMatch(it -> it.rule().id().equals(rule) && it.isFiring());
  }

  private List<StoredEvent> told(String name) {
    return told().stream().filter(it -> it.name().equals(name)).toList();
  }

  private List<StoredEvent> told() {
    List<StoredEvent> events = new ArrayList<>();
    while (subscriptions.advance("checklist-test", 1_000, events::addAll) > 0) {
      // Reads on until nothing is left.
    }
    return events;
  }
}
