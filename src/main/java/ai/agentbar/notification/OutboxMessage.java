package ai.agentbar.notification;

import ai.agentbar.kernel.OrderId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A message as it stands in the outbox.
 *
 * @param key names it to its provider
 * @param reason why it was put off, given up or skipped; masked
 */
public record OutboxMessage(
    long id,
    OrderId orderId,
    ChannelName channel,
    MessageTemplate template,
    OutboxState state,
    String key,
    Tries tries,
    Provider provider,
    Times times,
    @Nullable String reason) {

  /**
   * What was tried.
   *
   * @param count how often the provider may have been called
   * @param doubtful whether a try may have been accepted without our knowing
   * @param possibleDouble whether it may have reached its reader twice
   */
  public record Tries(int count, boolean doubtful, boolean possibleDouble) {}

  /** What the provider said of it, as far as it did. */
  public record Provider(@Nullable String id, @Nullable DeliveryStatus status) {}

  /**
   * Its moments.
   *
   * @param wantedAt from when on it should be with its reader
   * @param dueAt when the next try is due; nothing once it is closed
   */
  public record Times(
      Instant createdAt, Instant wantedAt, @Nullable Instant dueAt, @Nullable Instant sentAt) {}

  /** The state that was told last; SENDING is never told. */
  OutboxState toldState() {
    if (state != OutboxState.SENDING) {
      return state;
    }
    return tries.count() <= 1 ? OutboxState.PENDING : OutboxState.RETRYING;
  }

  OutboxMessage with(Tries other) {
    return new OutboxMessage(
        id, orderId, channel, template, state, key, other, provider, times, reason);
  }
}
