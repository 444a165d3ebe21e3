package ai.agentbar.web.console.people;

import ai.agentbar.staff.Person;
import ai.agentbar.staff.Role;
import ai.agentbar.staff.StaffLanguage;
import ai.agentbar.web.console.Badge;
import ai.agentbar.web.console.Box;
import ai.agentbar.web.console.Option;
import ai.agentbar.web.console.Reader;
import ai.agentbar.web.console.Typed;
import ai.agentbar.web.console.Words;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Everybody in one language, and the form for one more. */
public record PeopleView(List<Row> people, Form form) {

  public record Row(
      String login, String name, String roles, Badge state, String lastLogin, boolean you) {}

  /**
   * The form.
   *
   * @param problem why nobody was made, or empty
   */
  public record Form(
      String login,
      String name,
      String email,
      String reason,
      List<Box> roles,
      List<Option> languages,
      String problem) {}

  static PeopleView of(
      List<Person> people, String you, NewPersonForm typed, String problem, Words words) {
    return new PeopleView(
        people.stream().map(it -> row(it, you, words)).toList(), form(typed, problem, words));
  }

  private static Row row(Person person, String you, Words words) {
    return new Row(
        person.login().text(),
        person.name().text(),
        roles(person, words),
        state(person, words),
        person.lastLoginAt().map(words.reader()::moment).orElse(Reader.NOTHING),
        person.login().text().equals(you));
  }

  static String roles(Person person, Words words) {
    return person.roles().stream()
        .sorted()
        .map(it -> words.of("staff-role", it))
        .collect(Collectors.joining(", "));
  }

  static Badge state(Person person, Words words) {
    if (!person.active()) {
      return new Badge(words.say("person-is.disabled"), "bad");
    }
    return person.hasPassword() || person.lastLoginAt().isPresent()
        ? new Badge(words.say("person-is.active"), "good")
        : new Badge(words.say("person-is.invited"), "warn");
  }

  private static Form form(NewPersonForm form, String problem, Words words) {
    Typed typed = form.typed();
    return new Form(
        typed.text("login"),
        typed.text("name"),
        typed.text("email"),
        typed.text("reason"),
        Box.of(List.of(Role.values()), form.roles(), "staff-role", words),
        Stream.of(StaffLanguage.values())
            .map(
                it ->
                    new Option(
                        Words.lower(it), words.of("staff-language", it), it == form.language()))
            .toList(),
        problem);
  }
}
