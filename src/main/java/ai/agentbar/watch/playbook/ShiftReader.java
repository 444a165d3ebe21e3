package ai.agentbar.watch.playbook;

import java.time.Duration;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the parts of the day whose checklists are signed. */
final class ShiftReader {

  private final TeamNames teams;
  private final Ids ids = new Ids();

  ShiftReader(TeamNames teams) {
    this.teams = teams;
  }

  List<Shift> readAll(List<YamlSection> sections) {
    List<Shift> shifts = new ArrayList<>();
    sections.forEach(section -> shift(section).ifPresent(shifts::add));
    return shifts;
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
