package ai.agentbar.watch.incident;

import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Decides whether an incident may move on. Pure; a refusal is a sentence for the person. */
final class Steps {

  /** The steps that have an end of their own: resolving, and signing the post-mortem. */
  private static final Set<IncidentStep> ELSEWHERE =
      EnumSet.of(IncidentStep.RESOLVE, IncidentStep.POST_MORTEM);

  private Steps() {}

  /** The first step that is neither done nor skipped. */
  static Optional<IncidentStep> next(Collection<StepTaken> taken) {
    return Stream.of(IncidentStep.values())
        .filter(step -> taken.stream().noneMatch(it -> it.step() == step))
        .findFirst();
  }

  /** Why that step cannot be taken now; empty where it can. */
  static Optional<String> refusal(
      Incident incident, Collection<StepTaken> taken, IncidentStep step, StepTaken.Way way) {
    if (incident.isResolved()) {
      return Optional.of("The incident is resolved; reopen it first.");
    }
    if (ELSEWHERE.contains(step)) {
      return Optional.of(
          step == IncidentStep.RESOLVE
              ? "Resolve the incident by /resolve."
              : "Sign the post-mortem by /post-mortem/finish.");
    }
    Optional<IncidentStep> next = next(taken);
    if (next.filter(step::equals).isEmpty()) {
      return Optional.of(
          "%s is not the next step; that is %s."
              .formatted(step, next.map(IncidentStep::name).orElse("none")));
    }
    if (way.skipped() && way.note().isBlank()) {
      return Optional.of("Say in note why %s is skipped.".formatted(step));
    }
    return Optional.empty();
  }

  /** Why it cannot be resolved now; empty where it can. */
  static Optional<String> refusalToResolve(
      Incident incident, Collection<StepTaken> taken, String reason) {
    if (incident.isResolved()) {
      return Optional.of("The incident is resolved already.");
    }
    if (!reason.isBlank()) {
      return Optional.empty();
    }
    if (!incident.firing().isEmpty()) {
      return Optional.of(
          "%s still fires; say in reason why the incident is over all the same."
              .formatted(
                  incident.firing().stream()
                      .map(Incident.Member::ruleId)
                      .collect(Collectors.joining(", "))));
    }
    List<IncidentStep> left = leftBeforeResolving(taken);
    return left.isEmpty()
        ? Optional.empty()
        : Optional.of("Say in reason why these steps are skipped: %s.".formatted(left));
  }

  /** What is skipped where it is resolved now. */
  static List<IncidentStep> leftBeforeResolving(Collection<StepTaken> taken) {
    return Stream.of(IncidentStep.values())
        .filter(step -> step.compareTo(IncidentStep.RESOLVE) < 0)
        .filter(step -> taken.stream().noneMatch(it -> it.step() == step))
        .toList();
  }
}
