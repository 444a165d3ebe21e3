package ai.agentbar.watch.delivery;

import ai.agentbar.watch.playbook.Contact;
import ai.agentbar.watch.playbook.ContactKind;
import ai.agentbar.watch.playbook.Severity;
import ai.agentbar.watch.playbook.Team;
import ai.agentbar.watch.playbook.Wording;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.stereotype.Service;

/**
 * Tells a team, by every way that leads to it, that this is a test and asks for nothing. Past the
 * deliveries and their rates: it is sent because somebody wants to know whether it arrives. Calls
 * out: never inside a transaction.
 */
@Service
public class TestMessages {

  static final String RULE = "agentbar_test";

  private static final Wording TEXT =
      new Wording(
          "Ini pesan uji dari AgentBar. Tidak ada yang perlu dilakukan: peringatan sungguhan akan"
              + " sampai lewat jalan yang sama.",
          "This is a test message of AgentBar. Nothing needs to be done: a true alert will arrive"
              + " by the same way.");

  private final Map<ContactKind, Sender> senders = new EnumMap<>(ContactKind.class);
  private final MessageSettings settings;
  private final InstantSource clock;

  TestMessages(List<Sender> senders, MessageSettings settings, InstantSource clock) {
    senders.forEach(it -> this.senders.put(it.channel(), it));
    this.settings = settings;
    this.clock = clock;
  }

  /**
   * What came of one way; never with its address.
   *
   * @param problem nothing where the other side accepted the message
   */
  public record Told(ContactKind way, Optional<String> problem) {}

  /** One after the other, in the playbook's order, the fallback ways too. */
  public List<Told> tell(Team team) {
    Message message = message(team, clock.instant());
    return Stream.concat(team.first().stream(), team.fallback().stream())
        .map(it -> tell(message, it))
        .toList();
  }

  private Told tell(Message message, Contact contact) {
    try {
      Objects.requireNonNull(senders.get(contact.kind())).send(message, contact);
      return new Told(contact.kind(), Optional.empty());
    } catch (UndeliveredException refused) {
      return new Told(contact.kind(), Optional.of(String.valueOf(refused.getMessage())));
    }
  }

  /** As the end of an alert, so that a machine that takes it opens nothing. */
  private Message message(Team team, Instant now) {
    Notice notice =
        new Notice(
            Occasion.RESOLVED,
            Severity.P3,
            RULE,
            Optional.empty(),
            Optional.empty(),
            Notice.Known.NOTHING,
            now,
            now,
            TEXT,
            team.id());
    return new Message("test-" + UUID.randomUUID(), subject(team), body(), List.of(notice), now);
  }

  private String subject(Team team) {
    String label = settings.environmentLabel();
    return "%sAgentBar: pesan uji / test message (%s)"
        .formatted(label.isBlank() ? "" : "[" + label + "] ", team.name());
  }

  private String body() {
    return "%s%n%n%s%n%n%s".formatted(TEXT.indonesian(), TEXT.english(), settings.publicUrl());
  }
}
