package ai.agentbar.watch.metric;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What flows from somewhere to somewhere, so that what went in must have come out or be inside.
 *
 * <p>No pipe is what stays one row from its begin to its end and is closed in place: firings,
 * silences, incidents, checklists, probes of a firing. Nothing of them is handed on, so there is no
 * second side to compare with; a count of their states would always agree with itself. The
 * subscriber {@code incident} reads the same log by the same statement as the fold, whose balance
 * is {@link #EVENTS}.
 */
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
  JOB_RUNS,
  /** Orders asked about = paid + expired + unchanged + failed + failed orders, of all runs. */
  RECONCILIATION_RUNS,
  /** Messages to the people on call: created = sent + failed + cancelled + waiting. */
  ALERT_DELIVERIES,
  /** Runs of actions begun = done + failed + under way. */
  ACTION_RUNS;

  /** Whose both sides are folded into tables of this room. */
  static final Set<Pipe> FOLDED = EnumSet.complementOf(EnumSet.of(EVENTS));

  static final List<String> LABELS = Stream.of(values()).map(Pipe::label).toList();

  static Pipe of(String label) {
    return valueOf(label.toUpperCase(Locale.ROOT));
  }

  String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
