package ai.agentbar.web.console.board;

import ai.agentbar.watch.metric.Metric;
import ai.agentbar.watch.metric.OpenOrders;
import ai.agentbar.watch.metric.PendingAge;
import ai.agentbar.watch.playbook.Unit;
import ai.agentbar.web.console.Amounts;
import ai.agentbar.web.console.Reader;
import ai.agentbar.web.console.Words;
import java.util.Arrays;
import java.util.List;

/** Orders that wait for their payment, and for how long (the playbook, 3.3). */
final class PendingBoard implements Board {

  private static final String WAITING = "/orders?state=pending_payment&day=" + Line.DAY;
  private static final String WAITING_NOW = "/orders?state=pending_payment";

  private static final List<Plot> PLOTS =
      List.of(
          Plot.of(
                  "aging",
                  Unit.COUNT,
                  new Line.Whole(Metric.ORDERS_PENDING_AGING, WAITING),
                  new Line.Whole(Metric.ORDERS_PENDING, WAITING))
              .normally(Metric.ORDERS_PENDING_AGING),
          Plot.of(
              "by-age",
              Unit.COUNT,
              Arrays.stream(PendingAge.values())
                  .map(
                      it ->
                          new Line.Labelled(
                              Metric.ORDERS_PENDING_BY_AGE, it.label(), "age", WAITING))
                  .toArray(Line[]::new)),
          Plot.of(
              "oldest",
              Unit.SECONDS,
              new Line.Whole(Metric.ORDERS_PENDING_OLDEST_SECONDS, WAITING)),
          Plot.of(
              "ends",
              Unit.COUNT,
              new Line.Whole(Metric.PAYMENT_PAID_COUNT, "/orders?state=paid&day=" + Line.DAY),
              new Line.Whole(
                  Metric.PAYMENT_EXPIRED_COUNT, "/orders?state=expired&day=" + Line.DAY)));

  @Override
  public List<Plot> plots() {
    return PLOTS;
  }

  @Override
  public List<Figure> figures(Snapshot read, Words words) {
    Reader reader = words.reader();
    long aging = read.now().value(Metric.ORDERS_PENDING_AGING);
    return List.of(
        new Figure(
            words.say("line.orders_pending_aging"),
            reader.number(aging),
            words.say("figure.of-pending", reader.number(read.now().value(Metric.ORDERS_PENDING))),
            read.tone(Metric.ORDERS_PENDING_AGING, aging),
            WAITING_NOW),
        new Figure(
            words.say("line.orders_pending"),
            reader.number(read.now().value(Metric.ORDERS_PENDING)),
            Amounts.text(Unit.RUPIAH, read.now().value(Metric.ORDERS_PENDING_RUPIAH), reader),
            "",
            WAITING_NOW),
        new Figure(
            words.say("line.orders_pending_oldest_seconds"),
            Amounts.text(
                Unit.SECONDS, read.now().value(Metric.ORDERS_PENDING_OLDEST_SECONDS), reader),
            "",
            "",
            WAITING_NOW),
        new Figure(
            words.say("line.orders_paid"),
            reader.number(read.now().value(Metric.ORDERS_PAID)),
            words.say("figure.all-time"),
            "",
            "/orders?state=paid"),
        new Figure(
            words.say("line.orders_expired"),
            reader.number(read.now().value(Metric.ORDERS_EXPIRED)),
            words.say("figure.all-time"),
            "",
            "/orders?state=expired"));
  }

  @Override
  public List<Listing> listings(Snapshot read, Words words) {
    long most =
        Arrays.stream(PendingAge.values())
            .mapToLong(it -> waiting(it, read).orders())
            .max()
            .orElse(0);
    return List.of(
        new Listing(
            words.say("listing.ages"),
            List.of(
                words.say("listing.age"), words.say("listing.orders"), words.say("listing.worth")),
            Arrays.stream(PendingAge.values()).map(it -> row(it, most, read, words)).toList()));
  }

  private static Listing.Row row(PendingAge age, long most, Snapshot read, Words words) {
    OpenOrders waiting = waiting(age, read);
    return new Listing.Row(
        words.of("age", age.label()),
        WAITING_NOW,
        Listing.NO_BADGE,
        most == 0 ? 0 : Math.toIntExact(100 * waiting.orders() / most),
        age.compareTo(PendingAge.FROM_30) >= 0 ? "late" : "",
        List.of(words.reader().number(waiting.orders()), words.reader().rupiah(waiting.amount())));
  }

  private static OpenOrders waiting(PendingAge age, Snapshot read) {
    return read.now().money().pendingByAge().getOrDefault(age, OpenOrders.NONE);
  }
}
