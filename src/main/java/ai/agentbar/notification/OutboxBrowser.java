package ai.agentbar.notification;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.springframework.stereotype.Service;

/** The outbox, for people to look through; changes nothing. */
@Service
public class OutboxBrowser {

  /** Up to which a number is counted. */
  public static final int COUNT_MAX = 100_000;

  /** How far back sent messages are counted. */
  public static final Duration SENT_WITHIN = Duration.ofHours(24);

  /**
   * How many messages of a channel stand where; each counted up to {@link #COUNT_MAX}.
   *
   * @param waiting those with their provider at this moment too
   * @param sent of those created within {@link #SENT_WITHIN}
   */
  public record Count(
      ChannelName channel, long waiting, long retrying, long failed, long unknown, long sent) {}

  private final OutboxBrowserTable table;
  private final InstantSource clock;

  OutboxBrowser(OutboxBrowserTable table, InstantSource clock) {
    this.table = table;
    this.clock = clock;
  }

  /** The messages that fit, newest first. */
  public List<OutboxMessage> find(OutboxFilter filter) {
    return table.find(filter);
  }

  /** One line a channel. */
  public List<Count> counts() {
    return List.of(ChannelName.values()).stream()
        .map(it -> table.count(it, clock.instant().minus(SENT_WITHIN), COUNT_MAX))
        .toList();
  }
}
