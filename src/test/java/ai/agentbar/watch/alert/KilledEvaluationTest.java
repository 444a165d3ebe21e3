package ai.agentbar.watch.alert;

import static org.assertj.core.api.Assertions.assertThat;

import ai.agentbar.testing.RoomTest;
import ai.agentbar.watch.metric.Metric;
import ai.agentbar.watch.playbook.Playbook;
import ai.agentbar.watch.playbook.Playbooks;
import ai.agentbar.watch.playbook.Rule;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * An evaluator is killed: its transaction is cut, wherever it was, and what it knew dies with it.
 * The next one is made anew and knows nothing but the database. A change and its event, of which
 * everybody else hears, are one transaction; so nothing lies between a commit and what it tells.
 */
@RoomTest
class KilledEvaluationTest {

  private static final int ROUNDS = 20;
  private static final int KILLS_A_ROUND = 50;
  private static final Duration SUSTAINED = Duration.ofMinutes(30);

  private final Random random = new Random(20261125);

  @Autowired Playbooks playbooks;
  @Autowired BeanFactory program;
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
    judge(Fate.LIVES);
    for (int kill = 0; kill < KILLS_A_ROUND; kill++) {
      now = begin.plusMillis(at(kill));
      judge(death());
      if (random.nextBoolean()) {
        judge(Fate.LIVES); // It is back before the next one is killed, or it is not.
      }
    }
    now = begin.plus(SUSTAINED).minusMillis(1);
    judge(Fate.LIVES);
    assertThat(firings()).isEmpty();

    now = begin.plus(SUSTAINED);
    judge(death()); // Killed in the very moment in which it fires.
    assertThat(firings()).isEmpty();
    judge(Fate.LIVES);
    judge(Fate.LIVES);
    assertThat(firings()).containsExactly(now);
    assertThat(told()).isOne();
    now = now.plus(Duration.ofHours(1));
    return KILLS_A_ROUND;
  }

  /** Kills are spread over the half hour, each at a random moment of its own stretch. */
  private long at(int kill) {
    long stretch = SUSTAINED.toMillis() / KILLS_A_ROUND;
    return kill * stretch + random.nextLong(stretch);
  }

  private void judge(Fate fate) {
    Numbers numbers = Numbers.at(now).grew(Metric.WEBHOOK_PROCESSING_ERROR, 1, now);
    AlertEvaluation evaluator = new Evaluators(program).at(InstantSource.fixed(now));
    try {
      transaction.executeWithoutResult(
          _ -> {
            evaluator.judge(
                slow,
                _ -> {
                  fate.reach(Fate.DIES_WITH_THE_ROWS_LOCKED);
                  return numbers.readings();
                });
            fate.reach(Fate.DIES_BEFORE_THE_COMMIT);
          });
    } catch (Death _) {
      // The database undoes what it had begun.
    }
  }

  /** Right after the commit each of them dies anyway, since the next judgement is another one's. */
  private enum Fate {
    DIES_WITH_THE_ROWS_LOCKED,
    DIES_BEFORE_THE_COMMIT,
    LIVES;

    void reach(Fate moment) {
      if (this == moment) {
        throw new Death();
      }
    }
  }

  private static final class Death extends Error {

    private static final long serialVersionUID = 1L;

    Death() {
      super("the evaluator was killed", null, false, false);
    }
  }

  private Fate death() {
    return random.nextBoolean() ? Fate.DIES_WITH_THE_ROWS_LOCKED : Fate.DIES_BEFORE_THE_COMMIT;
  }

  /** When those fired that still do. */
  private List<Instant> firings() {
    return jdbc.sql("select fired_at from alert_firing where resolved_at is null limit 10")
        .query((row, _) -> row.getObject("fired_at", OffsetDateTime.class).toInstant())
        .list();
  }

  /** How often the firing of those that still fire was told. */
  private long told() {
    return jdbc.sql(
            """
            select count(*)
            from event e
                 join alert_firing f on e.fields ->> 'firing' = f.id::text
            where e.event = 'ALERT_FIRING'
              and f.resolved_at is null
            """)
        .query(Long.class)
        .single();
  }
}
