package ai.agentbar.staff;

/** What became of a change to a person. */
public sealed interface StaffChange {

  /** It stands; or it stood already, and nothing was written. */
  record Done(Person person) implements StaffChange {}

  /** It stands, and this link goes to that person. */
  record Linked(Person person, OneTimeLink link) implements StaffChange {}

  record Refused(String reason) implements StaffChange {}

  record Unknown() implements StaffChange {}
}
