package ai.agentbar.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.agentbar.audit.Audit.Remembered;
import ai.agentbar.event.Audited;
import ai.agentbar.event.EventLog;
import ai.agentbar.event.EventType;
import ai.agentbar.kernel.Actor;
import ai.agentbar.testing.RoomTest;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@RoomTest
class AuditTest {

  @Autowired Audit audit;
  @Autowired AuditCheck check;
  @Autowired EventLog events;
  @Autowired TransactionTemplate transaction;
  @Autowired JdbcClient jdbc;

  private record Done(Actor actor, String subject, String reason) implements Audited {

    @Override
    public EventType type() {
      return EventType.ACTION_RUN;
    }

    @Override
    public String name() {
      return "TESTED";
    }

    @Override
    public String message() {
      return "A test did something";
    }
  }

  /** A chain of five at least, whatever other tests left. */
  @BeforeEach
  void five() {
    for (int i = 1; i <= 5; i++) {
      act("person:ayu", "incident " + i, "because");
    }
  }

  @Test
  void an_entry_stands_and_falls_with_its_event() {
    long before = head().entries();
    act("key:grafana", "alert 7", "Siti (siti@example.com) asked, 081234567890");

    assertThat(audit.find(query(1)).getFirst().entry())
        .satisfies(
            it -> {
              assertThat(it.number()).isEqualTo(before + 1);
              assertThat(it.actor()).isEqualTo("key:grafana");
              assertThat(it.event()).isEqualTo("TESTED");
              assertThat(it.subject()).isEqualTo("alert 7");
              assertThat(it.reason()).doesNotContain("siti@", "081234567890");
            });

    assertThatThrownBy(
            () ->
                transaction.executeWithoutResult(
                    _ -> {
                      events.append(new Done(Actor.SYSTEM, "nothing", ""));
                      throw new IllegalStateException("undone");
                    }))
        .hasMessage("undone");
    assertThat(head().entries()).isEqualTo(before + 1);
    assertThat(audit.verify()).isInstanceOf(Verification.Intact.class);
  }

  @Test
  void many_at_once_make_one_chain() throws InterruptedException {
    long before = head().entries();
    CountDownLatch together = new CountDownLatch(1);
    List<Thread> threads =
        IntStream.range(0, 8)
            .mapToObj(
                thread ->
                    Thread.ofVirtual()
                        .start(
                            () -> {
                              await(together);
                              for (int i = 0; i < 5; i++) {
                                act("person:p" + thread, "thing " + i, "");
                              }
                            }))
            .toList();
    together.countDown();
    for (Thread thread : threads) {
      thread.join();
    }

    assertThat(audit.verify())
        .isInstanceOfSatisfying(
            Verification.Intact.class, it -> assertThat(it.entries()).isEqualTo(before + 40));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "update staff_audit set reason = 'x'",
        "delete from staff_audit",
        "truncate staff_audit",
        "delete from staff_audit_head",
        "truncate staff_audit_head",
        "update staff_audit_head set number = number - 1",
        "update staff_audit_head set hash = decode('00', 'hex')"
      })
  void the_database_itself_refuses_to_change_what_was_done(String sql) {
    assertThatThrownBy(() -> jdbc.sql(sql).update()).isInstanceOf(DataAccessException.class);
    assertThat(audit.verify()).isInstanceOf(Verification.Intact.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "actor = 'person:eve'",
        "actor = 'mallory'",
        "actor = 'PERSON:ayu'",
        "actor = 'person:' || repeat('x', 65)",
        "actor = ''",
        "message = '{\"'",
        "occurred_at = 'infinity'",
        "occurred_at = '-infinity'",
        "hash = decode('00', 'hex')",
        "hash = ''",
        "event = 'OTHER'",
        "subject = 'x'",
        "reason = 'x'",
        "message = 'x'",
        "request_id = 'x'",
        "occurred_at = occurred_at + interval '1 microsecond'",
        "hash = decode(repeat('11', 32), 'hex')",
        "previous_hash = decode(repeat('11', 32), 'hex')"
      })
  void one_changed_field_is_found_although_the_trigger_was_switched_off(String change) {
    long number = head().entries() - 2;

    tampered(
        "update staff_audit set %s where number = %d".formatted(change, number),
        () ->
            assertThat(audit.verify())
                .isInstanceOfSatisfying(
                    Verification.Broken.class, it -> assertThat(it.number()).isEqualTo(number)));
  }

  @Test
  void a_removed_entry_is_found_in_the_middle_and_at_the_end() {
    long last = head().entries();

    tampered(
        "delete from staff_audit where number = " + (last - 2),
        () ->
            assertThat(audit.verify())
                .isEqualTo(
                    new Verification.Broken(last - 2, "entry %d is missing".formatted(last - 2))));
    tampered(
        "delete from staff_audit where number > " + (last - 2),
        () ->
            assertThat(audit.verify())
                .isInstanceOfSatisfying(
                    Verification.Broken.class, it -> assertThat(it.number()).isEqualTo(last - 1)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "delete from staff_audit_head",
        "update staff_audit set actor = 'mallory'",
        "update staff_audit set number = 0 where number = 1",
        """
        insert into staff_audit
        select 1 - number, occurred_at, actor, event, subject, reason, message, request_id,
               previous_hash, hash
        from staff_audit
        where number = 1
        """,
        """
        with two as (update staff_audit_head set number = number returning number)
        update staff_audit one
        set actor = other.actor, subject = other.subject, occurred_at = other.occurred_at,
            hash = other.hash, previous_hash = other.previous_hash
        from staff_audit other, two
        where one.number in (two.number - 1, two.number)
          and other.number = 2 * two.number - 1 - one.number
        """
      })
  void whatever_else_is_done_to_it_is_called_tampering(String sql) {
    tampered(sql, () -> assertThat(audit.verify()).isInstanceOf(Verification.Broken.class));
  }

  @Test
  void the_daily_check_tells_of_an_actor_that_is_none_and_of_a_missing_head() {
    tampered(
        "update staff_audit set actor = 'mallory'",
        () -> {
          assertThat(check.run()).isZero();
          assertThat(broken()).isEqualTo("entry 1 was changed");
        });
    tampered(
        "delete from staff_audit_head",
        () -> {
          check.run();
          assertThat(broken()).isEqualTo("the head is missing");
        });
  }

  private String broken() {
    return jdbc.sql(
            """
            select fields ->> 'reason'
            from event
            where event = 'AUDIT_BROKEN'
            order by id desc
            limit 1
            """)
        .query(String.class)
        .single();
  }

  @Test
  void an_entry_added_behind_the_head_is_found() {
    long last = head().entries();
    tampered(
        """
        insert into staff_audit
        select number + 1, occurred_at, actor, event, subject, reason, message, request_id,
               hash, hash
        from staff_audit
        where number = %d
        """
            .formatted(last),
        () -> assertThat(audit.verify()).isInstanceOf(Verification.Broken.class));
  }

  @Test
  void a_log_cut_back_with_its_head_is_found_by_a_head_that_was_kept() {
    Verification.Intact kept = head();
    Optional<Remembered> remembered = Optional.of(new Remembered(kept.entries(), kept.head()));
    long last = kept.entries();

    tampered(
        """
        with cut as (delete from staff_audit where number = %d returning previous_hash)
        update staff_audit_head set number = %d, hash = (select previous_hash from cut)
        """
            .formatted(last, last - 1),
        () -> {
          assertThat(audit.verify()).isInstanceOf(Verification.Intact.class);
          assertThat(audit.verify(remembered)).isInstanceOf(Verification.Broken.class);
        });
    assertThat(audit.verify(remembered)).isInstanceOf(Verification.Intact.class);
    assertThat(audit.verify(Optional.of(new Remembered(last - 1, kept.head()))))
        .isInstanceOf(Verification.Broken.class);
  }

  @Test
  void the_daily_check_tells_the_head() {
    assertThat(check.run()).isEqualTo(head().entries());

    assertThat(
            jdbc.sql(
                    """
                    select fields ->> 'head'
                    from event
                    where event = 'AUDIT_VERIFIED'
                    order by id desc
                    limit 1
                    """)
                .query(String.class)
                .single())
        .isEqualTo(head().head());
  }

  @Test
  void it_is_read_by_actor_and_subject_page_by_page() {
    act("person:only-me", "incident 99", "a");
    act("person:only-me", "incident 98", "b");

    assertThat(
            find(
                new AuditQuery(
                    AuditFilter.of(Optional.of("person:only-me"), none()), Optional.empty(), 10)))
        .containsExactly("b", "a");
    assertThat(
            find(
                new AuditQuery(
                    AuditFilter.of(none(), Optional.of("incident 99")), Optional.empty(), 10)))
        .containsExactly("a");
    long newest = head().entries();
    assertThat(find(new AuditQuery(AuditFilter.ALL, Optional.of(newest), 1))).containsExactly("a");
  }

  /** Does it as one who owns the database, looks, and undoes it. */
  private void tampered(String sql, Runnable look) {
    transaction.executeWithoutResult(
        undone -> {
          undone.setRollbackOnly();
          jdbc.sql("set local session_replication_role = replica").update();
          assertThat(jdbc.sql(sql).update()).isPositive();
          look.run();
        });
    assertThat(audit.verify()).isInstanceOf(Verification.Intact.class);
  }

  private Verification.Intact head() {
    return (Verification.Intact) audit.verify();
  }

  private List<String> find(AuditQuery query) {
    return audit.find(query).stream().map(it -> it.entry().reason()).toList();
  }

  private static AuditQuery query(int limit) {
    return new AuditQuery(AuditFilter.ALL, Optional.empty(), limit);
  }

  private static Optional<String> none() {
    return Optional.empty();
  }

  private void act(String actor, String subject, String reason) {
    transaction.executeWithoutResult(
        _ -> events.append(new Done(Actor.parse(actor), subject, reason)));
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }
}
