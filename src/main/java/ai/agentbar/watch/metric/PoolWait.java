package ai.agentbar.watch.metric;

import java.time.Duration;

/**
 * How long requests wait for a database connection, from one sample to the next: the average of
 * those that got one meanwhile. The longest would be shown for minutes after a single slow one, as
 * after a cold start. Where nobody got one and somebody waits, they have waited since the sample
 * before at least. For one thread.
 */
final class PoolWait {

  private long acquiredBefore;
  private double waitedMsBefore;

  /**
   * @param acquired how many ever got a connection
   * @param waitedMs how long all of them waited together
   * @param waiting how many wait now
   */
  double averageMs(long acquired, double waitedMs, double waiting, Duration sinceBefore) {
    long got = acquired - acquiredBefore;
    double waited = waitedMs - waitedMsBefore;
    acquiredBefore = acquired;
    waitedMsBefore = waitedMs;
    if (got > 0) {
      return waited / got;
    }
    return waiting > 0 ? sinceBefore.toMillis() : 0;
  }
}
