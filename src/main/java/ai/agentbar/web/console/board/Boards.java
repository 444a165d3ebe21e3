package ai.agentbar.web.console.board;

import ai.agentbar.job.Jobs;
import ai.agentbar.job.LifeSigns;
import ai.agentbar.watch.alert.Alerts;
import ai.agentbar.watch.alert.Firing;
import ai.agentbar.watch.metric.Courses;
import ai.agentbar.watch.metric.Metric;
import ai.agentbar.watch.metric.MetricCourses;
import ai.agentbar.watch.metric.MetricWindows;
import ai.agentbar.watch.metric.Readings;
import ai.agentbar.watch.metric.Stretch;
import ai.agentbar.watch.playbook.Playbooks;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Service;

/**
 * Reads what boards are drawn from: a handful of statements for any number of boards, none of which
 * grows with history. Courses of long ranges are kept for a moment and shown again, since a step of
 * an hour changes little in a second. Any thread may call.
 */
@Service
class Boards {

  /** Whoever has been silent for longer is no longer missed here. */
  private static final Duration SIGNS_SHOWN_FOR = Duration.ofDays(1);

  private record Wish(Set<BoardName> boards, BoardRange range) {}

  private record Kept(
      Courses courses, Map<Metric, Map<String, Long>> sums, Stretch stretch, Instant readAt) {}

  private final MetricWindows windows;
  private final MetricCourses courses;
  private final Alerts alerts;
  private final Playbooks playbooks;
  private final LifeSigns signs;
  private final Jobs jobs;

  /** At most one entry for each board and for all of them together, in each range. */
  private final Map<Wish, Kept> kept = new ConcurrentHashMap<>();

  Boards(
      MetricWindows windows,
      MetricCourses courses,
      Alerts alerts,
      Playbooks playbooks,
      LifeSigns signs,
      Jobs jobs) {
    this.windows = windows;
    this.courses = courses;
    this.alerts = alerts;
    this.playbooks = playbooks;
    this.signs = signs;
    this.jobs = jobs;
  }

  /** All that one board shows. */
  Snapshot read(BoardName board, BoardRange range) {
    boolean ofWorkers = board == BoardName.WORKERS;
    Wish wish = new Wish(EnumSet.of(board), range);
    return read(wish, ofWorkers);
  }

  /** What is shown where all boards stand side by side. */
  Snapshot readAll(BoardRange range) {
    return read(new Wish(EnumSet.allOf(BoardName.class), range), false);
  }

  private Snapshot read(Wish wish, boolean ofWorkers) {
    Readings now = windows.read(EnumSet.noneOf(Metric.class), Duration.ZERO);
    Kept read = courses(wish, now.at());
    return new Snapshot(
        wish.range(),
        now,
        read.courses(),
        read.sums(),
        playbooks.current(),
        alerts.all(),
        firings(read.stretch()),
        ofWorkers ? signs.since(SIGNS_SHOWN_FOR) : List.of(),
        ofWorkers ? jobs.standings() : List.of());
  }

  private Kept courses(Wish wish, Instant now) {
    Stretch stretch = wish.range().until(now);
    Kept before = kept.get(wish);
    if (before != null
        && before.stretch().equals(stretch)
        && now.isBefore(before.readAt().plus(wish.range().keptFor()))
        && !now.isBefore(before.readAt())) {
      return before;
    }
    Kept read =
        new Kept(
            courses.read(metrics(wish.boards()), stretch),
            courses.sums(listed(wish.boards()), stretch),
            stretch,
            now);
    kept.put(wish, read);
    return read;
  }

  private static Set<Metric> metrics(Set<BoardName> boards) {
    return boards.stream()
        .flatMap(
            it ->
                boards.size() == 1 ? it.board().read().stream() : it.board().readInSmall().stream())
        .collect(Collectors.toSet());
  }

  private static Set<Metric> listed(Set<BoardName> boards) {
    return boards.size() == 1 ? boards.iterator().next().board().ofListings() : Set.of();
  }

  /** Those that began in the range, and those that go on since before it. */
  private List<Firing> firings(Stretch stretch) {
    return Stream.concat(
            alerts.firings(stretch.from(), stretch.to()).stream(),
            alerts.open().stream().filter(it -> it.firedAt().isBefore(stretch.from())))
        .toList();
  }
}
