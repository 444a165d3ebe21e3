package ai.agentbar.watch.checklist;

import ai.agentbar.watch.checklist.Checklist.Period;
import ai.agentbar.watch.playbook.Shift;
import ai.agentbar.watch.playbook.Team;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** One shift of one day, in the merchant's timezone; the day is the one on which it begins. */
record Occurrence(LocalDate day, Period period, List<String> signers) {

  /** A shift that begins in the evening belongs to the day before; its grace may last longer. */
  private static final int DAYS_BACK = 2;

  /**
   * The shifts that need a checklist now: those that go on, and those just over that can still be
   * signed in time. One that passed while the program was down is not made up for: nobody could
   * have looked.
   */
  static List<Occurrence> due(List<Shift> shifts, ZoneId zone, Instant now) {
    LocalDate today = now.atZone(zone).toLocalDate();
    return Stream.iterate(
            today.minusDays(DAYS_BACK), day -> !day.isAfter(today), it -> it.plusDays(1))
        .flatMap(day -> shifts.stream().map(shift -> of(shift, day, zone)))
        .filter(it -> !it.period().beginsAt().isAfter(now))
        .filter(it -> it.period().signBy().isAfter(now))
        .toList();
  }

  /**
   * Whether it was over before the first checklist of all: the program was not there, and nobody
   * was asked to look.
   */
  boolean isBeforeOurs(Optional<Instant> firstBegan, Instant now) {
    boolean over = !period.endsAt().isAfter(now);
    return over && firstBegan.filter(it -> !it.isAfter(period.beginsAt())).isEmpty();
  }

  private static Occurrence of(Shift shift, LocalDate day, ZoneId zone) {
    LocalDate lastDay = shift.ends().isAfter(shift.begins()) ? day : day.plusDays(1);
    Instant endsAt = lastDay.atTime(shift.ends()).atZone(zone).toInstant();
    return new Occurrence(
        day,
        new Period(
            shift.id(),
            shift.name(),
            day.atTime(shift.begins()).atZone(zone).toInstant(),
            endsAt,
            endsAt.plus(shift.signWithin())),
        shift.signers().stream().map(Team::name).toList());
  }
}
