package ai.agentbar.watch.playbook;

import java.time.Duration;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads the parts of the day whose checklists are signed. */
final class ShiftReader {

  private static final Set<String> KEYS =
      Set.of("id", "off", "name", "hours", "sign_within", "signed_by");

  private final TeamNames teams;
  private final Ids ids = new Ids();

  ShiftReader(TeamNames teams) {
    this.teams = teams;
  }

  List<Shift> readAll(List<YamlSection> sections) {
    List<Shift> shifts = new ArrayList<>();
    for (YamlSection section : sections) {
      if (section.flag("off")) {
        turnOff(section);
      } else {
        shift(section).ifPresent(shifts::add);
      }
    }
    return shifts.stream().sorted(Comparator.comparing(Shift::begins)).toList();
  }

  private void turnOff(YamlSection section) {
    String id = ids.read(section);
    if (!section.keys().contains("hours")) {
      section.mistake(section.placeOf("id"), "there is no shift '%s' to turn off".formatted(id));
    }
    section.refuseKeysBut(KEYS);
  }

  private Optional<Shift> shift(YamlSection section) {
    String id = ids.read(section);
    Wording name = Wordings.read(section, "name");
    Optional<LocalTime[]> hours = section.parsed("hours", BusyHoursReader::span);
    Duration signWithin = section.parsed("sign_within", Durations::parse).orElse(Duration.ZERO);
    List<Team> signers = teams.read(section, "signed_by");
    section.refuseOtherKeys();
    return hours.map(it -> new Shift(id, name, it[0], it[1], signWithin, signers));
  }
}
