package ai.agentbar.web.console.board;

import ai.agentbar.watch.metric.Metric;
import ai.agentbar.watch.playbook.Unit;
import ai.agentbar.web.console.Amounts;
import ai.agentbar.web.console.Reader;
import ai.agentbar.web.console.Words;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Messages to buyers that wait, are tried again, or were given up (the playbook, 3.4). */
final class OutboxBoard implements Board {

  private static final String ALL = "/outbox?day=" + Line.DAY;
  private static final String PENDING = "/outbox?state=pending&day=" + Line.DAY;
  private static final String RETRYING = "/outbox?state=retrying&day=" + Line.DAY;
  private static final String FAILED = "/outbox?state=failed&day=" + Line.DAY;
  private static final String UNKNOWN = "/outbox?state=unknown&day=" + Line.DAY;
  private static final String SENT = "/outbox?state=sent&day=" + Line.DAY;

  private static final List<Plot> PLOTS =
      List.of(
          Plot.of(
                  "backlog",
                  Unit.COUNT,
                  new Line.Whole(Metric.OUTBOX_PENDING, PENDING),
                  new Line.Whole(Metric.OUTBOX_RETRYING, RETRYING))
              .normally(Metric.OUTBOX_PENDING),
          Plot.of(
                  "given-up",
                  Unit.COUNT,
                  new Line.Whole(Metric.OUTBOX_FAILED, FAILED),
                  new Line.Whole(Metric.OUTBOX_UNKNOWN, UNKNOWN))
              .normally(Metric.OUTBOX_FAILED),
          Plot.of("wait", Unit.SECONDS, new Line.Whole(Metric.OUTBOX_LATENCY, PENDING))
              .normally(Metric.OUTBOX_LATENCY),
          Plot.of(
              "flow",
              Unit.COUNT,
              new Line.Whole(Metric.OUTBOX_CREATED_COUNT, ALL),
              new Line.Whole(Metric.OUTBOX_SENT_COUNT, SENT),
              new Line.Whole(Metric.OUTBOX_FAILED_COUNT, FAILED)));

  @Override
  public List<Plot> plots() {
    return PLOTS;
  }

  @Override
  public Set<Metric> marked() {
    return Set.of(Metric.REMINDERS_OVERDUE_SECONDS);
  }

  @Override
  public Set<Metric> ofListings() {
    return Set.of(
        Metric.OUTBOX_CREATED_COUNT,
        Metric.OUTBOX_SENT_COUNT,
        Metric.OUTBOX_FAILED_COUNT,
        Metric.OUTBOX_SKIPPED_COUNT);
  }

  @Override
  public List<Figure> figures(Snapshot read, Words words) {
    return List.of(
        standing(Metric.OUTBOX_PENDING, "/outbox?state=pending", read, words),
        standing(Metric.OUTBOX_RETRYING, "/outbox?state=retrying", read, words),
        standing(Metric.OUTBOX_FAILED, "/outbox?state=failed", read, words),
        standing(Metric.OUTBOX_UNKNOWN, "/outbox?state=unknown", read, words),
        standing(Metric.OUTBOX_LATENCY, "/outbox?state=pending", read, words),
        reminders(read, words));
  }

  /** How late the oldest is; that somebody holds them back says why. */
  private static Figure reminders(Snapshot read, Words words) {
    Figure late = standing(Metric.REMINDERS_OVERDUE_SECONDS, "/jobs/reminders", read, words);
    return read.now().value(Metric.REMINDERS_PAUSED) == 0
        ? late
        : new Figure(late.name(), late.value(), words.say("figure.paused"), "warn", late.rows());
  }

  private static Figure standing(Metric metric, String rows, Snapshot read, Words words) {
    long value = read.now().value(metric);
    return new Figure(
        words.of("line", metric.key()),
        Amounts.text(Unit.of(metric), value, words.reader()),
        read.playbook()
            .band(metric)
            .map(it -> words.say("figure.normal", it.normal().in(words.reader().language())))
            .orElse(""),
        read.tone(metric, value),
        rows);
  }

  @Override
  public List<Listing> listings(Snapshot read, Words words) {
    List<Listing.Row> rows =
        read.labels(Metric.OUTBOX_CREATED_COUNT).stream().map(it -> row(it, read, words)).toList();
    return rows.isEmpty()
        ? List.of()
        : List.of(
            new Listing(
                words.say("listing.channels"),
                List.of(
                    words.say("listing.channel"),
                    words.say("listing.created"),
                    words.say("listing.sent"),
                    words.say("listing.failed"),
                    words.say("listing.skipped")),
                rows));
  }

  private static Listing.Row row(String channel, Snapshot read, Words words) {
    long created = read.sum(Metric.OUTBOX_CREATED_COUNT, channel);
    long sent = read.sum(Metric.OUTBOX_SENT_COUNT, channel);
    return new Listing.Row(
        words.of("channel", channel),
        "/outbox?channel=" + channel.toLowerCase(Locale.ROOT),
        Listing.NO_BADGE,
        created == 0 ? 0 : Math.clamp(100 * sent / created, 0, 100),
        "paid",
        List.of(
            words.reader().number(created),
            words.reader().number(sent),
            grown(Metric.OUTBOX_FAILED_COUNT, channel, read, words.reader()),
            grown(Metric.OUTBOX_SKIPPED_COUNT, channel, read, words.reader())));
  }

  private static String grown(Metric metric, String channel, Snapshot read, Reader reader) {
    return reader.number(read.sum(metric, channel));
  }
}
