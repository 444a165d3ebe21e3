package ai.agentbar.watch.checklist;

import ai.agentbar.watch.checklist.Finding.Verdict;
import ai.agentbar.watch.metric.Metric;
import ai.agentbar.watch.playbook.Band;
import ai.agentbar.watch.playbook.Wording;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Fills in the items from the numbers and the playbook's bands. Pure.
 *
 * @param numbers counters since the shift began, gauges as they stand
 */
record Filling(Map<Metric, Long> numbers, Map<Metric, Band> bands) {

  /**
   * Of the orders that were paid and those that should have been by now, so many percent are paid:
   * the playbook's threshold of the conversion. Who has ordered within the last half hour is not
   * counted against it.
   */
  static final int PAID_PERCENT_MIN = 80;

  private static final Locale INDONESIAN = Locale.of("id");

  List<Finding> findings(String ticketsLink) {
    return List.of(
        paidAgainstPending(),
        measured(
            ChecklistItem.WEBHOOK_ERRORS,
            Metric.WEBHOOK_PROCESSING_ERROR,
            Metric.WEBHOOK_INVALID_SIGNATURE),
        measured(ChecklistItem.OUTBOX_BACKLOG, Metric.OUTBOX_PENDING, Metric.OUTBOX_FAILED),
        measured(ChecklistItem.WORKER_AND_SCHEDULER, Metric.WORKER_ALIVE, Metric.SCHEDULER_ALIVE),
        tickets(ticketsLink));
  }

  private Finding paidAgainstPending() {
    long paid = number(Metric.PAYMENT_PAID_COUNT);
    long aging = number(Metric.ORDERS_PENDING_AGING);
    long percent = paid + aging == 0 ? 100 : paid * 100 / (paid + aging);
    boolean good = percent >= PAID_PERCENT_MIN && holds(Metric.ORDERS_PENDING_AGING);
    return new Finding(
        ChecklistItem.PAID_AGAINST_PENDING,
        verdict(good),
        new Wording(
            "%d dibayar sejak awal shift, %d menunggu, %d di antaranya > 30 menit (%d %%)"
                .formatted(paid, number(Metric.ORDERS_PENDING), aging, percent),
            "%d paid since the shift began, %d pending, %d of them > 30 minutes (%d %%)"
                .formatted(paid, number(Metric.ORDERS_PENDING), aging, percent)),
        new Wording(
            "≥ %d %% dari yang dibayar dan yang menunggu > 30 menit; %s"
                .formatted(PAID_PERCENT_MIN, normal(INDONESIAN, Metric.ORDERS_PENDING_AGING)),
            "≥ %d %% of those paid and those pending > 30 minutes; %s"
                .formatted(PAID_PERCENT_MIN, normal(Locale.ENGLISH, Metric.ORDERS_PENDING_AGING))),
        ChecklistItem.PAID_AGAINST_PENDING.board(),
        "");
  }

  private Finding measured(ChecklistItem item, Metric first, Metric second) {
    String value = each(it -> it.key() + " " + number(it), first, second);
    return new Finding(
        item,
        verdict(holds(first) && holds(second)),
        new Wording(value, value),
        new Wording(
            each(it -> normal(INDONESIAN, it), first, second),
            each(it -> normal(Locale.ENGLISH, it), first, second)),
        item.board(),
        "");
  }

  private static Finding tickets(String link) {
    return new Finding(
        ChecklistItem.CS_TICKETS,
        Verdict.ASKED,
        new Wording("Diisi saat ditandatangani", "Filled in when it is signed"),
        new Wording("Tidak ada keluhan yang tertinggal", "No complaint is left behind"),
        link,
        "");
  }

  private long number(Metric metric) {
    return numbers.getOrDefault(metric, 0L);
  }

  /** A metric without a band has no normal, and is never bad. */
  private boolean holds(Metric metric) {
    Band band = bands.get(metric);
    return band == null || band.holds(number(metric));
  }

  private String normal(Locale reader, Metric metric) {
    Band band = bands.get(metric);
    return metric.key() + " " + (band == null ? "–" : band.normal().in(reader));
  }

  private static String each(Function<Metric, String> words, Metric... metrics) {
    return Stream.of(metrics).map(words).collect(Collectors.joining(", "));
  }

  private static Verdict verdict(boolean good) {
    return good ? Verdict.GOOD : Verdict.BAD;
  }
}
