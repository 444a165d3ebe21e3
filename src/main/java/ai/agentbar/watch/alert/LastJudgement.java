package ai.agentbar.watch.alert;

import ai.agentbar.watch.metric.Readings;
import java.time.Instant;
import org.springframework.stereotype.Service;

/** When this node last judged rules, on numbers that were fresh: the sign that it watches. */
@Service
public class LastJudgement {

  private volatile Instant at = Instant.EPOCH;

  public Instant at() {
    return at;
  }

  void on(Readings readings) {
    if (Evaluation.isFresh(readings)) {
      at = readings.at();
    }
  }
}
