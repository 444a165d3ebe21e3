package ai.agentbar.web.console;

import ai.agentbar.kernel.Rupiah;
import ai.agentbar.kernel.Wib;
import ai.agentbar.watch.alert.Alert;
import ai.agentbar.watch.alert.AlertState;
import ai.agentbar.watch.delivery.Deliveries;
import ai.agentbar.watch.metric.Metric;
import ai.agentbar.watch.playbook.ContactKind;
import ai.agentbar.watch.playbook.Step;
import java.text.NumberFormat;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** The live page in one language: every number as the reader sees it. */
public record BoardView(
    String at,
    String verdict,
    int firingCount,
    String paidRecently,
    String rupiahRecently,
    String attemptsRecently,
    List<FiringView> firing,
    List<RuleView> others,
    List<FunnelStep> funnel,
    Figures recent,
    Figures total,
    WebhookView webhooks,
    ChartView chart) {

  /**
   * What fires.
   *
   * @param link to its page
   */
  public record FiringView(
      String link,
      String title,
      String description,
      String severity,
      String since,
      String lasted,
      String value,
      String limit,
      String reason,
      boolean stale,
      List<String> steps,
      List<ToldView> told) {}

  /**
   * One message to one team.
   *
   * @param state in lower case, for the stylesheet and the message key
   */
  public record ToldView(String team, String channel, String state) {}

  public record RuleView(String title, String state) {}

  /**
   * One line of the funnel.
   *
   * @param width of its bar in percent of the widest
   */
  public record FunnelStep(String key, String recent, String total, int width) {}

  public record Figures(String conversion, String failed, String expired, String rupiah) {}

  public record WebhookView(
      String received,
      String receivedTotal,
      String invalid,
      String invalidTotal,
      String errors,
      String errorsTotal,
      String p50,
      String p95,
      String lastReceived) {}

  private static final String NOTHING = "–";
  private static final List<Metric> FUNNEL =
      List.of(
          Metric.CHECKOUT_CREATED_COUNT,
          Metric.PAYMENT_ATTEMPT_COUNT,
          Metric.PAYMENT_PAID_COUNT,
          Metric.PAYMENT_FAILED_COUNT,
          Metric.PAYMENT_EXPIRED_COUNT);

  static BoardView of(Board board, Locale locale) {
    NumberFormat number = NumberFormat.getIntegerInstance(locale);
    return new BoardView(
        Wib.readable(board.at()),
        board.verdict().name().toLowerCase(Locale.ROOT),
        board.firing().size(),
        number.format(board.recent(Metric.PAYMENT_PAID_COUNT)),
        rupiah(board.recent(Metric.PAYMENT_PAID_RUPIAH)),
        number.format(board.recent(Metric.PAYMENT_ATTEMPT_COUNT)),
        board.firing().stream().map(it -> firing(it, board, locale)).toList(),
        board.others().stream().map(it -> rule(it, locale)).toList(),
        FUNNEL.stream().map(it -> step(board, it, number)).toList(),
        new Figures(
            share(
                board.recent(Metric.PAYMENT_PAID_COUNT),
                board.recent(Metric.PAYMENT_ATTEMPT_COUNT)),
            number.format(board.recent(Metric.PAYMENT_FAILED_COUNT)),
            number.format(board.recent(Metric.PAYMENT_EXPIRED_COUNT)),
            rupiah(board.recent(Metric.PAYMENT_PAID_RUPIAH))),
        new Figures(
            share(
                board.total(Metric.PAYMENT_PAID_COUNT), board.total(Metric.PAYMENT_ATTEMPT_COUNT)),
            number.format(board.total(Metric.PAYMENT_FAILED_COUNT)),
            number.format(board.total(Metric.PAYMENT_EXPIRED_COUNT)),
            rupiah(board.total(Metric.PAYMENT_PAID_RUPIAH))),
        webhooks(board, number),
        ChartView.of(board.receivedPerMinute(), board.paidPerMinute()));
  }

  private static FiringView firing(Alert alert, Board board, Locale locale) {
    Instant now = board.at();
    Instant since =
        alert.state().known() instanceof AlertState.Firing firing ? firing.since() : now;
    return new FiringView(
        alert.firing().map(it -> "/alerts/" + it.id()).orElse("/alerts"),
        alert.rule().card().title().in(locale),
        alert.rule().card().description().in(locale),
        alert.rule().card().severity().name(),
        Wib.readable(since),
        lasted(Duration.between(since, now)),
        alert.valueText(),
        alert.limitText(),
        alert.reason().in(locale),
        alert.state() instanceof AlertState.NoData,
        alert.rule().card().steps().stream().map((Step it) -> it.text().in(locale)).toList(),
        board.told(alert).stream()
            .map(
                (Deliveries.Told it) ->
                    new ToldView(
                        it.team(),
                        channel(it.channel()),
                        it.state().name().toLowerCase(Locale.ROOT)))
            .toList());
  }

  private static String channel(ContactKind kind) {
    return switch (kind) {
      case EMAIL -> "email";
      case SLACK -> "Slack";
      case WHATSAPP -> "WhatsApp";
      case TELEGRAM -> "Telegram";
      case ALERTMANAGER -> "webhook";
    };
  }

  private static RuleView rule(Alert alert, Locale locale) {
    return new RuleView(
        alert.rule().card().title().in(locale), alert.state().label().toLowerCase(Locale.ROOT));
  }

  private static FunnelStep step(Board board, Metric metric, NumberFormat number) {
    long widest = FUNNEL.stream().mapToLong(board::recent).max().orElse(0);
    long recent = board.recent(metric);
    return new FunnelStep(
        metric.key(),
        number.format(recent),
        number.format(board.total(metric)),
        widest == 0 ? 0 : (int) Math.round(100.0 * recent / widest));
  }

  private static WebhookView webhooks(Board board, NumberFormat number) {
    return new WebhookView(
        number.format(board.recent(Metric.WEBHOOK_RECEIVED_TOTAL)),
        number.format(board.total(Metric.WEBHOOK_RECEIVED_TOTAL)),
        number.format(board.recent(Metric.WEBHOOK_INVALID_SIGNATURE)),
        number.format(board.total(Metric.WEBHOOK_INVALID_SIGNATURE)),
        number.format(board.recent(Metric.WEBHOOK_PROCESSING_ERROR)),
        number.format(board.total(Metric.WEBHOOK_PROCESSING_ERROR)),
        board.latency().percentileMs(0.50).map(it -> "≤ " + number.format(it)).orElse(NOTHING),
        board.latency().percentileMs(0.95).map(it -> "≤ " + number.format(it)).orElse(NOTHING),
        board.lastReceivedAt().map(Wib::readable).orElse(NOTHING));
  }

  private static String share(long part, long whole) {
    return whole == 0 ? NOTHING : Math.round(100.0 * part / whole) + " %";
  }

  /** The same in every language, and never broken between two lines. */
  private static String rupiah(long amount) {
    return new Rupiah(amount).toString().replace(' ', '\u00a0');
  }

  private static String lasted(Duration duration) {
    long minutes = duration.toMinutes();
    return minutes == 0 ? duration.toSeconds() + " s" : minutes + " min";
  }
}
