package ai.agentbar.watch.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class RateTest {

  private static final Instant START = Instant.parse("2026-11-23T03:00:00Z");
  private static final Rate THREE_A_MINUTE = new Rate(3, Duration.ofMinutes(1));

  @Property
  void no_minute_ever_holds_more_messages_than_allowed_and_each_leaves_in_the_end(
      @ForAll @IntRange(min = 1, max = 5) int messages,
      @ForAll @Size(max = 60) List<@IntRange(max = 20) Integer> pauses) {
    Rate rate = new Rate(messages, Duration.ofMinutes(1));
    List<Instant> sent = new ArrayList<>();
    Instant now = START;
    for (int pause : pauses) {
      now = now.plusSeconds(pause);
      boolean worst = pause % 2 == 0;
      Instant leaves = rate.notBefore(sent, worst, now).orElse(now);
      assertThat(rate.notBefore(sent, worst, leaves)).isEmpty();
      assertThat(leaves).isBetween(now, now.plus(rate.per()));
      now = leaves;
      sent.add(now);
    }
    for (Instant from : sent) {
      assertThat(
              sent.stream().filter(it -> !it.isBefore(from) && it.isBefore(from.plus(rate.per()))))
          .hasSizeLessThanOrEqualTo(messages);
    }
  }

  @Test
  void the_last_message_is_kept_for_the_worst() {
    List<Instant> two = List.of(START, START.plusSeconds(10));

    assertThat(THREE_A_MINUTE.notBefore(two, false, START.plusSeconds(20)))
        .contains(START.plusSeconds(60));
    assertThat(THREE_A_MINUTE.notBefore(two, true, START.plusSeconds(20))).isEmpty();
  }

  @Test
  void even_the_worst_waits_where_nothing_is_left() {
    List<Instant> three = List.of(START, START.plusSeconds(10), START.plusSeconds(20));

    assertThat(THREE_A_MINUTE.notBefore(three, true, START.plusSeconds(30)))
        .contains(START.plusSeconds(60));
    assertThat(THREE_A_MINUTE.notBefore(three, true, START.plusSeconds(60))).isEmpty();
  }

  @Test
  void a_rate_of_one_keeps_nothing_back() {
    Rate one = new Rate(1, Duration.ofMinutes(1));

    assertThat(one.notBefore(List.of(), false, START)).isEmpty();
    assertThat(one.notBefore(List.of(START), true, START.plusSeconds(59)))
        .contains(START.plusSeconds(60));
  }

  @Test
  void a_rate_of_nothing_is_refused() {
    assertThatThrownBy(() -> new Rate(0, Duration.ofMinutes(1))).hasMessageContaining("0 in PT1M");
  }
}
