package ai.agentbar.web.console.key;

import ai.agentbar.staff.ApiKey;
import ai.agentbar.staff.ApiKeys;
import ai.agentbar.staff.Because;
import ai.agentbar.staff.KeyChange;
import ai.agentbar.web.console.Area;
import ai.agentbar.web.console.MissingException;
import ai.agentbar.web.console.Once;
import ai.agentbar.web.console.Typed;
import ai.agentbar.web.console.Words;
import java.time.InstantSource;
import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The keys of machines, one key, and its end. */
@Controller
class KeysPage {

  private final ApiKeys keys;
  private final InstantSource clock;

  KeysPage(ApiKeys keys, InstantSource clock) {
    this.keys = keys;
    this.clock = clock;
  }

  @GetMapping("/keys")
  String list(@ModelAttribute(name = "words", binding = false) Words words, Model model) {
    return listed(new NewKeyForm(Typed.nothing()), "", words, model);
  }

  /** The answer shows the key; a page that led elsewhere could not. */
  @PostMapping("/keys")
  String create(
      @RequestParam MultiValueMap<String, String> fields,
      @ModelAttribute(name = "words", binding = false) Words words,
      Model model) {
    NewKeyForm form = new NewKeyForm(new Typed(fields));
    Optional<String> unfit = form.unfit();
    if (unfit.isPresent()) {
      return listed(form, words.say(unfit.get()), words, model);
    }
    Because because = NewKeyForm.because(form.typed()).orElseThrow();
    return switch (keys.create(form.key(clock.instant()), because)) {
      case KeyChange.Created created -> made(created, words, model);
      case KeyChange.Refused(String why) -> listed(form, words.because(why), words, model);
      case KeyChange.Revoked _, KeyChange.Unknown _ -> "redirect:/keys";
    };
  }

  @GetMapping("/keys/{name}")
  String show(
      @PathVariable String name,
      @ModelAttribute(name = "words", binding = false) Words words,
      Model model) {
    return shown(find(name), "", "", words, model);
  }

  @PostMapping("/keys/{name}/revoke")
  String revoke(
      @PathVariable String name,
      @RequestParam MultiValueMap<String, String> fields,
      @ModelAttribute(name = "words", binding = false) Words words,
      Model model) {
    ApiKey key = find(name);
    Typed typed = new Typed(fields);
    Optional<Because> because = NewKeyForm.because(typed);
    if (because.isEmpty()) {
      String problem = words.say("people.unfit.reason");
      return shown(key, typed.text("reason"), problem, words, model);
    }
    keys.revoke(key.name(), because.get());
    return "redirect:/keys/%s?done=key-revoked".formatted(key.name());
  }

  private static String made(KeyChange.Created created, Words words, Model model) {
    ApiKey key = created.key();
    model.addAttribute(
        "view",
        new Once(
            Area.KEYS.key(),
            words.say("keys.made.title", key.name().text()),
            words.say("keys.made.about"),
            created.secret().reveal(),
            key.expiresAt().map(words.reader()::moment).orElse(""),
            "/keys/" + key.name()));
    return Once.PAGE;
  }

  private String listed(NewKeyForm form, String problem, Words words, Model model) {
    model.addAttribute("view", KeysView.of(keys.all(), form, problem, clock.instant(), words));
    return "console/keys";
  }

  private String shown(ApiKey key, String reason, String problem, Words words, Model model) {
    model.addAttribute("view", KeyView.of(key, reason, problem, clock.instant(), words));
    return "console/key";
  }

  private ApiKey find(String name) {
    return keys.all().stream()
        .filter(it -> it.name().text().equals(name))
        .findFirst()
        .orElseThrow(() -> new MissingException("key", Area.KEYS));
  }
}
