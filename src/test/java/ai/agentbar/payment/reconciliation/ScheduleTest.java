package ai.agentbar.payment.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;

import ai.agentbar.order.OrderStatus;
import ai.agentbar.payment.reconciliation.Schedule.Ended;
import ai.agentbar.payment.reconciliation.Schedule.OpenPayment;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The schedule and the pace, as pure tables. */
class ScheduleTest {

  private static final Instant OPENED = Instant.parse("2026-11-23T03:00:00Z");
  private static final Instant PAY_BY = OPENED.plus(Duration.ofHours(24));

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        // method, minutes since it was opened when last asked, minutes until the next question
        "-,             -,    5",
        "-,             29,   5",
        "-,             31,   15",
        "qris,          -,    2",
        "QRIS,          -,    2",
        "gopay,         29,   2",
        "shopeepay,     31,   10",
        "credit_card,   -,    2",
        "bank_transfer, -,    15",
        "bank_transfer, 119,  15",
        "bank_transfer, 121,  30",
        "echannel,      -,    30",
        "cstore,        239,  30",
        "cstore,        241,  60",
        "new_method,    -,    5",
      })
  void the_wait_follows_the_method_and_its_age_and_is_a_tenth_in_silence(
      @Nullable String method, @Nullable Long askedAfter, long wait) {
    Instant asked = askedAfter == null ? null : OPENED.plus(Duration.ofMinutes(askedAfter));
    OpenPayment payment = new OpenPayment(method, OPENED, asked, PAY_BY);
    Instant from = asked == null ? OPENED : asked;

    assertThat(Schedule.next(payment, from)).isEqualTo(from.plus(Duration.ofMinutes(wait)));
    assertThat(Schedule.nextInSilence(payment, from))
        .isEqualTo(from.plus(Duration.ofMinutes(wait).dividedBy(10)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "qris", "bank_transfer", "cstore"})
  void no_wait_is_longer_than_five_minutes_before_the_deadline_and_one_look_is_two_after_it(
      String method) {
    List<Instant> looks = looks(method.isEmpty() ? null : method, PAY_BY.plus(Schedule.GRACE));

    List<Instant> last =
        looks.stream().filter(it -> !it.isBefore(PAY_BY.minus(Duration.ofMinutes(30)))).toList();
    assertThat(last.getFirst())
        .isBeforeOrEqualTo(PAY_BY.minus(Duration.ofMinutes(30)).plus(Duration.ofMinutes(5)));
    for (int i = 1; i < last.size(); i++) {
      assertThat(Duration.between(last.get(i - 1), last.get(i)))
          .isLessThanOrEqualTo(Duration.ofMinutes(5));
    }
    assertThat(looks.getLast()).isEqualTo(PAY_BY.plus(Duration.ofMinutes(2)));
  }

  @Test
  void what_stays_open_after_its_deadline_is_looked_at_every_minute_then_ten_then_sixty() {
    assertThat(waitAfterLastLook(Duration.ZERO)).isEqualTo(Duration.ofMinutes(1));
    assertThat(waitAfterLastLook(Duration.ofMinutes(10))).isEqualTo(Duration.ofMinutes(10));
    assertThat(waitAfterLastLook(Duration.ofHours(3))).isEqualTo(Duration.ofHours(1));
  }

  @Test
  void what_should_have_been_asked_long_ago_is_due_now_and_not_in_the_past() {
    Instant now = OPENED.plus(Duration.ofHours(5));

    assertThat(Schedule.next(new OpenPayment("qris", OPENED, OPENED, PAY_BY), now)).isEqualTo(now);
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "bank_transfer, permata,   true",
        "echannel,      -,         true",
        "cstore,        indomaret, true",
        "cstore,        alfamart,  false",
        "bank_transfer, -,         false",
        "qris,          -,         false",
      })
  void a_paid_order_is_looked_at_once_more_only_where_banks_reverse(
      String method, @Nullable String provider, boolean again) {
    Ended fresh = new Ended(OrderStatus.PAID, method, provider, null, OPENED, OPENED);

    assertThat(Schedule.next(fresh).isPresent()).isEqualTo(again);
    if (again) {
      Instant look = OPENED.plus(Duration.ofMinutes(10));
      assertThat(Schedule.next(fresh)).contains(look);
      assertThat(Schedule.next(new Ended(OrderStatus.PAID, method, provider, null, OPENED, look)))
          .isEmpty();
    }
  }

  @Test
  void a_paid_order_that_can_be_paid_again_is_looked_at_when_its_other_ways_have_ended() {
    Instant reversal = OPENED.plus(Duration.ofMinutes(10));
    Instant end = PAY_BY.plus(Schedule.GRACE);

    assertThat(Schedule.next(paidOnce("permata", OPENED))).contains(reversal);
    assertThat(Schedule.next(paidOnce("permata", reversal))).contains(end);
    assertThat(Schedule.next(paidOnce(null, OPENED))).contains(end);
    assertThat(Schedule.next(paidOnce(null, end))).isEmpty();
  }

  private static Ended paidOnce(@Nullable String provider, Instant askedAt) {
    return new Ended(OrderStatus.PAID, "bank_transfer", provider, PAY_BY, OPENED, askedAt);
  }

  @Test
  void an_unpaid_end_is_looked_at_for_late_money_twice_where_a_method_had_been_chosen() {
    Instant first = OPENED.plus(Duration.ofMinutes(10));
    Instant second = OPENED.plus(Duration.ofHours(6));

    assertThat(Schedule.next(new Ended(OrderStatus.EXPIRED, "qris", null, null, OPENED, OPENED)))
        .contains(first);
    assertThat(Schedule.next(new Ended(OrderStatus.FAILED, "qris", null, null, OPENED, first)))
        .contains(second);
    assertThat(Schedule.next(new Ended(OrderStatus.FAILED, "qris", null, null, OPENED, second)))
        .isEmpty();
    assertThat(Schedule.next(new Ended(OrderStatus.EXPIRED, null, null, null, OPENED, OPENED)))
        .isEmpty();
  }

  private static Duration waitAfterLastLook(Duration over) {
    Instant asked = PAY_BY.plus(Schedule.GRACE).plus(over);
    return Duration.between(
        asked, Schedule.next(new OpenPayment("cstore", OPENED, asked, PAY_BY), asked));
  }

  private static List<Instant> looks(@Nullable String method, Instant until) {
    List<Instant> looks = new ArrayList<>();
    Instant asked = null;
    Instant now = OPENED;
    while (now.isBefore(until)) {
      now = Schedule.next(new OpenPayment(method, OPENED, asked, PAY_BY), now);
      assertThat(now).isNotEqualTo(asked);
      asked = now;
      looks.add(now);
    }
    return looks;
  }
}
