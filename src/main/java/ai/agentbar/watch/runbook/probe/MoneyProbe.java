package ai.agentbar.watch.runbook.probe;

import ai.agentbar.payment.PaymentFacts;
import ai.agentbar.payment.PaymentFacts.Noted;
import ai.agentbar.watch.metric.BrokenOrders;
import ai.agentbar.watch.metric.BrokenOrders.Broken;
import ai.agentbar.watch.playbook.ProbeName;
import ai.agentbar.watch.runbook.Finding;
import ai.agentbar.watch.runbook.Probe;
import java.time.Duration;
import java.time.InstantSource;
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

  static Finding judge(List<Broken> broken, List<Noted> facts) {
    List<Noted> serious = facts.stream().filter(Noted::isSerious).toList();
    long noAccess = broken.stream().filter(Broken::paid).count();
    String orders =
        Stream.concat(
                broken.stream().map(it -> it.orderId() + word(it)),
                serious.stream().map(it -> it.order() + " " + it.kind()))
            .distinct()
            .limit(TOLD_MAX)
            .collect(Collectors.joining(", "));
    return Finding.of(
        broken.isEmpty() && serious.isEmpty(),
        "%d lunas tanpa akses, %d akses tanpa lunas, %d fakta uang dalam 24 jam%s"
            .formatted(noAccess, broken.size() - noAccess, serious.size(), after(orders)),
        "%d paid without access, %d access without payment, %d facts about money in 24 h%s"
            .formatted(noAccess, broken.size() - noAccess, serious.size(), after(orders)));
  }

  private static String word(Broken order) {
    return order.paid() ? " PAID_NO_ACCESS" : " ACCESS_NOT_PAID";
  }

  private static String after(String orders) {
    return orders.isEmpty() ? "" : ": " + orders;
  }
}
