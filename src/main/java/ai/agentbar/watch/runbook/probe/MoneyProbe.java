package ai.agentbar.watch.runbook.probe;

import ai.agentbar.kernel.Rupiah;
import ai.agentbar.payment.PaymentFacts;
import ai.agentbar.payment.PaymentFacts.Noted;
import ai.agentbar.watch.metric.BrokenOrders;
import ai.agentbar.watch.metric.BrokenOrders.Broken;
import ai.agentbar.watch.playbook.ProbeName;
import ai.agentbar.watch.runbook.Finding;
import ai.agentbar.watch.runbook.Probe;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Which orders break an invariant about money; the ids are what a person needs. */
@Component
class MoneyProbe implements Probe {

  static final Duration LOOK = Duration.ofHours(24);

  private static final int BROKEN_MAX = 200;
  private static final int TOLD_MAX = 5;

  private final BrokenOrders broken;
  private final PaymentFacts facts;
  private final InstantSource clock;

  MoneyProbe(BrokenOrders broken, PaymentFacts facts, InstantSource clock) {
    this.broken = broken;
    this.facts = facts;
    this.clock = clock;
  }

  @Override
  public ProbeName name() {
    return ProbeName.MONEY;
  }

  @Override
  public Finding look() {
    return judge(broken.find(BROKEN_MAX), facts.notedSince(clock.instant().minus(LOOK)));
  }

  /** All that was noted is told, what somebody must act on first; only that is bad. */
  static Finding judge(List<Broken> broken, List<Noted> facts) {
    long noAccess = broken.stream().filter(Broken::paid).count();
    Rupiah rupiah =
        Stream.concat(broken.stream().map(Broken::amount), facts.stream().map(Noted::amount))
            .reduce(Rupiah.ZERO, Rupiah::plus);
    String orders =
        Stream.concat(
                broken.stream().map(MoneyProbe::words),
                facts.stream()
                    .sorted(Comparator.comparing(it -> !it.isSerious()))
                    .map(MoneyProbe::words))
            .distinct()
            .limit(TOLD_MAX)
            .collect(Collectors.joining(", "));
    return Finding.of(
        broken.isEmpty() && facts.stream().noneMatch(Noted::isSerious),
        "%d lunas tanpa akses, %d akses tanpa lunas, %d fakta uang dalam 24 jam, %s%s"
            .formatted(noAccess, broken.size() - noAccess, facts.size(), rupiah, after(orders)),
        "%d paid without access, %d access without payment, %d facts about money in 24 h, %s%s"
            .formatted(noAccess, broken.size() - noAccess, facts.size(), rupiah, after(orders)));
  }

  private static String words(Broken order) {
    return order.orderId() + word(order) + " " + order.amount();
  }

  private static String words(Noted fact) {
    return fact.order() + " " + fact.kind() + " " + fact.amount();
  }

  private static String word(Broken order) {
    return order.paid() ? " PAID_NO_ACCESS" : " ACCESS_NOT_PAID";
  }

  private static String after(String orders) {
    return orders.isEmpty() ? "" : ": " + orders;
  }
}
