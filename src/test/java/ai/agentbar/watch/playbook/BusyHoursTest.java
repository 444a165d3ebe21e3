package ai.agentbar.watch.playbook;

import static org.assertj.core.api.Assertions.assertThat;

import ai.agentbar.watch.playbook.BusyHours.Hours;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BusyHoursTest {

  private static final ZoneId JAKARTA = ZoneId.of("Asia/Jakarta");
  private static final LocalDate CHRISTMAS = LocalDate.parse("2026-12-25");

  private final BusyHours byDay = hours("07:00", "23:00");
  private final BusyHours overMidnight = hours("18:00", "02:00");

  @Test
  void busy_is_from_the_opening_to_before_the_closing() {
    assertThat(byDay.busySince(at("2026-11-23T06:59:59"))).isEmpty();
    assertThat(byDay.busySince(at("2026-11-23T07:00:00"))).contains(at("2026-11-23T07:00:00"));
    assertThat(byDay.busySince(at("2026-11-23T22:59:59"))).contains(at("2026-11-23T07:00:00"));
    assertThat(byDay.busySince(at("2026-11-23T23:00:00"))).isEmpty();
  }

  @Test
  void hours_and_holidays_are_those_of_the_merchants_timezone_and_not_of_jakarta() {
    ZoneId jayapura = ZoneId.of("Asia/Jayapura");
    BusyHours there = new BusyHours(jayapura, byDay.hours(), byDay.holidays());
    Instant opening = Instant.parse("2026-11-22T22:00:00Z");

    assertThat(there.busySince(opening.minusSeconds(1))).isEmpty();
    assertThat(there.busySince(opening)).contains(opening);
    assertThat(there.busySince(Instant.parse("2026-11-23T13:59:59Z"))).contains(opening);
    assertThat(there.busySince(Instant.parse("2026-11-23T14:00:00Z"))).isEmpty();
    // Christmas begins there two hours before it does in Jakarta.
    assertThat(there.busySince(Instant.parse("2026-12-24T22:00:00Z"))).isEmpty();
    assertThat(there.busySince(Instant.parse("2026-12-23T22:00:00Z"))).isPresent();
  }

  @Test
  void a_period_over_midnight_belongs_to_the_day_on_which_it_opens() {
    assertThat(overMidnight.busySince(at("2026-11-24T01:59:59")))
        .contains(at("2026-11-23T18:00:00"));
    assertThat(overMidnight.busySince(at("2026-11-24T02:00:00"))).isEmpty();
    // Friday's period reaches into a Saturday that is no day of business.
    assertThat(overMidnight.busySince(at("2026-11-28T01:00:00")))
        .contains(at("2026-11-27T18:00:00"));
    assertThat(overMidnight.busySince(at("2026-11-28T19:00:00"))).isEmpty();
  }

  @Test
  void no_period_opens_on_a_holiday_and_the_one_before_still_ends() {
    assertThat(byDay.busySince(at("2026-12-25T10:00:00"))).isEmpty();
    assertThat(overMidnight.busySince(at("2026-12-25T01:00:00")))
        .contains(at("2026-12-24T18:00:00"));
    assertThat(overMidnight.busySince(at("2026-12-26T01:00:00"))).isEmpty();
  }

  @Test
  void whole_days_are_one_period_that_goes_on_through_midnight() {
    BusyHours always =
        new BusyHours(
            JAKARTA,
            List.of(
                new Hours(EnumSet.allOf(DayOfWeek.class), LocalTime.MIDNIGHT, LocalTime.MIDNIGHT)),
            Set.of());

    Instant shortlyAfterMidnight = at("2026-11-24T00:00:01");

    assertThat(always.busySince(shortlyAfterMidnight))
        .hasValueSatisfying(
            since -> assertThat(since).isBefore(shortlyAfterMidnight.minusSeconds(86_400)));
  }

  @Test
  void each_day_of_the_week_may_have_hours_of_its_own() {
    BusyHours weekendsLater =
        new BusyHours(
            JAKARTA,
            List.of(
                new Hours(
                    EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY),
                    LocalTime.of(7, 0),
                    LocalTime.of(23, 0)),
                new Hours(
                    EnumSet.of(DayOfWeek.SATURDAY), LocalTime.of(10, 0), LocalTime.of(20, 0))),
            Set.of());

    assertThat(weekendsLater.busySince(at("2026-11-27T08:00:00")))
        .contains(at("2026-11-27T07:00:00"));
    assertThat(weekendsLater.busySince(at("2026-11-28T08:00:00"))).isEmpty();
    assertThat(weekendsLater.busySince(at("2026-11-28T10:00:00")))
        .contains(at("2026-11-28T10:00:00"));
    assertThat(weekendsLater.busySince(at("2026-11-29T12:00:00"))).isEmpty();
  }

  private static BusyHours hours(String opens, String closes) {
    return new BusyHours(
        JAKARTA,
        List.of(
            new Hours(
                EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY),
                LocalTime.parse(opens),
                LocalTime.parse(closes))),
        Set.of(CHRISTMAS));
  }

  private static Instant at(String jakartaTime) {
    return LocalDateTime.parse(jakartaTime).atZone(JAKARTA).toInstant();
  }
}
