package ai.agentbar.web.console.board;

import ai.agentbar.web.console.Words;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** Who looks at what, so that only what somebody looks at is drawn. Any thread may call. */
final class Audience {

  private record Seats(Words words, int taken) {}

  private final Map<Topic, Seats> seats = new ConcurrentHashMap<>();

  void join(Topic topic, Words words) {
    seats.merge(topic, new Seats(words, 1), (it, _) -> new Seats(it.words(), it.taken() + 1));
  }

  void leave(Topic topic) {
    seats.computeIfPresent(
        topic, (_, it) -> it.taken() == 1 ? null : new Seats(it.words(), it.taken() - 1));
  }

  boolean isEmpty() {
    return seats.isEmpty();
  }

  /** In whose words each subject is read. */
  Map<Subject, List<Words>> readers() {
    return seats.entrySet().stream()
        .collect(
            Collectors.groupingBy(
                it -> it.getKey().subject(),
                Collectors.mapping(it -> it.getValue().words(), Collectors.toList())));
  }
}
