package ai.agentbar.watch.metric;

/** A gauge as it was seen a moment ago. */
record Sample(Metric metric, String label, long amount) {

  static Sample of(Metric metric, long amount) {
    return new Sample(metric, "", amount);
  }
}
