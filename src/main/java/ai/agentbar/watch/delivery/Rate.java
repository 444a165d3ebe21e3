package ai.agentbar.watch.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * How many messages one address gets within a while. The last of them is kept for a P0, so that a
 * flood of smaller things never makes the worst one wait.
 */
record Rate(int messages, Duration per) {

  Rate {
    if (messages < 1 || !per.isPositive()) {
      throw new IllegalArgumentException(
          "a rate is positive, not %d in %s".formatted(messages, per));
    }
  }

  /**
   * From when on the next message may leave; nothing where it may leave now.
   *
   * @param sentAt when the last ones left
   * @param worst whether it tells of a P0
   */
  Optional<Instant> notBefore(List<Instant> sentAt, boolean worst, Instant now) {
    int allowed = worst || messages == 1 ? messages : messages - 1;
    List<Instant> counted =
        sentAt.stream()
            .filter(it -> it.plus(per).isAfter(now))
            .sorted(Comparator.naturalOrder())
            .toList();
    return counted.size() < allowed
        ? Optional.empty()
        : Optional.of(counted.get(counted.size() - allowed).plus(per));
  }
}
