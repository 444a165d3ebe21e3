package ai.agentbar.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.agentbar.testing.MovableClock;
import ai.agentbar.testing.RoomTest;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@RoomTest
class RowQueueTest {

  private static final Duration LEASE = Duration.ofSeconds(30);

  @Autowired JdbcClient jdbc;
  @Autowired MovableClock clock;
  private RowQueue queue;

  @BeforeEach
  void emptyQueue() {
    jdbc.sql("drop table if exists row_queue_test").update();
    jdbc.sql(
            """
            create table row_queue_test (
              id bigint generated always as identity primary key,
              due_at timestamptz,
              attempts int not null default 0,
              lease_token bigint not null default 0,
              last_error text)
            """)
        .update();
    queue = new RowQueue(jdbc, clock, "row_queue_test", LEASE);
  }

  @Test
  void a_claimed_row_is_nobody_elses_until_its_lease_ends() {
    add(1);
    assertThat(queue.claim(10)).hasSize(1);

    clock.move(LEASE.minusSeconds(1));
    assertThat(queue.claim(10)).isEmpty();
    clock.move(Duration.ofSeconds(1));
    assertThat(queue.claim(10)).extracting(Lease::attempt).containsExactly(2);
  }

  @Test
  void an_owner_at_work_keeps_its_row_by_extending_and_a_late_one_does_not() {
    add(1);
    Lease slow = queue.claim(1).getFirst();
    clock.move(LEASE.minusSeconds(1));
    queue.extend(List.of(slow));
    clock.move(LEASE.minusSeconds(1));
    assertThat(queue.claim(1)).isEmpty();

    clock.move(Duration.ofSeconds(1));
    Lease next = queue.claim(1).getFirst();
    clock.move(LEASE.minusSeconds(1));
    queue.extend(List.of(slow));
    clock.move(Duration.ofSeconds(1));
    assertThat(queue.claim(1)).extracting(Lease::token).containsExactly(next.token() + 1);
  }

  @Test
  void an_owner_that_wakes_up_late_can_close_fail_or_put_off_nothing() {
    add(1);
    Lease late = queue.claim(1).getFirst();
    clock.move(LEASE);
    Lease now = queue.claim(1).getFirst();

    assertThatThrownBy(() -> queue.close(late)).isInstanceOf(LeaseLostException.class);
    assertThatThrownBy(() -> queue.fail(late, "x")).isInstanceOf(LeaseLostException.class);
    assertThatThrownBy(() -> queue.retry(late, clock.instant(), "x"))
        .isInstanceOf(LeaseLostException.class);
    queue.close(now);
    assertThatThrownBy(() -> queue.close(now)).isInstanceOf(LeaseLostException.class);
  }

  @Test
  void an_owner_that_slept_beyond_its_lease_cannot_renew_it_even_where_nobody_took_over() {
    add(1);
    Lease slept = queue.claim(1).getFirst();
    clock.move(LEASE.minusSeconds(1));
    assertThat(queue.renew(slept)).isEqualTo(clock.instant().plus(LEASE));

    clock.move(LEASE);
    assertThatThrownBy(() -> queue.renew(slept)).isInstanceOf(LeaseLostException.class);
    assertThat(queue.claim(1)).hasSize(1);
  }

  @Test
  void a_row_put_off_is_due_at_its_moment_with_its_reason() {
    add(1);
    queue.retry(queue.claim(1).getFirst(), clock.instant().plusSeconds(5), "a\u0000reason");

    assertThat(queue.claim(1)).isEmpty();
    clock.move(Duration.ofSeconds(5));
    assertThat(queue.claim(1)).hasSize(1);
    assertThat(jdbc.sql("select last_error from row_queue_test").query(String.class).single())
        .isEqualTo("a\uFFFDreason");
  }

  @Test
  void eight_workers_share_a_thousand_rows_and_none_gets_one_twice() throws Exception {
    add(1_000);
    List<Future<List<Lease>>> workers = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 8; i++) {
        workers.add(threads.submit(this::claimAll));
      }
    }

    Set<Long> rows = new HashSet<>();
    for (Future<List<Lease>> worker : workers) {
      worker.get().forEach(lease -> assertThat(rows.add(lease.rowId())).isTrue());
    }
    assertThat(rows).hasSize(1_000);
  }

  private List<Lease> claimAll() {
    List<Lease> mine = new ArrayList<>();
    List<Lease> next = queue.claim(17);
    while (!next.isEmpty()) {
      mine.addAll(next);
      next = queue.claim(17);
    }
    return mine;
  }

  private void add(int rows) {
    jdbc.sql("insert into row_queue_test (due_at) select :now from generate_series(1, :rows)")
        .param("now", clock.instant().atOffset(ZoneOffset.UTC))
        .param("rows", rows)
        .update();
  }
}
