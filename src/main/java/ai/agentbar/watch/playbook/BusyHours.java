package ai.agentbar.watch.playbook;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * When buyers usually buy. A period belongs to the day on which it opens: with hours from 18:00 to
 * 02:00 Friday's period ends on Saturday at 02:00, also when Saturday is a holiday.
 *
 * @param zone the merchant's timezone
 * @param hours at most one entry has a certain day of the week
 * @param holidays days on which no period opens
 */
public record BusyHours(ZoneId zone, List<Hours> hours, Set<LocalDate> holidays) {

  /**
   * The same hours on some days of the week.
   *
   * @param closes later than {@code opens} for the same day, else on the day after; the same as
   *     {@code opens} means the whole day
   */
  public record Hours(Set<DayOfWeek> days, LocalTime opens, LocalTime closes) {}

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
    if (holidays.contains(day)) {
      return Optional.empty();
    }
    return hours.stream()
        .filter(it -> it.days().contains(day.getDayOfWeek()))
        .findFirst()
        .map(it -> period(day, it));
  }

  private Period period(LocalDate day, Hours of) {
    LocalDate lastDay = of.closes().isAfter(of.opens()) ? day : day.plusDays(1);
    return new Period(
        day.atTime(of.opens()).atZone(zone).toInstant(),
        lastDay.atTime(of.closes()).atZone(zone).toInstant());
  }
}
