package ai.agentbar.watch.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import ai.agentbar.watch.playbook.Playbook;
import ai.agentbar.watch.playbook.PlaybookTexts;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PaceTest {

  private static final Instant NOW = Instant.parse("2026-11-25T03:00:00Z");
  private static final Duration EVERY = Duration.ofMillis(2_500);

  private final Pace pace = new Pace(EVERY);

  @Test
  void three_leave_at_once_the_fourth_after_the_pace_and_of_a_p0_one_more_at_once() {
    assertThat(pace.notBefore(List.of(), false, NOW)).isEmpty();
    assertThat(pace.notBefore(List.of(NOW, NOW), false, NOW)).isEmpty();
    assertThat(pace.notBefore(List.of(NOW, NOW, NOW), false, NOW)).contains(NOW.plus(EVERY));
    assertThat(pace.notBefore(List.of(NOW, NOW, NOW), true, NOW)).isEmpty();
    assertThat(pace.notBefore(List.of(NOW, NOW, NOW, NOW), true, NOW)).contains(NOW.plus(EVERY));
    assertThat(pace.notBefore(List.of(NOW, NOW, NOW), false, NOW.plus(EVERY))).isEmpty();
  }

  @Test
  void whatever_was_sent_before_nothing_waits_longer_than_the_pace() {
    Random random = new Random(20261125);
    List<Instant> sentAt = new ArrayList<>();
    Instant now = NOW;
    for (int message = 0; message < 1_000; message++) {
      now = now.plusMillis(random.nextInt(4_000));
      Instant leaves = pace.notBefore(sentAt, false, now).orElse(now);
      assertThat(Duration.between(now, leaves)).isLessThanOrEqualTo(EVERY);
      now = leaves;
      sentAt.add(now);
    }
  }

  @Test
  void in_the_longest_storm_no_more_leave_than_the_pace_and_two() {
    List<Instant> sentAt = new ArrayList<>();
    for (int millis = 0; millis < 10_000; millis += 100) {
      if (pace.notBefore(sentAt, false, NOW.plusMillis(millis)).isEmpty()) {
        sentAt.add(NOW.plusMillis(millis));
      }
    }
    assertThat(sentAt).hasSize(6);
  }

  @Test
  void the_shortest_bundle_a_playbook_may_name_is_a_pace() {
    Playbook playbook =
        PlaybookTexts.parse(
            "mine.yaml", "extends: classpath:playbook.yaml\ndelivery: {bundle_within: 1ms}\n");

    Pace shortest = Terms.pace(playbook.delivery());

    assertThat(shortest.notBefore(List.of(NOW, NOW, NOW), false, NOW)).isPresent();
    assertThat(shortest.notBefore(List.of(NOW, NOW, NOW), false, NOW.plusMillis(1))).isEmpty();
  }
}
