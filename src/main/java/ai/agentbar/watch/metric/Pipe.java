package ai.agentbar.watch.metric;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/** What flows from somewhere to somewhere, so that what went in must have come out or be inside. */
enum Pipe {
  /** Events appended = folded + lag; found by {@link EventRecount}, the others by one statement. */
  EVENTS,
  /** Notifications received = applied + ignored + open, those that failed among the open. */
  INBOX,
  /** Orders paid = entitlements granted + paid orders still without one. */
  ORDERS,
  /** Messages created = sent + failed + unknown + skipped + waiting. */
  MESSAGES,
  /** Job runs started = ended + abandoned + under way. */
  JOB_RUNS;

  /** Whose both sides are folded into tables of this room. */
  static final Set<Pipe> FOLDED = EnumSet.complementOf(EnumSet.of(EVENTS));

  static final List<String> LABELS = Stream.of(values()).map(Pipe::label).toList();

  String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
