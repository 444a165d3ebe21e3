package ai.agentbar.staff;

import ai.agentbar.event.EventLog;
import ai.agentbar.kernel.Actor;
import ai.agentbar.kernel.Secret;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Who is logged in. A session is a random token that stands for a person, on every node; it keeps
 * nothing else, so what the person may do is read anew with every request.
 *
 * <p>A table of ours and not Spring Session: that one keeps serialized objects under the token
 * itself, knows no longest age, and reads this machine's clock instead of the database's.
 */
@Service
public class Sessions {

  /** Being used is written down so often at most. */
  private static final Duration SEEN_EVERY = Duration.ofMinutes(1);

  /**
   * One that lasts.
   *
   * @param current it is the one that asks
   */
  public record Standing(Instant begunAt, Instant seenAt, Instant endsAt, boolean current) {}

  private final SessionTable table;
  private final StaffSettings settings;
  private final EventLog events;
  private final InstantSource clock;
  private final TransactionTemplate transaction;

  Sessions(
      SessionTable table,
      StaffSettings settings,
      EventLog events,
      InstantSource clock,
      TransactionTemplate transaction) {
    this.table = table;
    this.settings = settings;
    this.events = events;
    this.clock = clock;
    this.transaction = transaction;
  }

  /** Whose session it is, while it lasts and the person is active. */
  public Optional<Person> find(String token) {
    byte[] hash = RandomToken.hash(token);
    Instant now = clock.instant();
    Optional<SessionTable.Row> session = row(hash, now);
    session
        .filter(it -> it.seenAt().isBefore(now.minus(SEEN_EVERY)))
        .ifPresent(_ -> table.seen(hash, now));
    return session.map(SessionTable.Row::person);
  }

  /** The same without counting as use: a page left open keeps nobody logged in. */
  public Optional<Person> look(String token) {
    return row(RandomToken.hash(token), clock.instant()).map(SessionTable.Row::person);
  }

  /** Ends it; without effect where it has ended. */
  public void end(String token) {
    transaction.executeWithoutResult(
        _ ->
            table
                .delete(RandomToken.hash(token))
                .ifPresent(login -> events.append(new StaffEvent.LoggedOut(login))));
  }

  /** Those of a person that last, the one used last first; the token is whose asks, or empty. */
  public List<Standing> of(LoginName login, Optional<String> token) {
    Instant now = clock.instant();
    byte[] asking = RandomToken.hash(token.orElse(""));
    return table.of(login, asking, now.minus(settings.sessionIdle()), now);
  }

  /** A person ends every session of their own but that one. */
  public void endOthers(LoginName login, String token) {
    transaction.executeWithoutResult(
        _ -> {
          int ended = table.deleteOthers(login, RandomToken.hash(token));
          if (ended > 0) {
            events.append(
                new StaffEvent.SessionsEnded(Actor.person(login.text()), login, ended, ""));
          }
        });
  }

  /** In the caller's transaction. */
  Secret begin(LoginName login, Instant now) {
    Secret token = RandomToken.fresh();
    table.insert(RandomToken.hash(token.reveal()), login, now, now.plus(settings.sessionLongest()));
    return token;
  }

  private Optional<SessionTable.Row> row(byte[] hash, Instant now) {
    return table.find(hash, now.minus(settings.sessionIdle()), now);
  }
}
