package ai.agentbar.story;

import static java.util.Collections.nCopies;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.agentbar.event.StoredEvent;
import ai.agentbar.event.Subscriptions;
import ai.agentbar.testing.Http;
import ai.agentbar.testing.Http.Answer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.awaitility.core.ThrowingRunnable;

/**
 * One order: what is done to it, and what is told of it. Whoever does something says which events
 * that adds; the order's whole list must then be what was said so far, event by event.
 */
final class OrderStory {

  private static final String BODY =
      """
      {"package_id": "film-basic", "name": "Siti Rahma",
       "email": "siti@example.com", "phone": "081234567890"}
      """;
  private static final int EVENTS_MAX = 1_000;
  private static final Duration TOLD_MAX = Duration.ofSeconds(30);
  private static final Duration LOOK_EVERY = Duration.ofMillis(25);

  /** What is told of a message that arrives; WhatsApp alone reports what became of it. */
  private static final Map<String, List<String>> ARRIVED =
      Map.of(
          "EMAIL", List.of("MESSAGE_QUEUED", "MESSAGE_SENT"),
          "WEBHOOK", List.of("MESSAGE_QUEUED", "MESSAGE_SENT"),
          "WHATSAPP",
              List.of("MESSAGE_QUEUED", "MESSAGE_SENT", "MESSAGE_DELIVERED", "MESSAGE_READ"));

  private final Http shop;
  private final Http sandbox;
  private final Subscriptions events;
  private final Answer placed;
  private final List<String> told = new ArrayList<>();
  private Answer chosen;

  /** Placed; nothing said of it so far. */
  OrderStory(Http shop, Http sandbox, Subscriptions events) {
    this.shop = shop;
    this.sandbox = sandbox;
    this.events = events;
    this.placed = shop.post("/api/orders", BODY);
    this.chosen = placed;
    assertThat(placed.status()).as(placed.text()).isEqualTo(201);
  }

  String id() {
    return placed.json().path("order_id").asString();
  }

  String buyerToken() {
    return placed.json().path("buyer_token").asString();
  }

  String snapToken() {
    return placed.json().path("payment").path("token").asString();
  }

  /** Its first page, as Midtrans calls it. */
  String page() {
    return id() + "-1";
  }

  /** Midtrans' name for what was chosen last. */
  String transaction() {
    return chosen.json().path("transaction_id").asString();
  }

  /** The notification of what was chosen last, as Midtrans wrote it then. */
  String notification() {
    return chosen.json().path("notification").toString();
  }

  /** The buyer chooses a method on the page. */
  OrderStory chooses(String method) {
    chosen = sandbox.post("/_sim/payments/%s/choose?method=%s".formatted(page(), method), "");
    assertThat(chosen.status()).as(chosen.text()).isEqualTo(200);
    return this;
  }

  /** Something happens at Midtrans to what was chosen last: {@code settle}. */
  OrderStory meets(String outcome) {
    return meets(outcome, transaction());
  }

  OrderStory meets(String outcome, String transaction) {
    Answer done = sandbox.post("/_sim/transactions/%s/%s".formatted(transaction, outcome), "");
    assertThat(done.status()).as(done.text()).isEqualTo(200);
    return this;
  }

  /** That adds exactly these events. */
  OrderStory tells(String... more) {
    told.addAll(List.of(more));
    soon(this::assertAllIsTold);
    return this;
  }

  /** That is one notification, whose effect is exactly these events. */
  OrderStory applies(String... effect) {
    return tells(
        Stream.of(
                Stream.of("NOTIFICATION_STORED"),
                Stream.of(effect),
                Stream.of("NOTIFICATION_APPLIED"))
            .flatMap(it -> it)
            .toArray(String[]::new));
  }

  /** That is one notification without effect. */
  OrderStory ignores(String reason) {
    return tells("NOTIFICATION_STORED", "NOTIFICATION_IGNORED " + reason);
  }

  /** Those are copies of one notification, all at once: one has this effect, the others none. */
  OrderStory appliesOneOf(int copies, String... effect) {
    List<String> more = new ArrayList<>(List.of(effect));
    more.addAll(nCopies(copies, "NOTIFICATION_STORED"));
    more.add("NOTIFICATION_APPLIED");
    more.addAll(nCopies(copies - 1, "NOTIFICATION_IGNORED DUPLICATE"));
    soon(
        () -> {
          List<String> added = commerce().stream().skip(told.size()).toList();
          assertThat(added).containsExactlyInAnyOrderElementsOf(more).containsSubsequence(effect);
        });
    told.addAll(commerce().subList(told.size(), told.size() + more.size()));
    return tells();
  }

  /** The buyer, and the merchant's own system, have these messages on their way. */
  OrderStory sends(String... templates) {
    soon(
        () ->
            assertThat(messages().values().stream().filter(it -> it.contains("MESSAGE_SENT")))
                .hasSize(ARRIVED.size() * templates.length));
    return this;
  }

  /**
   * The end of the story: its state, these messages arrived on every channel and no other was even
   * written, and there is no event but those that were said.
   */
  void ends(String status, String... templates) {
    Map<String, List<String>> expected = new TreeMap<>();
    for (String template : templates) {
      ARRIVED.forEach((channel, steps) -> expected.put(channel + " " + template, steps));
    }
    soon(() -> assertThat(reportedInOrder(messages())).isEqualTo(expected));
    assertAllIsTold();
    assertThat(view().json().path("status").asString()).isEqualTo(status);
  }

  /** Its buyer asks for the page to pay on. */
  Answer pays() {
    return shop.post("/api/orders/%s/pay".formatted(id()), "", "X-Buyer-Token", buyerToken());
  }

  /** What the shop shows of it to whoever knows its id. */
  Answer view(String... headers) {
    return shop.get("/api/orders/" + id(), headers);
  }

  private void assertAllIsTold() {
    assertThat(commerce()).isEqualTo(told);
  }

  /** All events of the order but its messages', oldest first. */
  List<String> commerce() {
    return all().filter(it -> !isOfMessage(it)).map(OrderStory::name).toList();
  }

  /** The events of each message, by channel and template. */
  private Map<String, List<String>> messages() {
    Map<String, List<String>> messages = new TreeMap<>();
    all()
        .filter(OrderStory::isOfMessage)
        .forEach(
            it ->
                messages
                    .computeIfAbsent(
                        it.text("channel") + " " + it.text("template"), _ -> new ArrayList<>())
                    .add(it.name()));
    return messages;
  }

  /**
   * WhatsApp's reports are unordered ({@code midtrans.md} 7): where "read" overtook "delivered",
   * that came too late to tell anything, and all is as if it had come before.
   */
  private static Map<String, List<String>> reportedInOrder(Map<String, List<String>> messages) {
    List<String> overtaken = List.of("MESSAGE_QUEUED", "MESSAGE_SENT", "MESSAGE_READ");
    Map<String, List<String>> inOrder = new TreeMap<>(messages);
    inOrder.replaceAll((_, steps) -> steps.equals(overtaken) ? ARRIVED.get("WHATSAPP") : steps);
    return inOrder;
  }

  private Stream<StoredEvent> all() {
    return events.ofOrder(id(), EVENTS_MAX).stream();
  }

  private static boolean isOfMessage(StoredEvent event) {
    return event.name().startsWith("MESSAGE_");
  }

  private static String name(StoredEvent event) {
    boolean ignored = event.name().equals("NOTIFICATION_IGNORED");
    return ignored ? event.name() + " " + event.text("reason") : event.name();
  }

  private static void soon(ThrowingRunnable statement) {
    await()
        .atMost(TOLD_MAX)
        .pollDelay(Duration.ZERO)
        .pollInterval(LOOK_EVERY)
        .untilAsserted(statement);
  }
}
