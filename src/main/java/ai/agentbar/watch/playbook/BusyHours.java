package ai.agentbar.watch.playbook;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * When buyers usually buy. A period belongs to the day on which it opens: with hours from 18:00 to
 * 02:00 Friday's period ends on Saturday at 02:00, also when Saturday is a holiday.
 *
 * @param closes later than {@code opens} for the same day, else on the day after; the same as
 *     {@code opens} means the whole day
 * @param holidays days on which no period opens
 */
public record BusyHours(
    ZoneId zone, Set<DayOfWeek> days, LocalTime opens, LocalTime closes, Set<LocalDate> holidays) {

  /** Periods that touch are followed back this far: longer than any silence anyone waits for. */
  private static final int DAYS_BACK_MAX = 8;

  private record Period(Instant opensAt, Instant closesAt) {

    boolean contains(Instant moment) {
      return !moment.isBefore(opensAt) && moment.isBefore(closesAt);
    }
  }

  /** Since when it has been busy without a break, or nothing while it is not busy. */
  public Optional<Instant> busySince(Instant moment) {
    LocalDate today = moment.atZone(zone).toLocalDate();
    Optional<Instant> since = Optional.empty();
    for (int back = 0; back <= DAYS_BACK_MAX; back++) {
      Optional<Period> period = periodOf(today.minusDays(back)).filter(reaches(moment, since));
      if (period.isPresent()) {
        since = period.map(Period::opensAt);
      } else if (back > 0) {
        return since;
      }
    }
    return since;
  }

  /** A period that holds the moment, or, once one is found, that goes on to where it opens. */
  private static Predicate<Period> reaches(Instant moment, Optional<Instant> since) {
    return since.isEmpty()
        ? period -> period.contains(moment)
        : period -> !period.closesAt().isBefore(since.get());
  }

  private Optional<Period> periodOf(LocalDate day) {
    if (!days.contains(day.getDayOfWeek()) || holidays.contains(day)) {
      return Optional.empty();
    }
    LocalDate lastDay = closes.isAfter(opens) ? day : day.plusDays(1);
    return Optional.of(
        new Period(
            day.atTime(opens).atZone(zone).toInstant(),
            lastDay.atTime(closes).atZone(zone).toInstant()));
  }
}
