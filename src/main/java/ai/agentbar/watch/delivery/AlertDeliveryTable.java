package ai.agentbar.watch.delivery;

import ai.agentbar.watch.alert.FiringId;
import ai.agentbar.watch.delivery.AlertDelivery.Occasion;
import ai.agentbar.watch.delivery.AlertDelivery.Text;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table {@code alert_delivery}, but for its queue columns, which belong to the queue. */
@Repository
class AlertDeliveryTable {

  /** A delivery and what became of it. */
  record Followed(AlertDelivery delivery, DeliveryState state, int attempts) {}

  private static final int DELIVERIES_MAX = 500;

  private final JdbcClient jdbc;

  AlertDeliveryTable(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Puts a message on its way; one that is there already stays as it is. */
  void create(AlertDelivery delivery, Instant now) {
    jdbc.sql(
            """
            insert into alert_delivery (firing_id, rule_id, fired_at, occasion, team, channel, subject,
                                        body, created_at, due_at)
            values (:firing, :ruleId, :firedAt, :occasion, :team, :channel, :subject, :body, :now, :now)
            on conflict (rule_id, fired_at, occasion, team, channel) do nothing
            """)
        .param("firing", delivery.firing().number())
        .param("ruleId", delivery.ruleId())
        .param("firedAt", delivery.firedAt().atOffset(ZoneOffset.UTC))
        .param("occasion", delivery.occasion().name())
        .param("team", delivery.team())
        .param("channel", delivery.channel().name())
        .param("subject", delivery.text().subject())
        .param("body", delivery.text().body())
        .param("now", now.atOffset(ZoneOffset.UTC))
        .update();
  }

  AlertDelivery get(long id) {
    return jdbc.sql(
            """
            select firing_id, rule_id, fired_at, occasion, team, channel, subject, body
            from alert_delivery
            where id = :id
            limit 1
            """)
        .param("id", id)
        .query((row, _) -> delivery(row))
        .single();
  }

  /** The messages that told of a firing, oldest first. */
  List<Followed> ofFiring(FiringId id) {
    return jdbc.sql(
            """
            select firing_id, rule_id, fired_at, occasion, team, channel, subject, body, due_at,
                   attempts, last_error
            from alert_delivery
            where firing_id = :firing
            order by id
            limit :limit
            """)
        .param("firing", id.number())
        .param("limit", DELIVERIES_MAX)
        .query((row, _) -> new Followed(delivery(row), state(row), row.getInt("attempts")))
        .list();
  }

  private static AlertDelivery delivery(ResultSet row) throws SQLException {
    return new AlertDelivery(
        new FiringId(row.getLong("firing_id")),
        row.getString("rule_id"),
        row.getObject("fired_at", OffsetDateTime.class).toInstant(),
        Occasion.valueOf(row.getString("occasion")),
        row.getString("team"),
        Channel.valueOf(row.getString("channel")),
        new Text(row.getString("subject"), row.getString("body")));
  }

  private static DeliveryState state(ResultSet row) throws SQLException {
    boolean open = row.getObject("due_at") != null;
    boolean failed = row.getString("last_error") != null;
    if (open) {
      return row.getInt("attempts") == 0 ? DeliveryState.WAITING : DeliveryState.RETRYING;
    }
    return failed ? DeliveryState.FAILED : DeliveryState.SENT;
  }
}
