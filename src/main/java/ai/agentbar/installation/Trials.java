package ai.agentbar.installation;

import ai.agentbar.event.EventLog;
import ai.agentbar.kernel.Actor;
import ai.agentbar.kernel.Email;
import ai.agentbar.kernel.OrderId;
import ai.agentbar.kernel.Phone;
import ai.agentbar.notification.Channel;
import ai.agentbar.notification.ChannelName;
import ai.agentbar.notification.Message;
import ai.agentbar.notification.Message.Content;
import ai.agentbar.notification.MessageTemplate;
import ai.agentbar.notification.SampleMessages;
import ai.agentbar.notification.SendResult;
import ai.agentbar.watch.delivery.TestMessages;
import ai.agentbar.watch.delivery.TestMessages.Told;
import ai.agentbar.watch.playbook.Playbooks;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/**
 * Sends one message by one way, because somebody wants to know whether it arrives. The same way out
 * that buyers' messages and alerts take; no more than {@link #PER_HOUR_MAX} an hour. Calls out:
 * never inside a transaction.
 */
@Service
public class Trials {

  /** More are a nuisance to whoever gets them. */
  static final int PER_HOUR_MAX = 30;

  /** Nothing was sent, and what came of an earlier message still stands. */
  public static final Found TOO_MANY =
      Found.unknown(
          "sudah %d pesan uji dalam sejam; coba lagi nanti".formatted(PER_HOUR_MAX),
          "%d test messages within the hour already; try again later".formatted(PER_HOUR_MAX));

  private static final Duration HOUR = Duration.ofHours(1);
  private static final JsonMapper JSON = new JsonMapper();

  /** A channel names one to its provider; no such order was ever placed. */
  private static final OrderId NO_ORDER = new OrderId("000000TESTAA");

  private static final String MAIL = "mail";
  private static final String WHATSAPP = "whatsapp";
  private static final String OWN_SYSTEM = "own system";
  private static final String TEAM = "team ";

  private final List<Channel> channels;
  private final SampleMessages samples;
  private final TestMessages teams;
  private final Playbooks playbooks;
  private final EventLog events;
  private final TransactionTemplate transaction;
  private final InstantSource clock;
  private final Map<String, Found> lasts = new ConcurrentHashMap<>();
  private final Deque<Instant> sent = new ArrayDeque<>();

  Trials(
      List<Channel> channels,
      SampleMessages samples,
      TestMessages teams,
      Playbooks playbooks,
      EventLog events,
      TransactionTemplate transaction,
      InstantSource clock) {
    this.channels = channels;
    this.samples = samples;
    this.teams = teams;
    this.playbooks = playbooks;
    this.events = events;
    this.transaction = transaction;
    this.clock = clock;
  }

  /** A mail as buyers get it, to the person who asks. */
  public Found mail(Email to, Actor actor) {
    String text = "AgentBar: ini email uji. / This is a test mail.";
    return tried(
        MAIL,
        actor,
        () ->
            send(
                ChannelName.EMAIL,
                new Message.EmailContent(
                    to, "", "AgentBar: email uji / test mail", text, "<p>" + text + "</p>")));
  }

  /** The receipt of an order that nobody placed, to the person who asks. */
  public Found whatsApp(Phone to, Actor actor) {
    return tried(WHATSAPP, actor, () -> send(ChannelName.WHATSAPP, samples.whatsApp(to)));
  }

  /** A signed delivery of the type {@code setup.test} to the merchant's own system. */
  public Found ownSystem(Actor actor) {
    String payload =
        JSON.writeValueAsString(
            Map.of(
                "type", "setup.test",
                "timestamp", clock.instant().toString(),
                "data", Map.of("message", "A test delivery; nothing happened.")));
    return tried(
        OWN_SYSTEM,
        actor,
        () -> send(ChannelName.WEBHOOK, new Message.WebhookContent("setup.test", payload)));
  }

  /** A test message to a team by every way it has; nothing where the playbook has no such team. */
  public Optional<Found> team(String id, Actor actor) {
    return playbooks
        .current()
        .team(id)
        .map(team -> tried(TEAM + id, actor, () -> judged(teams.tell(team))));
  }

  Optional<Found> lastToOwnSystem() {
    return Optional.ofNullable(lasts.get(OWN_SYSTEM));
  }

  Optional<Found> lastWhatsApp() {
    return Optional.ofNullable(lasts.get(WHATSAPP));
  }

  Optional<Found> lastMail() {
    return Optional.ofNullable(lasts.get(MAIL));
  }

  /** What came of the last message to that team since this process began. */
  public Optional<Found> lastToTeam(String id) {
    return Optional.ofNullable(lasts.get(TEAM + id));
  }

  private Found tried(String way, Actor actor, Supplier<Found> trial) {
    if (!takePlace()) {
      return TOO_MANY;
    }
    Found found = trial.get();
    lasts.put(way, found);
    transaction.executeWithoutResult(
        _ -> events.append(new SetupEvent.Tried(actor, way, found.state())));
    return found;
  }

  private synchronized boolean takePlace() {
    Instant now = clock.instant();
    sent.removeIf(it -> !it.plus(HOUR).isAfter(now));
    if (sent.size() >= PER_HOUR_MAX) {
      return false;
    }
    sent.add(now);
    return true;
  }

  private Found send(ChannelName name, Content content) {
    Channel channel = channels.stream().filter(it -> it.name() == name).findFirst().orElseThrow();
    return judged(
        channel.send(
            new Message(
                "setup-" + UUID.randomUUID(),
                NO_ORDER,
                MessageTemplate.PAYMENT_SUCCESS,
                1,
                content)));
  }

  private static Found judged(SendResult result) {
    return switch (result) {
      case SendResult.Accepted _ ->
          Found.good("pesan uji diterima pihak sana", "the test message was accepted");
      case SendResult.Refused(String reason) -> refused(reason);
      case SendResult.Later(String reason, var _) -> refused(reason);
      case SendResult.Away(String reason) -> refused(reason);
      case SendResult.Busy(String reason, var _) -> refused(reason);
      case SendResult.Halted(String reason) -> refused(reason);
      case SendResult.Unknown(String reason) ->
          Found.unknown(
              "mungkin sampai, mungkin tidak: " + reason, "it may have arrived or not: " + reason);
    };
  }

  private static Found refused(String reason) {
    return Found.bad("pesan uji tidak sampai: " + reason, "it did not arrive: " + reason);
  }

  private static Found judged(List<Told> told) {
    List<String> problems =
        told.stream()
            .flatMap(it -> it.problem().map(why -> it.way() + ": " + why).stream())
            .toList();
    String ways = String.join(", ", told.stream().map(it -> it.way().name()).toList());
    if (told.isEmpty()) {
      return Found.bad("tidak ada jalan ke tim ini", "no way leads to this team");
    }
    return problems.isEmpty()
        ? Found.good("diterima lewat " + ways, "accepted by " + ways)
        : Found.bad(
            "tidak sampai: " + String.join("; ", problems),
            "not delivered: " + String.join("; ", problems));
  }
}
