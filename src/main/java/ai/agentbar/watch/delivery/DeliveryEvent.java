package ai.agentbar.watch.delivery;

import ai.agentbar.event.Event;
import ai.agentbar.event.EventType;
import ai.agentbar.watch.alert.FiringId;
import ai.agentbar.watch.playbook.ContactKind;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What became of the messages to the people on call. {@code deliveries} in {@link Created} and the
 * single {@link Sent}, {@link NotSent} with {@code last}, and {@link Cancelled} balance with what
 * waits.
 */
sealed interface DeliveryEvent extends Event {

  /**
   * What was to be told, to whom, and by which contact.
   *
   * @param contact its place in the team's list: {@code first/0}
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record About(
      @Nullable FiringId firing,
      String rule,
      Occasion occasion,
      String team,
      ContactKind channel,
      String contact) {

    static About of(Delivery delivery) {
      News news = delivery.news();
      Place place = delivery.place();
      return new About(
          news.firing().orElse(null),
          news.ruleId(),
          news.occasion(),
          place.team(),
          place.kind(),
          place.contact());
    }

    private String words(String how) {
      return "Alert %s %s to %s by %s".formatted(rule, how, team, channel);
    }
  }

  /** A team is to be told; as many deliveries as it has contacts for it. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Created(
      @Nullable FiringId firing,
      String rule,
      Occasion occasion,
      int round,
      String team,
      int deliveries,
      @Nullable String reason)
      implements DeliveryEvent {

    @Override
    public EventType type() {
      return EventType.OUTBOX_CREATED;
    }

    @Override
    public String name() {
      return switch (occasion) {
        case REPEATED -> "ALERT_REPEATED";
        case ESCALATED -> "ALERT_ESCALATED";
        default -> "ALERT_DELIVERY_CREATED";
      };
    }

    @Override
    public Level level() {
      return occasion == Occasion.ESCALATED ? Level.WARN : Level.INFO;
    }

    @Override
    public String message() {
      return "%s is to be told of alert %s: %s%s"
          .formatted(
              team,
              rule,
              occasion.name().toLowerCase(Locale.ROOT),
              reason == null ? "" : ", " + reason);
    }
  }

  /** A contact could not be told, and the next one is; the first goes on being tried. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record FellBack(
      @Nullable FiringId firing,
      String rule,
      Occasion occasion,
      String team,
      ContactKind from,
      ContactKind to,
      String contact,
      int deliveries)
      implements DeliveryEvent {

    @Override
    public EventType type() {
      return EventType.OUTBOX_CREATED;
    }

    @Override
    public String name() {
      return "ALERT_FALLBACK";
    }

    @Override
    public Level level() {
      return Level.WARN;
    }

    @Override
    public String message() {
      return "Alert %s does not reach %s by %s and goes by %s".formatted(rule, team, from, to);
    }
  }

  /**
   * A contact was told: the other side accepted the message.
   *
   * @param together how many alerts stood in the message
   */
  record Sent(@JsonUnwrapped About about, int attempt, int together) implements DeliveryEvent {

    @Override
    public EventType type() {
      return EventType.NOTIFICATION_SENT;
    }

    @Override
    public String name() {
      return "ALERT_SENT";
    }

    @Override
    public String message() {
      return about.words("was told");
    }
  }

  /** Several alerts left in one message. */
  record Bundled(List<String> rules, List<Long> firings, ContactKind channel)
      implements DeliveryEvent {

    @Override
    public EventType type() {
      return EventType.NOTIFICATION_SENT;
    }

    @Override
    public String name() {
      return "ALERT_BUNDLED";
    }

    @Override
    public String message() {
      return "%d alerts left in one message by %s".formatted(rules.size(), channel);
    }
  }

  /**
   * A try to tell a contact failed.
   *
   * @param last no other try follows
   */
  record NotSent(@JsonUnwrapped About about, int attempt, boolean last, @JsonIgnore Failure cause)
      implements DeliveryEvent {

    @Override
    public EventType type() {
      return EventType.NOTIFICATION_FAILED;
    }

    @Override
    public String name() {
      return last ? "ALERT_DELIVERY_FAILED" : "ALERT_DELIVERY_DELAYED";
    }

    @Override
    public Level level() {
      return last ? Level.ERROR : Level.WARN;
    }

    @Override
    public @Nullable Failure failure() {
      return cause;
    }

    @Override
    public String message() {
      return about.words("could not be told") + (last ? ", and is given up" : "");
    }
  }

  /** The reader had as many messages as the playbook allows; this one goes into the next. */
  record Held(@JsonUnwrapped About about) implements DeliveryEvent {

    @Override
    public EventType type() {
      return EventType.NOTIFICATION_SKIPPED;
    }

    @Override
    public String name() {
      return "ALERT_DELIVERY_HELD";
    }

    @Override
    public String message() {
      return about.words("goes") + " with the next message that the rate allows";
    }
  }

  /** It was not sent, since it was not true any more, or silenced. */
  record Cancelled(@JsonUnwrapped About about, String reason) implements DeliveryEvent {

    @Override
    public EventType type() {
      return EventType.NOTIFICATION_SKIPPED;
    }

    @Override
    public String name() {
      return "ALERT_DELIVERY_CANCELLED";
    }

    @Override
    public String message() {
      return about.words("is not told") + ": " + reason;
    }
  }
}
