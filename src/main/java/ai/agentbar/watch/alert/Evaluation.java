package ai.agentbar.watch.alert;

import ai.agentbar.kernel.Wib;
import ai.agentbar.watch.alert.AlertState.Firing;
import ai.agentbar.watch.alert.AlertState.Known;
import ai.agentbar.watch.alert.AlertState.NoData;
import ai.agentbar.watch.alert.AlertState.Ok;
import ai.agentbar.watch.alert.AlertState.Pending;
import ai.agentbar.watch.metric.Metric;
import ai.agentbar.watch.metric.Readings;
import ai.agentbar.watch.playbook.BusyHours;
import ai.agentbar.watch.playbook.Rule;
import ai.agentbar.watch.playbook.Wording;
import java.time.Duration;
import java.time.Instant;

/**
 * Decides how an alert stands next. Pure: the same rule, readings and previous state always give
 * the same judgement, so a restart at any moment changes nothing.
 */
final class Evaluation {

  /** Numbers older than this are no ground for a judgement. */
  static final Duration FRESH_WITHIN = Duration.ofSeconds(30);

  /** Nobody reads why an alert stays as it is, and four times a second somebody would write it. */
  private static final Wording NOTHING = new Wording("", "");

  private Evaluation() {}

  /**
   * A rule, and the numbers it is judged on.
   *
   * @param unjudged for how long before now nobody judged
   */
  record Asked(Rule rule, Readings readings, Duration unjudged) {}

  static Judgement next(Asked asked, BusyHours busyHours, AlertState previous) {
    Rule rule = asked.rule();
    Readings readings = asked.readings();
    Instant now = readings.at();
    if (isStale(rule, readings) || !Conditions.isKnown(rule, readings)) {
      return suspended(rule, readings, previous);
    }
    Known before =
        switch (previous) {
          case Known known -> known;
          case NoData noData -> resumed(noData.before(), now);
        };
    Finding finding = Conditions.find(asked, busyHours, before);
    boolean mayBegin =
        !rule.card().timing().busyHoursOnly() || busyHours.busySince(now).isPresent();
    Known next = next(rule, finding, before, mayBegin, now);
    boolean stays = before instanceof Ok && next instanceof Ok && previous instanceof Ok;
    return new Judgement(
        next,
        finding.value(),
        finding.limit(),
        stays ? NOTHING : finding.reason().get(),
        finding.severity());
  }

  /** Whether the numbers are young enough to judge on. */
  static boolean isFresh(Readings readings) {
    return !readings.foldedUntil().isBefore(readings.at().minus(FRESH_WITHIN));
  }

  /**
   * How far the numbers lag behind can be told however far they lag, and so can what is sampled:
   * the transaction that keeps events from being counted is to be told just then.
   */
  private static boolean isStale(Rule rule, Readings readings) {
    return rule.metric() != Metric.EVENT_FOLD_LAG
        && !rule.metrics().stream().allMatch(Metric::isSampled)
        && !isFresh(readings);
  }

  private static Judgement suspended(Rule rule, Readings readings, AlertState previous) {
    AlertState next =
        switch (previous) {
          case Known known -> new NoData(readings.at(), known);
          case NoData noData -> noData;
        };
    return new Judgement(
        next,
        Duration.between(readings.foldedUntil(), readings.at()).toSeconds(),
        FRESH_WITHIN.toSeconds(),
        isStale(rule, readings) ? stale(readings) : unknown(rule));
  }

  private static Wording stale(Readings readings) {
    String until = Wib.readable(readings.foldedUntil());
    return new Wording(
        "Data hanya lengkap sampai " + until + "; tidak ada yang dinilai",
        "The numbers are complete only until " + until + "; nothing is judged");
  }

  private static Wording unknown(Rule rule) {
    return new Wording(
        "Tidak ada angka baru untuk " + rule.metric().key() + "; tidak dinilai",
        "There is no fresh number of " + rule.metric().key() + "; it is not judged");
  }

  /** Nobody looked meanwhile, so the hold before resolving starts anew. */
  private static Known resumed(Known before, Instant now) {
    return switch (before) {
      case Ok ok -> ok;
      case Pending pending -> pending;
      case Firing firing -> new Firing(firing.since(), now, firing.limit());
    };
  }

  private static Known next(
      Rule rule, Finding finding, Known before, boolean mayBegin, Instant now) {
    return switch (before) {
      case Ok ok -> finding.holds() && mayBegin ? begun(rule, finding, now) : ok;
      case Pending pending ->
          finding.holds() && mayBegin ? sustained(rule, finding, pending, now) : new Ok();
      case Firing firing -> finding.holds() ? held(finding, firing) : released(rule, firing, now);
    };
  }

  private static Known begun(Rule rule, Finding finding, Instant now) {
    return sustained(rule, finding, new Pending(now, finding.limit()), now);
  }

  private static Known sustained(Rule rule, Finding finding, Pending pending, Instant now) {
    Duration lasted = Duration.between(pending.since(), now);
    return lasted.compareTo(rule.card().timing().sustained()) >= 0
        ? new Firing(pending.since(), heldAt(rule, finding, now), pending.limit())
        : pending;
  }

  /** What nobody looked at in time does not end in the breath in which it begins to fire. */
  private static Instant heldAt(Rule rule, Finding finding, Instant now) {
    boolean isLate = !finding.heldAt().plus(rule.card().timing().hold()).isAfter(now);
    return isLate ? now : finding.heldAt();
  }

  private static Known held(Finding finding, Firing firing) {
    Instant heldAt = finding.heldAt().isAfter(firing.heldAt()) ? finding.heldAt() : firing.heldAt();
    return new Firing(firing.since(), heldAt, firing.limit());
  }

  private static Known released(Rule rule, Firing firing, Instant now) {
    Duration quiet = Duration.between(firing.heldAt(), now);
    return quiet.compareTo(rule.card().timing().hold()) >= 0 ? new Ok() : firing;
  }
}
