package ai.agentbar.web.console.people;

import ai.agentbar.staff.OneTimeLink;
import ai.agentbar.staff.People;
import ai.agentbar.staff.Person;
import ai.agentbar.staff.StaffChange;
import ai.agentbar.web.CurrentActor;
import ai.agentbar.web.console.Area;
import ai.agentbar.web.console.Once;
import ai.agentbar.web.console.Typed;
import ai.agentbar.web.console.Words;
import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Everybody who works here, and whoever joins. */
@Controller
class PeoplePage {

  private final People people;

  PeoplePage(People people) {
    this.people = people;
  }

  @GetMapping("/people")
  String list(@ModelAttribute(name = "words", binding = false) Words words, Model model) {
    return shown(new NewPersonForm(Typed.nothing()), "", words, model);
  }

  /** The answer shows the link; a page that led elsewhere could not. */
  @PostMapping("/people")
  String create(
      @RequestParam MultiValueMap<String, String> fields,
      @ModelAttribute(name = "words", binding = false) Words words,
      Model model) {
    NewPersonForm form = new NewPersonForm(new Typed(fields));
    Optional<String> unfit = form.unfit();
    if (unfit.isPresent()) {
      return shown(form, words.say(unfit.get()), words, model);
    }
    return switch (people.create(
        form.person(), NewPersonForm.because(form.typed()).orElseThrow())) {
      case StaffChange.Linked(Person person, OneTimeLink link) ->
          linked(person, link, words, model);
      case StaffChange.Refused(String why) -> shown(form, words.because(why), words, model);
      case StaffChange.Done _, StaffChange.Unknown _ -> "redirect:/people";
    };
  }

  static String linked(Person person, OneTimeLink link, Words words, Model model) {
    model.addAttribute(
        "view",
        new Once(
            Area.PEOPLE.key(),
            words.say("one-person.link.title", person.name().text()),
            words.say("one-person.link.about", person.login().text()),
            link.address(),
            words.reader().moment(link.until()),
            "/people/" + person.login()));
    return Once.PAGE;
  }

  private String shown(NewPersonForm form, String problem, Words words, Model model) {
    model.addAttribute(
        "view", PeopleView.of(people.all(), CurrentActor.get().name(), form, problem, words));
    return "console/people";
  }
}
