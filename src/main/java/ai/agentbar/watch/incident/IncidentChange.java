package ai.agentbar.watch.incident;

/** What became of a person's wish to change an incident. */
public sealed interface IncidentChange {

  /** It is as wished, by this call or by an earlier one. */
  record Done(Incident incident) implements IncidentChange {}

  /** It cannot be; the reason is a sentence with the remedy. */
  record Refused(String reason) implements IncidentChange {}

  /** There is no such incident. */
  record Unknown() implements IncidentChange {}
}
