package ai.agentbar.web.console.board;

import ai.agentbar.watch.metric.Latency;
import ai.agentbar.watch.metric.Metric;
import ai.agentbar.watch.playbook.Unit;
import ai.agentbar.web.console.Amounts;
import ai.agentbar.web.console.Reader;
import ai.agentbar.web.console.Words;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The health of Midtrans' notifications (the playbook, 3.2). */
final class WebhookBoard implements Board {

  private static final String ALL = "/inbox?day=" + Line.WIB_DAY;
  private static final String FAILED = "/inbox?state=failed";

  private static final List<Plot> PLOTS =
      List.of(
          Plot.of(
              "received",
              Unit.COUNT,
              new Line.Whole(Metric.WEBHOOK_RECEIVED_TOTAL, ALL),
              new Line.Whole(
                  Metric.WEBHOOK_APPLIED_COUNT, "/inbox?state=applied&day=" + Line.WIB_DAY),
              new Line.Whole(
                  Metric.WEBHOOK_IGNORED_COUNT, "/inbox?state=ignored&day=" + Line.WIB_DAY)),
          Plot.of("errors", Unit.COUNT, new Line.Whole(Metric.WEBHOOK_PROCESSING_ERROR, FAILED))
              .normally(Metric.WEBHOOK_PROCESSING_ERROR),
          Plot.of("signature", Unit.COUNT, new Line.Whole(Metric.WEBHOOK_INVALID_SIGNATURE, ALL))
              .normally(Metric.WEBHOOK_INVALID_SIGNATURE),
          Plot.of(
              "latency",
              Unit.MILLISECONDS,
              new Line.Percentile(95, ALL),
              new Line.Percentile(50, ALL)));

  @Override
  public List<Plot> plots() {
    return PLOTS;
  }

  @Override
  public Set<Metric> marked() {
    return Set.of(Metric.WEBHOOK_REJECTED_TOTAL, Metric.BALANCE_BROKEN);
  }

  @Override
  public Set<Metric> ofFigures() {
    return EnumSet.of(
        Metric.WEBHOOK_PROCESSING_ERROR,
        Metric.WEBHOOK_INVALID_SIGNATURE,
        Metric.WEBHOOK_LATENCY_MS);
  }

  @Override
  public List<Figure> figures(Snapshot read, Words words) {
    Reader reader = words.reader();
    Latency latency = latency(read);
    return List.of(
        new Figure(
            words.say("line.webhook_received_total"),
            reader.number(read.sum(Metric.WEBHOOK_RECEIVED_TOTAL)),
            lastReceived(read, words),
            read.fires(Set.of(Metric.WEBHOOK_RECEIVED_TOTAL)) ? "bad" : "",
            "/inbox"),
        counted(Metric.WEBHOOK_PROCESSING_ERROR, FAILED, read, words),
        counted(Metric.WEBHOOK_INVALID_SIGNATURE, "/inbox", read, words),
        new Figure(
            words.say("figure.latency"),
            slowest(latency, 0.95, reader),
            words.say("figure.latency.more", slowest(latency, 0.5, reader)),
            "",
            "/inbox"));
  }

  private static Figure counted(Metric metric, String rows, Snapshot read, Words words) {
    long count = read.sum(metric);
    return new Figure(
        words.of("line", metric.key()),
        words.reader().number(count),
        "",
        read.tone(metric, count),
        rows);
  }

  private static String lastReceived(Snapshot read, Words words) {
    return read.now()
        .lastSeen(Metric.WEBHOOK_RECEIVED_TOTAL)
        .map(
            it ->
                words.say(
                    "figure.last-received", words.reader().lasted(Duration.between(it, read.at()))))
        .orElseGet(() -> words.say("figure.never-received"));
  }

  private static Latency latency(Snapshot read) {
    Map<String, Long> ranges =
        read.courses().labels(Metric.WEBHOOK_LATENCY_MS).stream()
            .collect(
                Collectors.toMap(
                    it -> it, it -> read.courses().of(Metric.WEBHOOK_LATENCY_MS, it).sum()));
    return new Latency(ranges);
  }

  private static String slowest(Latency latency, double share, Reader reader) {
    return latency
        .percentileMs(share)
        .map(it -> "≤\u00a0" + Amounts.text(Unit.MILLISECONDS, it, reader))
        .orElse(Reader.NOTHING);
  }
}
