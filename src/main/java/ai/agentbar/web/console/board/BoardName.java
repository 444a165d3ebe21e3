package ai.agentbar.web.console.board;

import ai.agentbar.web.console.Words;
import java.util.Arrays;
import java.util.Optional;

/** The five boards, in the playbook's order (section 9). */
enum BoardName {
  PAYMENTS(new PaymentBoard()),
  WEBHOOKS(new WebhookBoard()),
  PENDING(new PendingBoard()),
  OUTBOX(new OutboxBoard()),
  WORKERS(new WorkerBoard());

  // Immutable: none of them has a field.
  @SuppressWarnings("ImmutableEnumChecker")
  private final Board board;

  BoardName(Board board) {
    this.board = board;
  }

  Board board() {
    return board;
  }

  /** As its address and its texts spell it. */
  String key() {
    return Words.lower(this);
  }

  String path() {
    return "/boards/" + key();
  }

  static Optional<BoardName> of(String key) {
    return Arrays.stream(values()).filter(it -> it.key().equals(key)).findFirst();
  }
}
