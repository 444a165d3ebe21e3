package ai.agentbar.notification;

import java.time.Instant;
import java.util.Optional;

/**
 * Which messages are looked for. What waits and what was given up is found whenever it was created;
 * all else within {@code from} and {@code until}, so that a page costs the same however long the
 * past is.
 *
 * @param state none for every state; {@link OutboxState#PENDING} stands for those with their
 *     provider too
 * @param until excluded
 * @param after the last message of the page before
 */
public record OutboxFilter(
    Optional<OutboxState> state,
    Optional<ChannelName> channel,
    Optional<MessageTemplate> template,
    Instant from,
    Instant until,
    Place after,
    int limit) {

  /** A message's place in the list, newest first. */
  public record Place(Instant createdAt, long id) {

    /** Before the newest. */
    public static final Place FIRST = new Place(Instant.parse("9999-01-01T00:00:00Z"), 0);

    public static Place of(OutboxMessage message) {
      return new Place(message.times().createdAt(), message.id());
    }
  }

  public OutboxFilter {
    if (limit < 1 || limit > Outbox.PAGE_ROWS_MAX) {
      throw new IllegalArgumentException(
          "a page has 1 to %d messages, not %d".formatted(Outbox.PAGE_ROWS_MAX, limit));
    }
  }
}
