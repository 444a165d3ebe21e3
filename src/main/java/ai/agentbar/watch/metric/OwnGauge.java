package ai.agentbar.watch.metric;

/**
 * What another room knows of this process and no event tells. Every process samples it, by its own
 * name; it is asked every few seconds and answers at once, without the database or the network.
 */
public interface OwnGauge {

  /** One whose series are instances. */
  Metric metric();

  long amount();
}
