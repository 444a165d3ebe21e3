package ai.agentbar.watch.playbook;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** Reads ids, each of which stands once. */
final class Ids {

  private final Set<String> taken = new HashSet<>();

  String read(YamlSection section) {
    Optional<YamlSection.Line> id = section.text("id");
    id.filter(it -> !it.text().matches("[a-z][a-z0-9_]{0,62}"))
        .ifPresent(
            it -> section.mistake(it.place(), "id: lower-case letters, digits and _ are expected"));
    id.filter(it -> !taken.add(it.text()))
        .ifPresent(it -> section.mistake(it.place(), "id: '" + it.text() + "' stands twice"));
    return id.map(YamlSection.Line::text).orElse("");
  }
}
