package ai.agentbar.watch.playbook;

import ai.agentbar.event.EventLog;
import ai.agentbar.event.Origin;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The playbook in force. It is read before the program is ready, and a bad one stops the start.
 * When its file is changed later, every node reads it again by itself; a bad one is told, and the
 * good one stays in force.
 */
@Service
public class Playbooks {

  private static final int MISTAKES_TOLD_MAX = 20;

  private final PlaybookFile file;
  private final EventLog events;
  private final TransactionTemplate transaction;
  private final InstantSource clock;
  private volatile PlaybookInForce inForce;
  private volatile String inForceText;
  private volatile @Nullable RefusedPlaybook refused;

  Playbooks(
      PlaybookFile file, EventLog events, TransactionTemplate transaction, InstantSource clock) {
    this.file = file;
    this.events = events;
    this.transaction = transaction;
    this.clock = clock;
    this.inForceText = file.text();
    this.inForce = inForce(inForceText);
  }

  public Playbook current() {
    return inForce.playbook();
  }

  public PlaybookInForce inForce() {
    return inForce;
  }

  /** The changed file that was refused, as long as it has not been mended. */
  public Optional<RefusedPlaybook> refused() {
    return Optional.ofNullable(refused);
  }

  /**
   * The mistakes a text has as this playbook, in the order of their lines; none if it may stand.
   */
  public List<Mistake> validate(String text) {
    return switch (draft(text)) {
      case Draft.Valid _ -> List.of();
      case Draft.Mistaken(List<Mistake> mistakes) -> mistakes;
    };
  }

  /** What a text would be as this playbook; nothing is in force by that. */
  public Draft draft(String text) {
    return file.draft(text, inForceText);
  }

  /** The text in force, as its file had it when it was read. It may hold addresses. */
  public String text() {
    return inForceText;
  }

  /** The file that a changed text is put into; none where the one in the jar is in force. */
  public Optional<Path> path() {
    return file.path();
  }

  @EventListener(ApplicationReadyEvent.class)
  void tellTheFirst() {
    Origin.of(Origin.Component.WATCH)
        .call(
            () -> {
              tell(loaded(inForce));
              return inForce;
            });
  }

  /** Takes the file over as it is now, if it may stand. True if anything is otherwise then. */
  boolean readAgain() {
    String text;
    try {
      text = file.text();
    } catch (PlaybookRefusedException away) {
      return refuse("", away.mistakes());
    }
    if (PlaybookFile.versionOf(text).equals(inForce.version())) {
      return isInForceAgain();
    }
    return take(text);
  }

  /** A refused file that was put back has to be told too, or its refusal seems to stand. */
  private boolean isInForceAgain() {
    boolean wasRefused = refused != null;
    if (wasRefused) {
      tell(new PlaybookEvent.Mended(file.name(), inForce.version()));
      refused = null;
    }
    return wasRefused;
  }

  private boolean take(String text) {
    try {
      PlaybookInForce next = inForce(text);
      tell(loaded(next));
      inForce = next;
      inForceText = text;
      refused = null;
      return true;
    } catch (PlaybookRefusedException refusal) {
      return refuse(PlaybookFile.versionOf(text), refusal.mistakes());
    }
  }

  private boolean refuse(String version, List<Mistake> mistakes) {
    if (refused().filter(it -> it.version().equals(version)).isPresent()) {
      return false;
    }
    tell(
        new PlaybookEvent.Refused(
            file.name(),
            version,
            inForce.version(),
            mistakes.stream().limit(MISTAKES_TOLD_MAX).map(Mistake::toString).toList()));
    refused = new RefusedPlaybook(version, mistakes, clock.instant());
    return true;
  }

  private PlaybookInForce inForce(String text) {
    return new PlaybookInForce(
        file.parse(text), file.name(), PlaybookFile.versionOf(text), clock.instant());
  }

  private static PlaybookEvent loaded(PlaybookInForce it) {
    return new PlaybookEvent.Loaded(
        it.source(), it.version(), it.playbook().rules().size(), it.playbook().teams().size());
  }

  private void tell(PlaybookEvent event) {
    transaction.executeWithoutResult(_ -> events.append(event));
  }
}
