package ai.agentbar.watch.checklist;

import static org.assertj.core.api.Assertions.assertThat;

import ai.agentbar.watch.checklist.Finding.Verdict;
import ai.agentbar.watch.metric.Metric;
import ai.agentbar.watch.playbook.Band;
import ai.agentbar.watch.playbook.Shift;
import ai.agentbar.watch.playbook.Team;
import ai.agentbar.watch.playbook.Wording;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** When a shift needs its checklist, and what stands in it. */
class ShiftsTest {

  private static final ZoneId JAKARTA = ZoneId.of("Asia/Jakarta");
  private static final List<Shift> SHIFTS =
      List.of(shift("morning", 7, 15), shift("evening", 15, 23), shift("night", 23, 7));

  @Test
  void a_shift_needs_its_checklist_from_its_begin_until_it_must_be_signed() {
    assertThat(due("2026-11-23T06:59:59")).containsExactly("2026-11-22 night");
    assertThat(due("2026-11-23T07:00:00")).contains("2026-11-23 morning");
    assertThat(due("2026-11-23T16:59:59")).contains("2026-11-23 morning", "2026-11-23 evening");
    assertThat(due("2026-11-23T17:00:00")).containsExactly("2026-11-23 evening");
  }

  @Test
  void a_night_shift_belongs_to_the_day_it_begins_in_the_merchants_timezone() {
    assertThat(due("2026-11-24T01:30:00")).containsExactly("2026-11-23 night");
    assertThat(
            Occurrence.due(SHIFTS, JAKARTA, moment("2026-11-24T01:30:00"))
                .getFirst()
                .period()
                .endsAt())
        .isEqualTo(moment("2026-11-24T07:00:00"));
  }

  @Test
  void a_shift_begins_by_the_merchants_clock_and_not_by_jakartas() {
    ZoneId jayapura = ZoneId.of("Asia/Jayapura");
    Instant seven = Instant.parse("2026-11-22T22:00:00Z");

    assertThat(days(Occurrence.due(SHIFTS, jayapura, seven.minusSeconds(1))))
        .containsExactly("2026-11-22 night");
    assertThat(days(Occurrence.due(SHIFTS, jayapura, seven))).contains("2026-11-23 morning");
    assertThat(days(Occurrence.due(SHIFTS, JAKARTA, seven))).doesNotContain("2026-11-23 morning");
  }

  @Test
  void a_shift_that_passed_while_nobody_could_look_is_not_made_up_for() {
    assertThat(due("2026-12-24T12:00:00")).containsExactly("2026-12-24 morning");
  }

  @Test
  void the_items_are_those_of_the_playbook_in_its_order() {
    assertThat(filled(Map.of()))
        .extracting(it -> it.item().name())
        .containsExactly(
            "PAID_AGAINST_PENDING",
            "WEBHOOK_ERRORS",
            "OUTBOX_BACKLOG",
            "WORKER_AND_SCHEDULER",
            "CS_TICKETS");
  }

  @Test
  void each_item_is_judged_by_the_playbooks_band_just_at_and_just_beyond_it() {
    assertThat(verdict(ChecklistItem.OUTBOX_BACKLOG, Metric.OUTBOX_PENDING, 20))
        .isEqualTo(Verdict.GOOD);
    assertThat(verdict(ChecklistItem.OUTBOX_BACKLOG, Metric.OUTBOX_PENDING, 21))
        .isEqualTo(Verdict.BAD);
    assertThat(verdict(ChecklistItem.OUTBOX_BACKLOG, Metric.OUTBOX_FAILED, 1))
        .isEqualTo(Verdict.BAD);
    assertThat(verdict(ChecklistItem.WEBHOOK_ERRORS, Metric.WEBHOOK_PROCESSING_ERROR, 0))
        .isEqualTo(Verdict.GOOD);
    assertThat(verdict(ChecklistItem.WEBHOOK_ERRORS, Metric.WEBHOOK_PROCESSING_ERROR, 1))
        .isEqualTo(Verdict.BAD);
    assertThat(verdict(ChecklistItem.WORKER_AND_SCHEDULER, Metric.SCHEDULER_ALIVE, 0))
        .isEqualTo(Verdict.BAD);
  }

  @Test
  void who_ordered_within_the_last_half_hour_does_not_count_against_the_paid_ratio() {
    Finding fine =
        item(
            ChecklistItem.PAID_AGAINST_PENDING,
            Map.of(
                Metric.PAYMENT_PAID_COUNT, 80L,
                Metric.ORDERS_PENDING, 500L,
                Metric.ORDERS_PENDING_AGING, 20L));
    Finding bad =
        item(
            ChecklistItem.PAID_AGAINST_PENDING,
            Map.of(Metric.PAYMENT_PAID_COUNT, 79L, Metric.ORDERS_PENDING_AGING, 20L));

    assertThat(fine.verdict()).isEqualTo(Verdict.GOOD);
    assertThat(fine.value().english()).contains("80 paid", "500 pending", "20 of them", "(80 %)");
    assertThat(bad.verdict()).isEqualTo(Verdict.BAD);
  }

  @Test
  void tickets_are_asked_and_linked_and_never_judged() {
    Finding tickets = item(ChecklistItem.CS_TICKETS, Map.of());

    assertThat(tickets.verdict()).isEqualTo(Verdict.ASKED);
    assertThat(tickets.link()).isEqualTo("https://desk.example");
  }

  private static Verdict verdict(ChecklistItem item, Metric metric, long value) {
    return item(item, Map.of(metric, value)).verdict();
  }

  private static Finding item(ChecklistItem item, Map<Metric, Long> numbers) {
    return filled(numbers).stream().filter(it -> it.item() == item).findFirst().orElseThrow();
  }

  /** All is well but for these numbers. */
  private static List<Finding> filled(Map<Metric, Long> numbers) {
    Map<Metric, Long> all = new EnumMap<>(Metric.class);
    all.put(Metric.WORKER_ALIVE, 1L);
    all.put(Metric.SCHEDULER_ALIVE, 1L);
    all.putAll(numbers);
    return new Filling(
            all,
            Map.of(
                Metric.ORDERS_PENDING_AGING, atMost(Metric.ORDERS_PENDING_AGING, 20),
                Metric.WEBHOOK_PROCESSING_ERROR, atMost(Metric.WEBHOOK_PROCESSING_ERROR, 0),
                Metric.WEBHOOK_INVALID_SIGNATURE, atMost(Metric.WEBHOOK_INVALID_SIGNATURE, 20),
                Metric.OUTBOX_PENDING, atMost(Metric.OUTBOX_PENDING, 20),
                Metric.OUTBOX_FAILED, atMost(Metric.OUTBOX_FAILED, 0),
                Metric.WORKER_ALIVE, atLeast(Metric.WORKER_ALIVE, 1),
                Metric.SCHEDULER_ALIVE, atLeast(Metric.SCHEDULER_ALIVE, 1)))
        .findings("https://desk.example");
  }

  private static Band atMost(Metric metric, long limit) {
    return new Band(
        metric, Optional.empty(), Optional.empty(), Optional.of(limit), new Wording("≤", "≤"));
  }

  private static Band atLeast(Metric metric, long limit) {
    return new Band(
        metric, Optional.empty(), Optional.of(limit), Optional.empty(), new Wording("≥", "≥"));
  }

  private static List<String> due(String localTime) {
    return days(Occurrence.due(SHIFTS, JAKARTA, moment(localTime)));
  }

  private static List<String> days(List<Occurrence> occurrences) {
    return occurrences.stream().map(it -> it.day() + " " + it.period().shift()).toList();
  }

  private static Instant moment(String localTime) {
    return LocalDateTime.parse(localTime).atZone(JAKARTA).toInstant();
  }

  private static Shift shift(String id, int begins, int ends) {
    return new Shift(
        id,
        new Wording(id, id),
        LocalTime.of(begins, 0),
        LocalTime.of(ends, 0),
        Duration.ofHours(2),
        List.of(new Team("ops", "Ops", List.of(), List.of())));
  }
}
