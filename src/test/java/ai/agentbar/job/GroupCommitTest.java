package ai.agentbar.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.CannotCreateTransactionException;

class GroupCommitTest {

  private final Set<Integer> durable = ConcurrentHashMap.newKeySet();
  private final AtomicInteger commits = new AtomicInteger();
  private final CountDownLatch firstMayCommit = new CountDownLatch(1);

  @Test
  void what_arrives_during_a_commit_shares_the_next_one() throws Exception {
    List<Future<?>> callers = storeAll(200, this::slowFirstCommit);

    for (Future<?> caller : callers) {
      caller.get();
    }
    assertThat(durable).hasSize(200);
    assertThat(commits.get()).isLessThan(20);
  }

  @Test
  void one_bad_item_fails_its_own_caller_only() throws Exception {
    List<Future<?>> callers = storeAll(50, this::refuseSeven);

    for (int i = 0; i < 50; i++) {
      Future<?> caller = callers.get(i);
      if (i == 7) {
        assertThatThrownBy(caller::get)
            .isInstanceOf(ExecutionException.class)
            .hasCauseInstanceOf(GroupCommit.NotStoredException.class);
      } else {
        caller.get();
      }
    }
    assertThat(durable).hasSize(49).doesNotContain(7);
  }

  @Test
  void without_a_database_every_caller_is_told_after_one_try() throws Exception {
    List<Future<?>> callers =
        storeAll(
            50,
            items -> {
              slowFirst();
              commits.incrementAndGet();
              throw new CannotCreateTransactionException("no connection");
            });

    for (Future<?> caller : callers) {
      assertThatThrownBy(caller::get).hasCauseInstanceOf(GroupCommit.NotStoredException.class);
    }
    assertThat(commits.get()).isLessThan(10);
  }

  private List<Future<?>> storeAll(int items, java.util.function.Consumer<List<Integer>> commit) {
    List<Future<?>> callers = new ArrayList<>();
    try (GroupCommit<Integer> group = new GroupCommit<>("test", commit);
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      CountDownLatch asked = new CountDownLatch(items);
      for (int i = 0; i < items; i++) {
        int item = i;
        callers.add(
            threads.submit(
                () -> {
                  asked.countDown();
                  group.store(item);
                }));
      }
      await(asked);
      firstMayCommit.countDown();
    }
    return callers;
  }

  private void slowFirstCommit(List<Integer> items) {
    slowFirst();
    commits.incrementAndGet();
    durable.addAll(items);
  }

  private void refuseSeven(List<Integer> items) {
    slowFirst();
    if (items.contains(7)) {
      throw new IllegalArgumentException("seven");
    }
    durable.addAll(items);
  }

  private void slowFirst() {
    await(firstMayCommit);
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException failure) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(failure);
    }
  }
}
