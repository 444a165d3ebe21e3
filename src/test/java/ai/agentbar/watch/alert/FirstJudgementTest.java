package ai.agentbar.watch.alert;

import static org.assertj.core.api.Assertions.assertThat;

import ai.agentbar.testing.MovableClock;
import ai.agentbar.testing.RoomTest;
import ai.agentbar.watch.metric.Metric;
import ai.agentbar.watch.playbook.Playbook;
import ai.agentbar.watch.playbook.PlaybookTexts;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** A watch that has just begun, with the shipped playbook. */
@RoomTest
class FirstJudgementTest {

  private static final String RULE = "worker_down";

  @Autowired BeanFactory program;
  @Autowired TransactionTemplate transaction;
  @Autowired JdbcClient jdbc;

  private final MovableClock clock = new MovableClock(RoomTest.START.plus(Duration.ofDays(500)));
  private final Playbook shipped = PlaybookTexts.read("/playbook.yaml");
  private AlertTable alerts;

  @BeforeEach
  void oneRule() {
    alerts = new AlertTable(jdbc);
    forget();
    alerts.ensure(List.of(RULE));
  }

  @AfterEach
  void forget() {
    jdbc.sql("update alert_firing set resolved_at = fired_at where resolved_at is null").update();
    jdbc.sql("delete from alert").update();
  }

  @Test
  void a_heart_is_called_silent_only_by_a_watch_that_has_listened_for_fifteen_seconds() {
    AlertEvaluation evaluator = new Evaluators(program).at(clock);
    evaluator.step();
    judge(evaluator);
    assertThat(state()).isEqualTo("OK");

    clock.move(AlertEvaluation.LISTENS_FIRST.minusMillis(1));
    judge(evaluator);
    assertThat(state()).isEqualTo("OK");

    clock.move(Duration.ofMillis(1));
    judge(evaluator);
    assertThat(state()).isEqualTo("FIRING");
  }

  private void judge(AlertEvaluation evaluator) {
    Numbers nobody =
        Numbers.at(clock.instant()).gauge(Metric.WORKER_ALIVE, 0).gauge(Metric.WORKER_EXPECTED, 0);
    transaction.executeWithoutResult(_ -> evaluator.judge(shipped, _ -> nobody.readings()));
  }

  private String state() {
    return jdbc.sql("select state from alert where rule_id = :rule")
        .param("rule", RULE)
        .query(String.class)
        .single();
  }
}
