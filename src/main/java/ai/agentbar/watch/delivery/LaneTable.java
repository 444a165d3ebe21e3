package ai.agentbar.watch.delivery;

import ai.agentbar.job.Lease;
import ai.agentbar.watch.playbook.ContactKind;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table {@code alert_lane}, but for its queue columns, which belong to the queue. */
@Repository
class LaneTable {

  private static final int LANES_MAX = 500;

  private final JdbcClient jdbc;

  LaneTable(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * Makes the lanes due in which something is due. What fired within the window is waited for, so
   * that it leaves together, but nothing waits longer than the window, nor for what is held.
   */
  void wake(ContactKind channel, Instant now, Duration window) {
    open(channel, now);
    jdbc.sql(
            """
            update alert_lane l
            set due_at = :now
            where l.channel = :channel
              and l.due_at is null
              and exists (select 1
                          from alert_delivery d
                          where d.lane = l.name
                            and d.due_at <= :now
                            and (d.created_at <= :windowStart
                                 or not exists (select 1
                                                from alert_delivery o
                                                where o.lane = l.name
                                                  and o.state <> 'HELD'
                                          and o.due_at > :now
                                                  and o.due_at <= :windowEnd)))
            """)
        .param("channel", channel.name())
        .param("now", now.atOffset(ZoneOffset.UTC))
        .param("windowStart", now.minus(window).atOffset(ZoneOffset.UTC))
        .param("windowEnd", now.plus(window).atOffset(ZoneOffset.UTC))
        .update();
  }

  private void open(ContactKind channel, Instant now) {
    jdbc.sql(
            """
            insert into alert_lane (name, channel)
            select distinct d.lane, d.channel
            from alert_delivery d
            where d.channel = :channel
              and d.due_at <= :now
              and not exists (select 1 from alert_lane l where l.name = d.lane)
            limit :limit
            on conflict (name) do nothing
            """)
        .param("channel", channel.name())
        .param("now", now.atOffset(ZoneOffset.UTC))
        .param("limit", LANES_MAX)
        .update();
  }

  String name(Lease lease) {
    return jdbc.sql("select name from alert_lane where id = :id limit 1")
        .param("id", lease.rowId())
        .query(String.class)
        .single();
  }

  /** Begins anew: the next claim is a first try. Call it after the queue closed the lane. */
  void rest(Lease lease) {
    jdbc.sql(
            """
            update alert_lane
            set attempts = 0,
                lease_token = lease_token + 1
            where id = :id
            """)
        .param("id", lease.rowId())
        .update();
  }
}
