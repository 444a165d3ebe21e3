package ai.agentbar.watch.runbook.action;

import ai.agentbar.kernel.Actor;
import ai.agentbar.kernel.OrderId;
import ai.agentbar.payment.Reconciliation;
import ai.agentbar.payment.Reconciliation.Outlook;
import ai.agentbar.payment.Reconciliation.Run;
import ai.agentbar.payment.Reconciliation.Trigger;
import ai.agentbar.watch.metric.Metric;
import ai.agentbar.watch.playbook.ActionName;
import ai.agentbar.watch.playbook.Wording;
import ai.agentbar.watch.runbook.Action;
import ai.agentbar.watch.runbook.ActionRequest;
import java.util.List;
import org.springframework.stereotype.Component;

/** Asks Midtrans about the open orders, oldest first, due or not. */
@Component
class RunReconciliation implements Action {

  private final Reconciliation reconciliation;

  RunReconciliation(Reconciliation reconciliation) {
    this.reconciliation = reconciliation;
  }

  @Override
  public ActionName name() {
    return ActionName.RUN_RECONCILIATION;
  }

  @Override
  public Metric metric() {
    return Metric.ORDERS_PENDING;
  }

  @Override
  public Preview preview() {
    Outlook outlook = reconciliation.outlook();
    long touches = Math.min(outlook.open(), outlook.most());
    return new Preview(
        touches,
        outlook.sample().stream().map(OrderId::value).toList(),
        new Wording(
            "menanyakan %d order terbuka ke Midtrans, yang tertua dulu".formatted(touches),
            "asks Midtrans about %d open orders, the oldest first".formatted(touches)),
        outlook.open() > outlook.most() ? tooMany(outlook.most()) : List.of());
  }

  @Override
  public Outcome run(ActionRequest request) {
    Run run =
        reconciliation.run(
            request.actor().kind() == Actor.Kind.SYSTEM ? Trigger.ALERT : Trigger.BUTTON);
    return new Outcome(
        run.asked(),
        new Wording(
            "%d order ditanyakan: %d lunas, %d kedaluwarsa, %d gagal bayar, %d tetap, %d tidak dijawab"
                .formatted(
                    run.asked(),
                    run.paid(),
                    run.expired(),
                    run.failedOrders(),
                    run.unchanged(),
                    run.failed()),
            "%d orders asked about: %d paid, %d expired, %d failed, %d unchanged, %d not answered"
                .formatted(
                    run.asked(),
                    run.paid(),
                    run.expired(),
                    run.failedOrders(),
                    run.unchanged(),
                    run.failed())));
  }

  private static List<Wording> tooMany(int most) {
    return List.of(
        new Wording(
            "lebih dari %d terbuka; jalankan lagi untuk sisanya".formatted(most),
            "more than %d are open; run it again for the rest".formatted(most)));
  }
}
