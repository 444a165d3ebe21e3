package ai.agentbar.web.console;

import ai.agentbar.event.Event.Level;
import ai.agentbar.event.EventType;
import ai.agentbar.event.StoredEvent;
import ai.agentbar.kernel.Rupiah;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Tells events to people, oldest first. An event that has no words here is told in its own: it may
 * come from another backend, or from a room younger than this page.
 */
public final class Story {

  private static final String DOT = " · ";

  private static final Set<String> GOOD =
      Set.of(
          "PAYMENT_PAID",
          "ENTITLEMENT_GRANTED",
          "ENTITLEMENT_RESTORED",
          "MESSAGE_SENT",
          "MESSAGE_DELIVERED",
          "MESSAGE_READ");

  /** What stands below an event: a body to be opened, and where there is more. */
  public record Attached(String body, String link) {

    public static final Attached NOTHING = new Attached("", "");
  }

  private final Words words;
  private final Function<StoredEvent, Attached> attachments;
  private String day = "";

  private Story(Words words, Function<StoredEvent, Attached> attachments) {
    this.words = words;
    this.attachments = attachments;
  }

  public static List<Moment> of(
      List<StoredEvent> events, Words words, Function<StoredEvent, Attached> attachments) {
    Story story = new Story(words, attachments);
    return grouped(events).stream().map(story::moment).toList();
  }

  /** What happened to one message by several channels at one moment is told once. */
  private static List<List<StoredEvent>> grouped(List<StoredEvent> events) {
    List<List<StoredEvent>> groups = new ArrayList<>();
    for (StoredEvent event : events) {
      if (!groups.isEmpty() && isTwin(groups.getLast().getFirst(), event)) {
        groups.getLast().add(event);
      } else {
        groups.add(new ArrayList<>(List.of(event)));
      }
    }
    return groups;
  }

  private static boolean isTwin(StoredEvent first, StoredEvent next) {
    return !next.text("template").isEmpty()
        && next.text("template").equals(first.text("template"))
        && next.name().equals(first.name())
        && next.failure() == null
        && first.failure() == null
        && next.text("reason").equals(first.text("reason"))
        && Duration.between(first.occurredAt(), next.occurredAt()).abs().toSeconds() < 1;
  }

  private Moment moment(List<StoredEvent> group) {
    StoredEvent event = group.getFirst();
    Attached attached = attachments.apply(event);
    return new Moment(
        newDay(event),
        words.reader().time(event.occurredAt()),
        tone(event),
        text(group),
        more(event),
        event.failure() == null ? "" : words.because(event.failure().message()),
        attached.body(),
        attached.link());
  }

  private String newDay(StoredEvent event) {
    String its = words.reader().day(event.occurredAt());
    boolean another = !its.equals(day);
    day = its;
    return another ? its : "";
  }

  private static String tone(StoredEvent event) {
    if (event.level().equals(Level.ERROR.name())) {
      return "bad";
    }
    if (event.level().equals(Level.WARN.name())) {
      return "warn";
    }
    return GOOD.contains(event.name()) ? "good" : "";
  }

  private String text(List<StoredEvent> group) {
    StoredEvent event = group.getFirst();
    return words.find(key(event), arguments(event, channels(group))).orElse(event.message());
  }

  private static String key(StoredEvent event) {
    if (event.is(EventType.PAYMENT_STATUS_CHANGED)) {
      return "story.transaction";
    }
    return event.is(EventType.PAYMENT_FACT)
        ? "fact." + event.name().toLowerCase(Locale.ROOT)
        : "story." + event.name().toLowerCase(Locale.ROOT);
  }

  private String channels(List<StoredEvent> group) {
    return group.stream()
        .map(it -> words.of("channel", it.text("channel")))
        .distinct()
        .collect(Collectors.joining(", "));
  }

  private String[] arguments(StoredEvent event, String channels) {
    return switch (event.name()) {
      case "ORDER_CREATED" -> texts(amount(event));
      case "PAYMENT_ATTEMPT_CREATED" -> texts(event.text("gateway_order_id"));
      case "NOTIFICATION_STORED" -> texts(method(event));
      case "NOTIFICATION_IGNORED" -> texts(words.of("verdict", event.text("reason")));
      case "GATEWAY_FAILED" -> texts(event.text("operation"));
      default ->
          event.is(EventType.PAYMENT_STATUS_CHANGED)
              ? texts(method(event), words.of("transaction", event.text("status")))
              : texts(words.of("template", event.text("template")), channels);
    };
  }

  private String more(StoredEvent event) {
    List<String> parts = new ArrayList<>();
    actor(event).ifPresent(parts::add);
    if (event.failure() == null) {
      reason(event).ifPresent(parts::add);
    }
    if (event.number("attempt") > 1 && !event.is(EventType.PAYMENT_ATTEMPT_CREATED)) {
      parts.add(words.say("story.try", words.reader().number(event.number("attempt"))));
    }
    if (event.is(EventType.WEBHOOK_VERIFIED) && event.durationMs() != null) {
      parts.add(words.say("story.took", took(event.durationMs())));
    }
    return String.join(DOT, parts);
  }

  /** Why, where the event's own words do not say it already. */
  private Optional<String> reason(StoredEvent event) {
    String reason = event.text("reason");
    if (reason.isEmpty()
        || event.is(EventType.WEBHOOK_IGNORED)
        || event.name().equals("PAYMENT_OPENED")) {
      return Optional.empty();
    }
    return Optional.of(words.because(reason));
  }

  private static Optional<String> actor(StoredEvent event) {
    return Optional.of(event.text("actor")).filter(it -> !it.isEmpty());
  }

  private String took(long milliseconds) {
    return milliseconds < 1_000
        ? words.reader().number(milliseconds) + "\u00a0ms"
        : words.reader().lasted(Duration.ofMillis(milliseconds));
  }

  private String amount(StoredEvent event) {
    return words.reader().rupiah(new Rupiah(Math.max(0, event.number("amount"))));
  }

  private String method(StoredEvent event) {
    return words.of("method", event.text("payment_type"));
  }

  private static String[] texts(String... texts) {
    return texts;
  }
}
