package ai.agentbar.watch.playbook;

import java.util.List;
import java.util.Optional;

/** Reads one step: a probe, an action, or what a person does. */
final class StepReader {

  private StepReader() {}

  static Step read(YamlSection section) {
    Wording text = Wordings.texts(section);
    List<ProbeName> probes = section.keys().contains("probe") ? probes(section) : List.of();
    Optional<ActionName> action =
        section.optionalParsed("action", name -> Names.of(ActionName.class, name));
    boolean automatic = action.isPresent() && section.flag("automatic");
    String link = section.optionalParsed("link", StepReader::link).orElse("");
    refuseMixture(section);
    section.refuseOtherKeys();
    if (!probes.isEmpty()) {
      return new Step.Probe(text, probes);
    }
    return action
        .<Step>map(it -> new Step.Action(text, it, automatic))
        .orElseGet(() -> new Step.Manual(text, link));
  }

  private static List<ProbeName> probes(YamlSection section) {
    return section.texts("probe").stream()
        .flatMap(it -> section.parse(it, "probe", name -> Names.of(ProbeName.class, name)).stream())
        .toList();
  }

  private static void refuseMixture(YamlSection section) {
    List<String> kinds =
        List.of("probe", "action", "link").stream().filter(section.keys()::contains).toList();
    if (kinds.size() > 1) {
      section.mistake(section.placeOf(kinds.get(1)), "a step is one of " + kinds);
    }
  }

  private static String link(String text) {
    if (!text.matches("https://\\S+|/\\S*")) {
      throw new IllegalArgumentException(
          "an address of the form https://host or /path is expected");
    }
    return text;
  }
}
