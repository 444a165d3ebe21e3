package ai.agentbar.watch.alert;

import static org.assertj.core.api.Assertions.assertThat;

import ai.agentbar.watch.metric.Metric;
import ai.agentbar.watch.metric.PastDay;
import ai.agentbar.watch.playbook.Playbook;
import ai.agentbar.watch.playbook.PlaybookTexts;
import ai.agentbar.watch.playbook.Retuning;
import ai.agentbar.watch.playbook.Rule;
import ai.agentbar.watch.playbook.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is stored, judged once more, fires as it fired live. */
class ReplayTest {

  /** A Monday, 08:00 WIB. */
  private static final Instant BEGIN = Instant.parse("2026-11-23T01:00:00Z");

  private static final Instant END = BEGIN.plus(StoredPast.LENGTH);
  private static final int NEVER = 10_000;

  private final Playbook playbook = PlaybookTexts.read("/playbook.yaml");

  @ParameterizedTest
  @CsvSource({
    "webhook_processing_error, 2, 10",
    // Near its limit a ratio goes up and down within ten seconds; its end is less exact.
    "payment_conversion_drop, 1, 30",
    "webhook_invalid_signature_spike, 1, 10",
    "no_webhook, 1, 10",
    "outbox_backlog, 1, 10",
    "worker_down, 1, 10"
  })
  void every_kind_fires_as_often_as_live_and_at_about_the_same_time(
      String id, int times, int exactSeconds) {
    Rule rule = rule(id);
    for (long seed = 1; seed <= 3; seed++) {
      StoredPast past = new StoredPast(seed, BEGIN);

      List<WouldBe> replayed = replayed(rule, past.stored(NEVER, NEVER)).firings();

      List<WouldBe> live = live(rule, past);
      assertThat(live).as("live, seed %d", seed).hasSize(times);
      assertThat(replayed).as("seed %d", seed).hasSameSizeAs(live);
      for (int i = 0; i < live.size(); i++) {
        assertSame(replayed.get(i), live.get(i), Duration.ofSeconds(exactSeconds));
      }
    }
  }

  @Test
  void what_is_worse_than_the_rule_says_is_as_bad_in_hindsight() {
    StoredPast past = new StoredPast(4, BEGIN);

    assertThat(replayed(rule("payment_conversion_drop"), past.stored(NEVER, NEVER)).firings())
        .extracting(WouldBe::severity)
        .containsExactly(Severity.P0);
  }

  @Test
  void another_limit_and_another_duration_fire_at_other_times() {
    PastDay stored = new StoredPast(5, BEGIN).stored(NEVER, NEVER);
    Rule backlog = rule("outbox_backlog");

    assertThat(replayed(tuned(backlog, "40", ""), stored).firings()).isEmpty();
    assertThat(replayed(tuned(backlog, "20", "0s"), stored).firings()).hasSize(2);
    assertThat(replayed(tuned(backlog, "", "10m"), stored).firings()).isEmpty();
    assertThat(replayed(tuned(rule("webhook_processing_error"), "2", ""), stored).firings())
        .hasSize(1);
  }

  @Test
  void of_a_time_that_nobody_wrote_down_nothing_is_said_and_nothing_is_resolved_in_it() {
    StoredPast past = new StoredPast(6, BEGIN);
    Replay backlog = replayed(rule("outbox_backlog"), past.stored(304, 320));

    assertThat(backlog.missing()).isBetween(Duration.ofMinutes(15), Duration.ofMinutes(16));
    assertThat(backlog.firings()).hasSize(1);
    assertThat(backlog.firings().getFirst().to().orElseThrow()).isAfter(past.at(320));

    Replay errors = replayed(rule("webhook_processing_error"), past.stored(55, 70));
    // What happened meanwhile is said once it is known, as live.
    assertThat(errors.firings()).hasSize(2);
    assertThat(errors.firings().getFirst().from()).isBetween(past.at(70), past.at(71));
    assertThat(errors.firings().getLast().from()).isAfter(past.at(239));
  }

  @Test
  void without_anything_stored_all_of_it_is_missing() {
    Replay nothing = replayed(rule("no_webhook"), new PastDay(Map.of(), none()));

    assertThat(nothing.firings()).isEmpty();
    assertThat(nothing.knownSince()).isEmpty();
    assertThat(nothing.missing()).isEqualTo(StoredPast.LENGTH);
  }

  /** Orders by age are written down from half an hour on, and not from every age. */
  @Test
  void of_an_age_of_the_rules_own_it_is_said_that_nothing_can_be_said() {
    PastDay stored = new StoredPast(6, BEGIN).stored(NEVER, NEVER);
    Rule.Threshold shipped = (Rule.Threshold) rule("orders_pending_aging");
    Rule older =
        new Rule.Threshold(
            shipped.card(),
            shipped.metric(),
            shipped.side(),
            shipped.limit(),
            Optional.of(Duration.ofHours(1)));

    assertThat(replayed(shipped, stored).missing()).isLessThan(Duration.ofMinutes(2));
    assertThat(replayed(older, stored).missing()).isEqualTo(StoredPast.LENGTH);
    assertThat(replayed(older, stored).firings()).isEmpty();
  }

  @Test
  void what_still_fires_at_the_end_has_no_end() {
    StoredPast past = new StoredPast(7, BEGIN);
    Replay replay = new Replay(rule("outbox_backlog"), playbook.busyHours());
    replay.judge(past.stored(NEVER, NEVER), BEGIN, past.at(305));

    assertThat(replay.firings()).extracting(WouldBe::to).containsExactly(Optional.empty());
  }

  private Replay replayed(Rule rule, PastDay stored) {
    Replay replay = new Replay(rule, playbook.busyHours());
    replay.remember(before(stored));
    replay.judge(stored, BEGIN, END);
    return replay;
  }

  private static PastDay before(PastDay stored) {
    Map<Metric, NavigableMap<Instant, Long>> early = new EnumMap<>(Metric.class);
    stored.buckets().forEach((metric, grown) -> early.put(metric, grown.headMap(BEGIN, false)));
    return new PastDay(early, none());
  }

  private static NavigableMap<Instant, Map<Metric, Long>> none() {
    return new TreeMap<>();
  }

  /** As {@link AlertEvaluation} and {@link AlertChanges} do, second by second. */
  private List<WouldBe> live(Rule rule, StoredPast past) {
    List<WouldBe> firings = new ArrayList<>();
    AlertState[] state = {new AlertState.Ok()};
    past.happen(
        Duration.ofSeconds(1),
        readings -> {
          Judgement judgement =
              new Unjudged(Optional.empty()).next(rule, readings, playbook.busyHours(), state[0]);
          boolean fired = state[0].known() instanceof AlertState.Firing;
          if (judgement.next() instanceof AlertState.Firing && !fired) {
            firings.add(
                new WouldBe(
                    readings.at(),
                    Optional.empty(),
                    judgement.severity().orElse(rule.card().severity()),
                    judgement.value(),
                    judgement.limit()));
          } else if (judgement.next() instanceof AlertState.Ok && fired) {
            firings.add(firings.removeLast().endedAt(readings.at()));
          }
          state[0] = judgement.next();
        });
    return firings;
  }

  private static void assertSame(WouldBe replayed, WouldBe live, Duration exact) {
    assertThat(replayed.from()).isBetween(live.from().minus(exact), live.from().plus(exact));
    assertThat(replayed.to().orElseThrow())
        .isBetween(live.to().orElseThrow().minus(exact), live.to().orElseThrow().plus(exact));
  }

  private static Rule tuned(Rule rule, String limit, String sustained) {
    return ((Retuning.Tuned) Retuning.of(rule, limit, sustained)).rule();
  }

  private Rule rule(String id) {
    return playbook.rule(id).orElseThrow();
  }
}
