package ai.agentbar.web.console.account;

import ai.agentbar.staff.Person;
import ai.agentbar.staff.Right;
import ai.agentbar.staff.Role;
import ai.agentbar.staff.Sessions.Standing;
import ai.agentbar.web.console.Fact;
import ai.agentbar.web.console.Reader;
import ai.agentbar.web.console.Words;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One's own account in one language.
 *
 * @param others whether there are sessions beside the one that asks
 * @param problems why the password was not changed
 */
public record AccountView(
    String login,
    String name,
    List<Fact> facts,
    List<Row> sessions,
    boolean others,
    boolean hasPassword,
    List<String> problems) {

  /** A session. */
  public record Row(String begun, String seen, String ends, boolean current) {}

  static AccountView of(
      Person person, List<Standing> sessions, List<String> problems, Words words) {
    return new AccountView(
        person.login().text(),
        person.name().text(),
        facts(person, words),
        sessions.stream().map(it -> row(it, words.reader())).toList(),
        sessions.stream().anyMatch(it -> !it.current()),
        person.hasPassword(),
        problems);
  }

  private static List<Fact> facts(Person person, Words words) {
    return List.of(
        new Fact(words.say("people.login"), person.login().text()),
        new Fact(words.say("people.roles"), named("staff-role", person.roles(), words)),
        new Fact(words.say("account.rights"), rights(person.roles(), words)),
        new Fact(words.say("people.language"), words.of("staff-language", person.language())),
        new Fact(
            words.say("people.last"),
            person.lastLoginAt().map(words.reader()::moment).orElse(Reader.NOTHING)));
  }

  private static String rights(Set<Role> roles, Words words) {
    Set<Right> rights = Role.rightsOf(roles);
    return named("right", rights, words);
  }

  private static <E extends Enum<E>> String named(String group, Collection<E> things, Words words) {
    return things.stream()
        .sorted()
        .map(it -> words.of(group, it))
        .collect(Collectors.joining(", "));
  }

  private static Row row(Standing session, Reader reader) {
    return new Row(
        reader.moment(session.begunAt()),
        reader.moment(session.seenAt()),
        reader.moment(session.endsAt()),
        session.current());
  }
}
