package ai.agentbar.watch.playbook;

import java.util.List;

/**
 * Who is told. At least one way leads to a team that a rule notifies.
 *
 * @param first told at once, all of them
 * @param fallback told where one of the first fails, in this order
 */
public record Team(String id, String name, List<Contact> first, List<Contact> fallback) {

  public boolean isReachable() {
    return !first.isEmpty();
  }

  /** The addresses of one kind among those told at once. */
  public List<Contact> first(ContactKind kind) {
    return first.stream().filter(it -> it.kind() == kind).toList();
  }
}
