package ai.agentbar.watch.alert;

import static org.assertj.core.api.Assertions.assertThat;

import ai.agentbar.event.EventLog;
import ai.agentbar.testing.RoomTest;
import ai.agentbar.watch.metric.Metric;
import ai.agentbar.watch.playbook.Playbook;
import ai.agentbar.watch.playbook.Playbooks;
import ai.agentbar.watch.playbook.Rule;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * An evaluator is killed: its transaction is cut, and what it knew dies with it. The next one is
 * made anew and knows nothing but the database.
 */
@RoomTest
class KilledEvaluationTest {

  private static final int ROUNDS = 20;
  private static final int KILLS_A_ROUND = 50;
  private static final Duration SUSTAINED = Duration.ofMinutes(30);

  private final Random random = new Random(20261125);

  @Autowired Playbooks playbooks;
  @Autowired RuleReadings readings;
  @Autowired EventLog events;
  @Autowired TransactionTemplate transaction;
  @Autowired JdbcClient jdbc;

  private Playbook slow;
  private Instant now = RoomTest.START.plus(Duration.ofDays(400));

  @BeforeEach
  void oneRuleThatTakesHalfAnHour() {
    Playbook current = playbooks.current();
    Rule.Growth like = (Rule.Growth) current.rule("webhook_processing_error").orElseThrow();
    Rule.Card card = like.card();
    Rule rule =
        new Rule.Growth(
            new Rule.Card(
                card.id(),
                card.title(),
                card.description(),
                new Rule.Timing(SUSTAINED, Duration.ofMinutes(5), false),
                card.severity(),
                false,
                card.receivers(),
                card.steps()),
            like.metric(),
            like.window(),
            1);
    slow =
        new Playbook(
            current.busyHours(),
            current.severities(),
            current.teams(),
            current.bands(),
            current.delivery(),
            current.shifts(),
            List.of(rule));
    forget();
  }

  /** Nothing fires, and nothing is remembered. */
  @AfterEach
  void forget() {
    jdbc.sql("update alert_firing set resolved_at = fired_at where resolved_at is null").update();
    jdbc.sql("delete from alert").update();
  }

  @Test
  void killed_a_thousand_times_within_its_half_hours_an_alert_fires_in_time_each_time() {
    int kills = 0;
    for (int round = 0; round < ROUNDS; round++) {
      kills += round();
    }

    assertThat(kills).isEqualTo(ROUNDS * KILLS_A_ROUND);
  }

  /** One half hour from quiet to firing, with kills at random moments, and quiet again. */
  private int round() {
    forget();
    new AlertTable(jdbc).ensure(List.of("webhook_processing_error"));
    Instant begin = now;
    judge(false);
    for (int kill = 0; kill < KILLS_A_ROUND; kill++) {
      now = begin.plusMillis(at(kill));
      judge(true);
      if (random.nextBoolean()) {
        judge(false); // It is back before the next one is killed, or it is not.
      }
    }
    now = begin.plus(SUSTAINED).minusMillis(1);
    judge(false);
    assertThat(firings()).isZero();

    now = begin.plus(SUSTAINED);
    judge(true); // Killed in the very moment in which it fires.
    assertThat(firings()).isZero();
    judge(false);
    judge(false);
    assertThat(firings()).isOne();
    now = now.plus(Duration.ofHours(1));
    return KILLS_A_ROUND;
  }

  /** Kills are spread over the half hour, each at a random moment of its own stretch. */
  private long at(int kill) {
    long stretch = SUSTAINED.toMillis() / KILLS_A_ROUND;
    return kill * stretch + random.nextLong(stretch);
  }

  private void judge(boolean killed) {
    Instant moment = now;
    Numbers numbers = Numbers.at(moment).grew(Metric.WEBHOOK_PROCESSING_ERROR, 1, moment);
    AlertEvaluation evaluator = evaluator();
    transaction.executeWithoutResult(
        status -> {
          evaluator.judge(slow, numbers::readings);
          if (killed) {
            status.setRollbackOnly();
          }
        });
  }

  private AlertEvaluation evaluator() {
    InstantSource clock = InstantSource.fixed(now);
    AlertTable alerts = new AlertTable(jdbc);
    FiringTable firings = new FiringTable(jdbc);
    Silences silences = new Silences(playbooks, new SilenceTable(jdbc), firings, events, clock);
    return new AlertEvaluation(
        playbooks,
        readings,
        alerts,
        new AlertChanges(alerts, firings, silences, events),
        silences,
        transaction,
        new LastJudgement(),
        clock);
  }

  private long firings() {
    return jdbc.sql("select count(*) from alert_firing where resolved_at is null")
        .query(Long.class)
        .single();
  }
}
