package ai.agentbar.job;

import org.springframework.beans.factory.BeanFactory;

/** Has a running program's heart beat now, for tests that move its clock by minutes. */
public final class Pulse {

  private Pulse() {}

  /** One beat of every role that is alive, and one look at the job runs under way. */
  public static void beat(BeanFactory program) {
    program.getBean(JobRuns.class).watchOver();
    program.getBean(Heartbeats.class).beat();
  }
}
