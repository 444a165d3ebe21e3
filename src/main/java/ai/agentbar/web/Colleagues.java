package ai.agentbar.web;

import ai.agentbar.kernel.Actor;
import ai.agentbar.staff.LoginName;
import ai.agentbar.staff.People;
import ai.agentbar.staff.Person;
import ai.agentbar.staff.Right;
import ai.agentbar.staff.Role;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * The people of staff, as others give them a task or as a team of the playbook means them. Whoever
 * asks counts as one of them: the person of an open demo is none of staff.
 */
@Component
public class Colleagues {

  private final People people;

  Colleagues(People people) {
    this.people = people;
  }

  /** Everybody who can be given a task. */
  public List<Actor> all() {
    return Stream.concat(
            people.all().stream().filter(Person::active).map(Person::actor),
            CurrentActor.find().filter(it -> it.kind() == Actor.Kind.PERSON).stream())
        .distinct()
        .toList();
  }

  public Optional<Actor> find(String login) {
    return all().stream().filter(it -> it.name().equals(login)).findFirst();
  }

  /**
   * Whether who asks is one of these teams. A team is those who have the role of its name; of one
   * that no role is named like, anybody is. Whoever may administer stands in for all.
   */
  public boolean isOneOf(List<String> teams) {
    Optional<Set<Role>> roles =
        CurrentActor.find()
            .flatMap(it -> LoginName.parse(it.name()))
            .flatMap(people::find)
            .map(Person::roles);
    return CurrentActor.rights().contains(Right.ADMINISTER)
        || roles.isEmpty()
        || teams.stream().anyMatch(team -> role(team).map(roles.get()::contains).orElse(true));
  }

  private static Optional<Role> role(String team) {
    String name = team.strip().toUpperCase(Locale.ROOT).replace(' ', '_');
    return Stream.of(Role.values()).filter(it -> it.name().equals(name)).findFirst();
  }
}
