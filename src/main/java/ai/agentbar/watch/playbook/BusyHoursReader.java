package ai.agentbar.watch.playbook;

import ai.agentbar.watch.playbook.BusyHours.Hours;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads when buyers usually buy. */
final class BusyHoursReader {

  private BusyHoursReader() {}

  static Optional<BusyHours> read(YamlSection section) {
    Optional<ZoneId> zone = section.parsed("timezone", ZoneId::of);
    Set<DayOfWeek> taken = EnumSet.noneOf(DayOfWeek.class);
    List<Hours> hours =
        section.sections("hours").stream().flatMap(it -> hours(it, taken).stream()).toList();
    Set<LocalDate> holidays =
        section.optionalTexts("holidays").stream()
            .flatMap(it -> section.parse(it, "holidays", LocalDate::parse).stream())
            .collect(Collectors.toUnmodifiableSet());
    section.refuseOtherKeys();
    return zone.map(in -> new BusyHours(in, hours, holidays));
  }

  private static Optional<Hours> hours(YamlSection section, Set<DayOfWeek> taken) {
    Set<DayOfWeek> days =
        section.texts("days").stream()
            .flatMap(it -> section.parse(it, "days", text -> day(text, taken)).stream())
            .collect(Collectors.toUnmodifiableSet());
    Optional<LocalTime[]> hours = section.parsed("hours", BusyHoursReader::span);
    section.refuseOtherKeys();
    return hours.map(it -> new Hours(days, it[0], it[1]));
  }

  private static DayOfWeek day(String name, Set<DayOfWeek> taken) {
    DayOfWeek day = Names.of(DayOfWeek.class, name);
    if (!taken.add(day)) {
      throw new IllegalArgumentException("'" + name + "' has its hours already");
    }
    return day;
  }

  /** A begin and an end of day: {@code 07:00-23:00}. */
  static LocalTime[] span(String text) {
    if (!text.matches("\\d{2}:\\d{2}-\\d{2}:\\d{2}")) {
      throw new IllegalArgumentException("hours are written 07:00-23:00, not '" + text + "'");
    }
    return new LocalTime[] {time(text.substring(0, 5)), time(text.substring(6))};
  }

  private static LocalTime time(String text) {
    return text.equals("24:00") ? LocalTime.MIDNIGHT : LocalTime.parse(text);
  }
}
