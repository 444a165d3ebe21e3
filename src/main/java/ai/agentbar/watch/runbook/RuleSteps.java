package ai.agentbar.watch.runbook;

import ai.agentbar.watch.playbook.ActionName;
import ai.agentbar.watch.playbook.ProbeName;
import ai.agentbar.watch.playbook.Rule;
import ai.agentbar.watch.playbook.Step;
import java.util.List;
import java.util.Map;

/**
 * What a rule's steps ask for. A playbook that names no probe for a rule gets those that fit what
 * the rule's name speaks of: an alert without a finding helps nobody. Pure.
 */
final class RuleSteps {

  private static final List<ProbeName> ANYWAY =
      List.of(ProbeName.WORKERS, ProbeName.RESOURCES, ProbeName.DATABASE);

  /** The first word that a rule's name holds decides. */
  private static final List<Map.Entry<String, List<ProbeName>>> BY_WORD =
      List.of(
          Map.entry(
              "webhook",
              List.of(
                  ProbeName.ENDPOINT,
                  ProbeName.SIGNATURE,
                  ProbeName.MIDTRANS_API,
                  ProbeName.PENDING_ORDERS)),
          Map.entry(
              "conversion",
              List.of(
                  ProbeName.MIDTRANS_API,
                  ProbeName.SNAP,
                  ProbeName.PAYMENT_METHODS,
                  ProbeName.ENDPOINT)),
          Map.entry(
              "pending",
              List.of(ProbeName.PENDING_ORDERS, ProbeName.REMINDERS, ProbeName.MIDTRANS_API)),
          Map.entry(
              "outbox",
              List.of(ProbeName.SMTP, ProbeName.WHATSAPP, ProbeName.BACKLOG, ProbeName.WORKERS)),
          Map.entry(
              "notification",
              List.of(ProbeName.SMTP, ProbeName.WHATSAPP, ProbeName.BACKLOG, ProbeName.WORKERS)),
          Map.entry("worker", List.of(ProbeName.WORKERS, ProbeName.RESOURCES, ProbeName.BACKLOG)),
          Map.entry("scheduler", List.of(ProbeName.WORKERS, ProbeName.RESOURCES)),
          Map.entry("job", List.of(ProbeName.WORKERS, ProbeName.RESOURCES, ProbeName.DATABASE)),
          Map.entry("database", List.of(ProbeName.DATABASE, ProbeName.RESOURCES)),
          Map.entry("entitlement", List.of(ProbeName.MONEY, ProbeName.WORKERS)),
          Map.entry("payment", List.of(ProbeName.MONEY, ProbeName.MIDTRANS_API)),
          Map.entry("money", List.of(ProbeName.MONEY, ProbeName.MIDTRANS_API)));

  private RuleSteps() {}

  /** The probes to run when the rule fires, each once. */
  static List<ProbeName> probes(Rule rule) {
    List<ProbeName> named =
        rule.card().steps().stream()
            .filter(Step.Probe.class::isInstance)
            .flatMap(step -> ((Step.Probe) step).probes().stream())
            .distinct()
            .toList();
    return named.isEmpty() ? probesFor(rule.id()) : named;
  }

  /** The probes for a rule that names none, or that the playbook does not hold any more. */
  static List<ProbeName> probesFor(String ruleId) {
    return BY_WORD.stream()
        .filter(it -> ruleId.contains(it.getKey()))
        .findFirst()
        .map(Map.Entry::getValue)
        .orElse(ANYWAY);
  }

  /**
   * The actions that start by themselves when the rule fires. Where notifications fall silent and
   * the playbook names no action at all, Midtrans is asked.
   */
  static List<ActionName> automatic(Rule rule) {
    List<Step.Action> actions =
        rule.card().steps().stream()
            .filter(Step.Action.class::isInstance)
            .map(Step.Action.class::cast)
            .toList();
    if (actions.isEmpty() && rule instanceof Rule.Silence) {
      return List.of(ActionName.RUN_RECONCILIATION);
    }
    return actions.stream()
        .filter(Step.Action::automatic)
        .map(Step.Action::action)
        .distinct()
        .toList();
  }
}
