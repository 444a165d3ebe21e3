package ai.agentbar.watch.alert;

import ai.agentbar.event.EventLog;
import ai.agentbar.watch.playbook.Playbooks;
import java.time.InstantSource;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Evaluators as of new processes: they know nothing but the database. */
record Evaluators(BeanFactory program) {

  AlertEvaluation at(InstantSource clock) {
    JdbcClient jdbc = program.getBean(JdbcClient.class);
    Playbooks playbooks = program.getBean(Playbooks.class);
    EventLog events = program.getBean(EventLog.class);
    AlertTable alerts = new AlertTable(jdbc);
    FiringTable firings = new FiringTable(jdbc);
    Silences silences =
        new Silences(playbooks, new SilenceTable(jdbc), new FiringReadTable(jdbc), events, clock);
    return new AlertEvaluation(
        playbooks,
        program.getBean(RuleReadings.class),
        alerts,
        new JudgedTable(jdbc),
        new AlertChanges(alerts, firings, silences, events),
        silences,
        program.getBean(TransactionTemplate.class),
        new LastJudgement(),
        clock);
  }
}
