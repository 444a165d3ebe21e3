package ai.agentbar.sandbox.midtrans;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Where the ledger keeps its sessions and transactions and finds them again. Bounded: the oldest
 * orders are forgotten. Not safe for threads; the ledger's lock guards it.
 */
final class LedgerShelves {

  private static final int SESSIONS_KEPT = 20_000;
  private static final int TRANSACTIONS_KEPT = 20_000;

  private final Map<String, Session> sessions = bounded(SESSIONS_KEPT);
  private final Map<String, String> newestTokenByOrder = bounded(SESSIONS_KEPT);
  private final Map<String, Transaction> transactions = bounded(TRANSACTIONS_KEPT);
  private final Map<String, String> tokenByTransaction = bounded(TRANSACTIONS_KEPT);
  private final Map<String, List<String>> transactionIdsByOrder = bounded(SESSIONS_KEPT);
  private final Map<String, Transaction> pending = bounded(TRANSACTIONS_KEPT);

  void put(Session session) {
    sessions.put(session.token(), session);
    newestTokenByOrder.put(session.request().orderId(), session.token());
  }

  void put(Transaction transaction, String token) {
    tokenByTransaction.put(transaction.id(), token);
    transactionIdsByOrder
        .computeIfAbsent(transaction.orderId(), _ -> new ArrayList<>())
        .add(transaction.id());
    replace(transaction);
  }

  void replace(Transaction transaction) {
    transactions.put(transaction.id(), transaction);
    if (transaction.status() == Status.PENDING) {
      pending.put(transaction.id(), transaction);
    } else {
      pending.remove(transaction.id());
    }
  }

  Optional<Session> session(String token) {
    return Optional.ofNullable(sessions.get(token));
  }

  Optional<Session> newestSessionOf(String orderId) {
    return Optional.ofNullable(newestTokenByOrder.get(orderId)).flatMap(this::session);
  }

  Optional<Session> sessionOf(Transaction transaction) {
    return Optional.ofNullable(tokenByTransaction.get(transaction.id())).flatMap(this::session);
  }

  /** By transaction id, or the newest of that order id. */
  Optional<Transaction> transaction(String id) {
    return Optional.ofNullable(transactions.get(id))
        .or(() -> transactionsOf(id).reversed().stream().findFirst());
  }

  /** Oldest first. */
  List<Transaction> transactionsOf(String orderId) {
    return transactionIdsByOrder.getOrDefault(orderId, List.of()).stream()
        .map(transactions::get)
        .filter(Objects::nonNull)
        .toList();
  }

  Collection<Transaction> pending() {
    return List.copyOf(pending.values());
  }

  List<Transaction> newest(int count) {
    return new ArrayList<>(transactions.values()).reversed().stream().limit(count).toList();
  }

  private static <V> Map<String, V> bounded(int kept) {
    return new LinkedHashMap<>() {
      @Override
      protected boolean removeEldestEntry(Map.Entry<String, V> eldest) {
        return size() > kept;
      }
    };
  }
}
