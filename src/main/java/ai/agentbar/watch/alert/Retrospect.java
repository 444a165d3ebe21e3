package ai.agentbar.watch.alert;

import ai.agentbar.watch.playbook.Rule;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a rule would have done in a stretch of the past.
 *
 * @param until up to where it was judged; before {@code to} where the time allowed was over
 * @param firings oldest first
 * @param missing for how long nothing is stored that could be judged
 * @param knownSince where what is stored begins, if anything is
 */
public record Retrospect(
    Rule rule,
    Instant from,
    Instant to,
    Instant until,
    List<WouldBe> firings,
    Duration missing,
    Optional<Instant> knownSince) {

  public boolean isCutShort() {
    return until.isBefore(to);
  }

  /** For how long it would have fired altogether. */
  public Duration fired() {
    return firings.stream()
        .map(it -> Duration.between(it.from(), it.to().orElse(until)))
        .reduce(Duration.ZERO, Duration::plus);
  }
}
