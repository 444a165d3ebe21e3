package ai.agentbar.web.console.board;

import ai.agentbar.watch.metric.Conversion;
import ai.agentbar.watch.metric.Metric;
import ai.agentbar.watch.playbook.Unit;
import ai.agentbar.web.console.Amounts;
import ai.agentbar.web.console.Reader;
import ai.agentbar.web.console.Words;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** From order to paid (the playbook, 3.1). */
final class PaymentBoard implements Board {

  private static final String PLACED = "/orders?day=" + Line.DAY;
  private static final String PAID = "/orders?state=paid&day=" + Line.DAY;
  private static final String FAILED = "/orders?state=failed&day=" + Line.DAY;
  private static final String EXPIRED = "/orders?state=expired&day=" + Line.DAY;

  private static final List<Plot> PLOTS =
      List.of(
          Plot.of(
                  "funnel",
                  Unit.COUNT,
                  new Line.Whole(Metric.CHECKOUT_CREATED_COUNT, PLACED),
                  new Line.Whole(Metric.PAYMENT_ATTEMPT_COUNT, PLACED),
                  new Line.Whole(Metric.PAYMENT_PAID_COUNT, PAID))
              .normally(Metric.PAYMENT_ATTEMPT_COUNT),
          Plot.of(
                  "conversion",
                  Unit.PERCENT,
                  new Line.Share(Metric.PAYMENT_PAID_COUNT, Metric.PAYMENT_ATTEMPT_COUNT, PAID))
              .normally(Metric.PAYMENT_PAID_COUNT),
          Plot.of(
                  "lost",
                  Unit.PERCENT,
                  new Line.Share(Metric.PAYMENT_FAILED_COUNT, Metric.PAYMENT_ATTEMPT_COUNT, FAILED),
                  new Line.Share(
                      Metric.PAYMENT_EXPIRED_COUNT, Metric.PAYMENT_ATTEMPT_COUNT, EXPIRED))
              .normally(Metric.PAYMENT_FAILED_COUNT),
          Plot.of("revenue", Unit.RUPIAH, new Line.Whole(Metric.PAYMENT_PAID_RUPIAH, PAID)));

  @Override
  public List<Plot> plots() {
    return PLOTS;
  }

  @Override
  public Set<Metric> marked() {
    Set<Metric> marked = EnumSet.range(Metric.PAYMENT_LATE_COUNT, Metric.PAYMENT_NOT_ASKABLE_COUNT);
    marked.addAll(
        EnumSet.of(
            Metric.PAYMENT_CONVERSION_PERCENT,
            Metric.PAYMENT_COHORT_CONVERSION_PERCENT,
            Metric.GATEWAY_ERROR_COUNT,
            Metric.PAID_WITHOUT_ENTITLEMENT,
            Metric.ENTITLEMENT_WITHOUT_PAID));
    return marked;
  }

  @Override
  public Set<Metric> ofListings() {
    return EnumSet.of(Metric.PAYMENT_METHOD_BEGUN_COUNT, Metric.PAYMENT_METHOD_COHORT_PAID_COUNT);
  }

  @Override
  public Set<Metric> ofFigures() {
    return EnumSet.of(
        Metric.PAYMENT_COHORT_PAID_COUNT,
        Metric.PAYMENT_PAID_RUPIAH,
        Metric.PAYMENT_FAILED_COUNT,
        Metric.PAYMENT_EXPIRED_COUNT);
  }

  @Override
  public List<Figure> figures(Snapshot read, Words words) {
    Reader reader = words.reader();
    long attempts = read.sum(Metric.PAYMENT_ATTEMPT_COUNT);
    long paid = read.sum(Metric.PAYMENT_PAID_COUNT);
    return List.of(
        new Figure(
            words.say("figure.conversion"),
            reader.share(paid, attempts),
            words.say("figure.conversion.more", reader.number(paid), reader.number(attempts)),
            attempts == 0 ? "" : read.tone(Metric.PAYMENT_PAID_COUNT, paid * 100 / attempts),
            "/orders?state=paid"),
        cohort(read, words),
        new Figure(
            words.say("figure.revenue"),
            Amounts.text(Unit.RUPIAH, read.sum(Metric.PAYMENT_PAID_RUPIAH), reader),
            "",
            "",
            "/orders?state=paid"),
        new Figure(
            words.say("line.checkout_created_count"),
            reader.number(read.sum(Metric.CHECKOUT_CREATED_COUNT)),
            "",
            "",
            "/orders"),
        lost(Metric.PAYMENT_FAILED_COUNT, "/orders?state=failed", read, words),
        lost(Metric.PAYMENT_EXPIRED_COUNT, "/orders?state=expired", read, words));
  }

  /**
   * Of the attempts begun in the range, how many are paid by now; half an hour is given to each.
   */
  private static Figure cohort(Snapshot read, Words words) {
    long begun = read.sum(Metric.PAYMENT_ATTEMPT_COUNT);
    long paid = read.sum(Metric.PAYMENT_COHORT_PAID_COUNT);
    Metric gauge = Metric.PAYMENT_COHORT_CONVERSION_PERCENT;
    return new Figure(
        words.say("figure.cohort"),
        words.reader().share(paid, begun),
        words.say("figure.cohort.more", words.reader().number(paid), words.reader().number(begun)),
        read.now().knows(gauge) ? read.tone(gauge, read.now().value(gauge)) : "",
        "/orders?state=paid");
  }

  private static Figure lost(Metric metric, String rows, Snapshot read, Words words) {
    long attempts = read.sum(Metric.PAYMENT_ATTEMPT_COUNT);
    long lost = read.sum(metric);
    return new Figure(
        words.of("line", metric.key()),
        words.reader().number(lost),
        words.say("figure.of-attempts", words.reader().share(lost, attempts)),
        attempts == 0 ? "" : read.tone(metric, lost * 100 / attempts),
        rows);
  }

  @Override
  public List<Listing> listings(Snapshot read, Words words) {
    Map<String, Conversion> methods = methods(read);
    if (methods.isEmpty()) {
      return List.of();
    }
    List<Listing.Row> rows = new ArrayList<>();
    methods.entrySet().stream()
        .sorted(Comparator.comparing((Map.Entry<String, Conversion> it) -> -it.getValue().begun()))
        .forEach(it -> rows.add(row(it.getKey(), it.getValue(), words)));
    return List.of(
        new Listing(
            words.say("listing.methods"),
            List.of(
                words.say("listing.method"),
                words.say("listing.begun"),
                words.say("listing.paid"),
                words.say("listing.conversion")),
            rows));
  }

  /** Of the payments begun with each method in the range, how many are paid by now. */
  private static Map<String, Conversion> methods(Snapshot read) {
    Map<String, Conversion> methods = new TreeMap<>();
    for (String method : read.labels(Metric.PAYMENT_METHOD_BEGUN_COUNT)) {
      methods.put(
          method,
          new Conversion(
              read.sum(Metric.PAYMENT_METHOD_BEGUN_COUNT, method),
              read.sum(Metric.PAYMENT_METHOD_COHORT_PAID_COUNT, method)));
    }
    return methods;
  }

  private static Listing.Row row(String method, Conversion conversion, Words words) {
    return new Listing.Row(
        words.of("pay-by", method),
        "",
        Listing.NO_BADGE,
        Math.clamp(conversion.percent(), 0, 100),
        "paid",
        List.of(
            words.reader().number(conversion.begun()),
            words.reader().number(conversion.paid()),
            words.reader().share(conversion.paid(), conversion.begun())));
  }
}
