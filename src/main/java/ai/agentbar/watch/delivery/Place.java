package ai.agentbar.watch.delivery;

import ai.agentbar.watch.playbook.Contact;
import ai.agentbar.watch.playbook.ContactKind;
import ai.agentbar.watch.playbook.Playbook;
import ai.agentbar.watch.playbook.Team;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A contact by where it stands in the playbook. That is what is kept and told, and never the
 * address.
 */
record Place(String team, Role role, int index, ContactKind kind) {

  enum Role {
    FIRST,
    FALLBACK
  }

  /** Everybody of the team who is told at once. */
  static List<Place> first(Team team) {
    return all(team, Role.FIRST).toList();
  }

  static Place parse(String team, String contact, ContactKind kind) {
    String[] parts = contact.split("/", 2);
    return parts.length < 2
        ? new Place(team, Role.FIRST, 0, kind)
        : new Place(
            team,
            Role.valueOf(parts[0].toUpperCase(Locale.ROOT)),
            Integer.parseInt(parts[1]),
            kind);
  }

  /** {@code fallback/1}. */
  String contact() {
    return role.name().toLowerCase(Locale.ROOT) + "/" + index;
  }

  /** Who is told where this one cannot be. */
  Optional<Place> next(Team owner) {
    int next = role == Role.FIRST ? 0 : index + 1;
    return all(owner, Role.FALLBACK).filter(it -> it.index == next).findFirst();
  }

  /**
   * The contact that stands there now, or where the playbook changed meanwhile, one of the team's
   * of the same kind.
   */
  Optional<Contact> in(Playbook playbook) {
    Optional<Team> owner = playbook.team(team);
    return owner
        .map(it -> contacts(it, role))
        .filter(it -> index < it.size() && it.get(index).kind() == kind)
        .map(it -> it.get(index))
        .or(
            () ->
                owner.stream()
                    .flatMap(it -> Stream.concat(it.first().stream(), it.fallback().stream()))
                    .filter(it -> it.kind() == kind)
                    .findFirst());
  }

  /**
   * The lane of the address: the first place of the whole playbook that names it, so that who is in
   * two teams has one lane.
   */
  String lane(Playbook playbook) {
    Optional<Contact> contact = in(playbook);
    return new TreeMap<>(playbook.teams())
        .values().stream()
            .flatMap(it -> Stream.concat(all(it, Role.FIRST), all(it, Role.FALLBACK)))
            .filter(it -> it.kind == kind && it.in(playbook).equals(contact))
            .findFirst()
            .orElse(this)
            .name();
  }

  private String name() {
    return "%s/%s/%s".formatted(team, contact(), kind.name().toLowerCase(Locale.ROOT));
  }

  private static Stream<Place> all(Team team, Role role) {
    List<Contact> contacts = contacts(team, role);
    return IntStream.range(0, contacts.size())
        .mapToObj(i -> new Place(team.id(), role, i, contacts.get(i).kind()));
  }

  private static List<Contact> contacts(Team team, Role role) {
    return role == Role.FIRST ? team.first() : team.fallback();
  }
}
