package ai.agentbar.payment.inbox;

import ai.agentbar.database.Day;
import ai.agentbar.payment.NotificationArchive;
import ai.agentbar.payment.NotificationMask;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Service;

/** Reads the tables of the inbox, and lets no body out unmasked. */
@Service
class Archive implements NotificationArchive {

  private static final Duration REJECTED_FOR = Duration.ofHours(24);
  private static final int DAYS_MAX = 20;

  private final ArchiveTable table;
  private final NotificationMask mask;
  private final InstantSource clock;

  Archive(ArchiveTable table, NotificationMask mask, InstantSource clock) {
    this.table = table;
    this.mask = mask;
    this.clock = clock;
  }

  @Override
  public Counts counts() {
    return new Counts(
        table.countOpen(State.WAITING, COUNT_MAX),
        table.countOpen(State.FAILED, COUNT_MAX),
        table.countRejectedSince(clock.instant().minus(REJECTED_FOR), COUNT_MAX));
  }

  @Override
  public List<Entry> ofDay(LocalDate day, Optional<State> state, long beforeId, int limit) {
    ArchiveTable.Page page = page(beforeId, limit);
    return state.filter(it -> it == State.REJECTED).isPresent()
        ? table.rejected(new Day(day), page)
        : table.ofDay(new Day(day), state, page);
  }

  @Override
  public List<Entry> open(State state, long beforeId, int limit) {
    return table.open(state, page(beforeId, limit));
  }

  @Override
  public Optional<Opened> find(LocalDate day, long id) {
    return table.find(new Day(day), id).map(this::opened);
  }

  @Override
  public Optional<Opened> findRejected(long id) {
    return table.findRejected(id).map(this::opened);
  }

  @Override
  public List<Opened> ofAttempts(Collection<String> gatewayOrderIds, Collection<LocalDate> days) {
    return days.stream()
        .distinct()
        .limit(DAYS_MAX)
        .flatMap(day -> table.ofAttempts(gatewayOrderIds, new Day(day)).stream())
        .sorted(Comparator.comparingLong(it -> it.entry().id()))
        .map(this::opened)
        .toList();
  }

  private static ArchiveTable.Page page(long beforeId, int limit) {
    return new ArchiveTable.Page(beforeId, Math.min(limit, ROWS_MAX));
  }

  private Opened opened(ArchiveTable.Row row) {
    return new Opened(row.entry(), mask.masked(row.body().bytes()));
  }
}
