package ai.agentbar.watch.metric;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** What flows from somewhere to somewhere, so that what went in must have come out or be inside. */
enum Pipe {
  /** Notifications received = applied + ignored + open, those that failed among the open. */
  INBOX,
  /** Orders paid = entitlements granted + paid orders still without one. */
  ORDERS,
  /** Messages created = sent + failed + unknown + skipped + waiting. */
  MESSAGES,
  /** Job runs started = ended + abandoned + under way. */
  JOB_RUNS;

  static final List<String> LABELS = Stream.of(values()).map(Pipe::label).toList();

  String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
