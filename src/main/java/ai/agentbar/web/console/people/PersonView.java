package ai.agentbar.web.console.people;

import ai.agentbar.kernel.Email;
import ai.agentbar.staff.Person;
import ai.agentbar.staff.Role;
import ai.agentbar.staff.Sessions.Standing;
import ai.agentbar.web.console.Badge;
import ai.agentbar.web.console.Box;
import ai.agentbar.web.console.Fact;
import ai.agentbar.web.console.Reader;
import ai.agentbar.web.console.Words;
import java.util.List;

/**
 * A person in one language.
 *
 * @param last whether nobody else may administer
 * @param sessions how many last, as the reader writes it; empty where there is none
 */
public record PersonView(
    String login,
    String name,
    Badge state,
    boolean active,
    boolean you,
    boolean last,
    List<Fact> facts,
    List<Box> roles,
    String email,
    String sessions,
    Refusal refusal) {

  /**
   * Why something was not done.
   *
   * @param form which form it was
   */
  public record Refusal(String form, String reason, String why) {

    static final Refusal NONE = new Refusal("", "", "");
  }

  /** A person, and what else the page needs to know of them. */
  record Subject(Person person, List<Standing> sessions, boolean you, boolean last) {}

  static PersonView of(Subject subject, Refusal refusal, Words words) {
    Person person = subject.person();
    int sessions = subject.sessions().size();
    return new PersonView(
        person.login().text(),
        person.name().text(),
        PeopleView.state(person, words),
        person.active(),
        subject.you(),
        subject.last(),
        facts(subject, words),
        Box.of(List.of(Role.values()), person.roles(), "staff-role", words),
        person.email().map(Email::address).orElse(""),
        sessions == 0 ? "" : words.reader().number(sessions),
        refusal);
  }

  private static List<Fact> facts(Subject subject, Words words) {
    Person person = subject.person();
    Reader reader = words.reader();
    return List.of(
        new Fact(words.say("people.login"), person.login().text()),
        new Fact(words.say("people.roles"), PeopleView.roles(person, words)),
        new Fact(words.say("people.language"), words.of("staff-language", person.language())),
        new Fact(
            words.say("people.password"),
            words.say(person.hasPassword() ? "people.password.set" : "people.password.none")),
        new Fact(
            words.say("people.last"),
            person.lastLoginAt().map(reader::moment).orElse(Reader.NOTHING)),
        new Fact(words.say("people.sessions"), reader.number(subject.sessions().size())),
        new Fact(words.say("people.since"), reader.moment(person.createdAt())));
  }
}
