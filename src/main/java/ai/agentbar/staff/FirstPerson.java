package ai.agentbar.staff;

import ai.agentbar.event.EventLog;
import ai.agentbar.job.Role;
import ai.agentbar.job.Roles;
import ai.agentbar.kernel.Actor;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Makes the first person, who may administer. While there is none, every start prints a new link
 * for that on standard error; whoever reads it there has the machine already.
 */
@Service
public class FirstPerson {

  private final PersonTable people;
  private final LinkTable linkTable;
  private final Links links;
  private final PasswordHashes hashes;
  private final EventLog events;
  private final InstantSource clock;
  private final TransactionTemplate transaction;
  private final boolean wanted;

  FirstPerson(
      PersonTable people,
      LinkTable linkTable,
      Links links,
      PasswordHashes hashes,
      EventLog events,
      InstantSource clock,
      TransactionTemplate transaction,
      StaffSettings settings,
      Roles roles) {
    this.people = people;
    this.linkTable = linkTable;
    this.links = links;
    this.hashes = hashes;
    this.events = events;
    this.clock = clock;
    this.transaction = transaction;
    this.wanted = !settings.openDemo() && roles.include(Role.API);
  }

  /** After the greeting. */
  @EventListener
  @Order(Ordered.LOWEST_PRECEDENCE)
  void greet(ApplicationReadyEvent ready) {
    if (wanted) {
      link()
          .ifPresent(
              it ->
                  System.err.printf(
                      "      Nobody can log in yet. Make the first person, once, until %s:%n      %s%n%n",
                      it.until(), it.address()));
    }
  }

  /** A new link in place of the one before; nothing once there is a person. */
  Optional<OneTimeLink> link() {
    return transaction.execute(
        _ -> people.isEmpty() ? Optional.of(links.first()) : Optional.empty());
  }

  /** Whether the link may be used. */
  public boolean isOpen(String token) {
    return linkTable.isFirst(RandomToken.hash(token), clock.instant()) && people.isEmpty();
  }

  /** Makes a TECH_LEAD with this password; a weak one leaves the link as it is. */
  public PasswordChange create(String token, NewPerson person, String password) {
    if (!isOpen(token)) {
      return new PasswordChange.LinkGone();
    }
    Set<Weakness> weak = PasswordPolicy.weaknesses(password, person.login());
    if (!weak.isEmpty()) {
      return new PasswordChange.Weak(weak);
    }
    String hash = hashes.hash(password);
    return transaction.execute(
        _ -> {
          people.lock();
          if (!people.isEmpty() || !linkTable.use(RandomToken.hash(token))) {
            return new PasswordChange.LinkGone();
          }
          people.insert(person, clock.instant());
          people.setPassword(person.login(), hash);
          events.append(
              new StaffEvent.PersonCreated(
                  Actor.SYSTEM, person.login(), person.roles(), "the first start's link"));
          return new PasswordChange.Done(person.login());
        });
  }
}
