package ai.agentbar.watch.delivery;

import ai.agentbar.watch.alert.Firing;
import ai.agentbar.watch.alert.FiringId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reads the table {@code alert_delivery}. */
@Repository
class DeliveryReadTable {

  /** A delivery and what became of it. */
  record Followed(Delivery delivery, DeliveryState state, boolean fellBack, Instant createdAt) {}

  private static final int DELIVERIES_MAX = 500;

  private static final String COLUMNS =
      """
      id, firing_id, rule_id, fired_at, occasion, round, note_id, note_en, team, channel,
      contact, attempts, state, fell_back, created_at
      """;

  private final JdbcClient jdbc;

  DeliveryReadTable(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Of a firing the newest, oldest first. */
  List<Followed> ofFiring(FiringId firing) {
    return jdbc.sql(
            """
            select %s
            from alert_delivery
            where firing_id = :firing
            order by id desc
            limit :limit
            """
                .formatted(COLUMNS))
        .param("firing", firing.number())
        .param("limit", DELIVERIES_MAX)
        .query((row, _) -> followed(row))
        .list()
        .reversed();
  }

  /** How often a firing was told of for that reason, however long ago. */
  int rounds(Firing firing, Occasion occasion) {
    return jdbc.sql(
            """
            select coalesce(max(round), 0)
            from alert_delivery
            where rule_id = :ruleId
              and fired_at = :at
              and occasion = :occasion
            """)
        .param("ruleId", firing.ruleId())
        .param("at", firing.firedAt().atOffset(ZoneOffset.UTC))
        .param("occasion", occasion.name())
        .query(Integer.class)
        .single();
  }

  /** Of the last time the rule's data went missing. */
  List<Followed> ofLastBlindness(String ruleId) {
    return jdbc.sql(
            """
            select %s
            from alert_delivery
            where rule_id = :ruleId
              and occasion = 'BLINDED'
              and fired_at = (select max(fired_at)
                              from alert_delivery
                              where rule_id = :ruleId
                                and occasion = 'BLINDED')
            order by id
            limit :limit
            """
                .formatted(COLUMNS))
        .param("ruleId", ruleId)
        .param("limit", DELIVERIES_MAX)
        .query((row, _) -> followed(row))
        .list();
  }

  /** What leaves a lane together: what is due until then, and what was held. */
  List<Delivery> waiting(String lane, Instant until) {
    return jdbc.sql(
            """
            select %s
            from alert_delivery
            where lane = :lane
              and due_at is not null
              and (due_at <= :until or state = 'HELD')
            order by id
            limit :limit
            """
                .formatted(COLUMNS))
        .param("lane", lane)
        .param("until", until.atOffset(ZoneOffset.UTC))
        .param("limit", DELIVERIES_MAX)
        .query((row, _) -> DeliveryTable.delivery(row))
        .list();
  }

  /** When messages left a lane since then. */
  List<Instant> sentAt(String lane, Instant since) {
    return jdbc.sql(
            """
            select message, max(sent_at) as sent_at
            from alert_delivery
            where lane = :lane
              and sent_at > :since
            group by message
            order by message
            limit :limit
            """)
        .param("lane", lane)
        .param("since", since.atOffset(ZoneOffset.UTC))
        .param("limit", DELIVERIES_MAX)
        .query((row, _) -> row.getObject("sent_at", OffsetDateTime.class).toInstant())
        .list();
  }

  /** What nobody has accepted although it failed often enough, or should have left before then. */
  List<Delivery> stuck(int attempts, Instant dueBefore) {
    return jdbc.sql(
            """
            select %s
            from alert_delivery
            where not fell_back
              and due_at is not null
              and (attempts >= :attempts or due_at <= :before)
            order by id
            limit :limit
            """
                .formatted(COLUMNS))
        .param("attempts", attempts)
        .param("before", dueBefore.atOffset(ZoneOffset.UTC))
        .param("limit", DELIVERIES_MAX)
        .query((row, _) -> DeliveryTable.delivery(row))
        .list();
  }

  private static Followed followed(ResultSet row) throws SQLException {
    Delivery delivery = DeliveryTable.delivery(row);
    DeliveryState stored = DeliveryState.valueOf(row.getString("state"));
    boolean failedOnce = stored == DeliveryState.WAITING && delivery.attempts() > 0;
    return new Followed(
        delivery,
        failedOnce ? DeliveryState.RETRYING : stored,
        row.getBoolean("fell_back"),
        row.getObject("created_at", OffsetDateTime.class).toInstant());
  }
}
