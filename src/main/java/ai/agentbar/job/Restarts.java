package ai.agentbar.job;

import ai.agentbar.event.EventLog;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Starts the loops of a role anew, on every node.
 *
 * <p>A wish is a row; every process looks for it about once a second ({@link RestartWatch}), does
 * it once, and says so. A process that stands still as a whole does not see it: nothing but its own
 * machine helps it, and meanwhile others take over what it had claimed.
 */
@Service
public class Restarts {

  /**
   * What one process did about a wish.
   *
   * @param hung the loops that had to be interrupted, or the empty text
   * @param abandoned those of them whose thread did not even end then, or the empty text
   */
  public record Done(String instance, int loops, String hung, String abandoned) {}

  private final RestartTable table;
  private final EventLog events;
  private final InstantSource clock;
  private final TransactionTemplate transaction;

  Restarts(
      RestartTable table, EventLog events, InstantSource clock, TransactionTemplate transaction) {
    this.table = table;
    this.events = events;
    this.clock = clock;
    this.transaction = transaction;
  }

  /** Wishes that every process with that role starts its loops anew; the number of the wish. */
  public long ask(Role role) {
    return Objects.requireNonNull(
        transaction.execute(
            _ -> {
              long id = table.ask(role, clock.instant());
              events.append(new RestartEvent.Asked(id, role));
              return id;
            }));
  }

  /** What the processes have done about a wish so far. */
  public List<Done> done(long wish) {
    return table.done(wish);
  }

  /** The newest wish, however old; 0 where there never was one. */
  long newest() {
    return table.newest();
  }

  /** Wishes that are newer than that one, oldest first. */
  List<RestartTable.Wish> after(long wish) {
    return table.after(wish);
  }

  void record(RestartTable.Wish wish, Done done) {
    Instant now = clock.instant();
    transaction.executeWithoutResult(
        _ -> {
          table.record(wish.id(), done, now);
          events.append(
              new RestartEvent.Restarted(
                  wish.id(),
                  wish.role(),
                  done.instance(),
                  done.loops(),
                  done.hung(),
                  done.abandoned()));
        });
  }
}
