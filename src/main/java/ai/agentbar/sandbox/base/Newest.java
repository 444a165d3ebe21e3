package ai.agentbar.sandbox.base;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Remembers the newest few of what it is given and forgets the rest. Safe for many threads. */
public final class Newest<T> {

  private final int kept;
  private final Deque<T> items = new ArrayDeque<>();

  public Newest(int kept) {
    if (kept < 1) {
      throw new IllegalArgumentException("at least one is kept, not " + kept);
    }
    this.kept = kept;
  }

  public synchronized void add(T item) {
    if (items.size() == kept) {
      items.removeLast();
    }
    items.addFirst(item);
  }

  /** All that is remembered, newest first. */
  public synchronized List<T> all() {
    return List.copyOf(items);
  }

  public List<T> first(int count) {
    return all().stream().limit(count).toList();
  }

  public Optional<T> find(Predicate<T> wanted) {
    return all().stream().filter(wanted).findFirst();
  }

  public synchronized void clear() {
    items.clear();
  }
}
