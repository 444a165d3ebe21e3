package ai.agentbar.web.console.people;

import ai.agentbar.staff.LoginName;
import ai.agentbar.staff.People;
import ai.agentbar.staff.Person;
import ai.agentbar.staff.Sessions;
import ai.agentbar.web.CurrentActor;
import ai.agentbar.web.console.Area;
import ai.agentbar.web.console.MissingException;
import ai.agentbar.web.console.Words;
import ai.agentbar.web.console.people.PersonView.Refusal;
import ai.agentbar.web.console.people.PersonView.Subject;
import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;

/** One person. */
@Controller
class PersonPage {

  private final People people;
  private final Sessions sessions;

  PersonPage(People people, Sessions sessions) {
    this.people = people;
    this.sessions = sessions;
  }

  @GetMapping("/people/{login}")
  String show(
      @PathVariable String login,
      @ModelAttribute(name = "words", binding = false) Words words,
      Model model) {
    return shown(find(login), Refusal.NONE, words, model);
  }

  String shown(Person person, Refusal refusal, Words words, Model model) {
    LoginName login = person.login();
    Subject subject =
        new Subject(
            person,
            sessions.of(login, Optional.empty()),
            person.actor().equals(CurrentActor.get()),
            people.isLastAdministrator(login));
    model.addAttribute("view", PersonView.of(subject, refusal, words));
    return "console/person";
  }

  Person find(String login) {
    return LoginName.parse(login).flatMap(people::find).orElseThrow(PersonPage::missing);
  }

  static MissingException missing() {
    return new MissingException("colleague", Area.PEOPLE);
  }
}
