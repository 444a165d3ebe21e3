package ai.agentbar.staff;

import ai.agentbar.event.EventLog;
import ai.agentbar.kernel.Secret;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The keys of machines: {@code ab_} and 256 random bits, {@code ab_test_} where the installation
 * has a label, so that neither is taken for the other. Revoked on one node, a key is dead on all
 * with the next request.
 */
@Service
public class ApiKeys {

  private static final String PREFIX = "ab_";
  private static final String TEST_PREFIX = "ab_test_";
  private static final int LENGTH_MAX = 128;
  private static final int SHOWN = 4;

  /** Being used is written down so often at most. */
  private static final Duration USED_EVERY = Duration.ofMinutes(1);

  private final KeyTable table;
  private final EventLog events;
  private final InstantSource clock;
  private final TransactionTemplate transaction;
  private final boolean test;

  ApiKeys(
      KeyTable table,
      EventLog events,
      InstantSource clock,
      TransactionTemplate transaction,
      @Value("${agentbar.environment-label:}") String environmentLabel) {
    this.table = table;
    this.events = events;
    this.clock = clock;
    this.transaction = transaction;
    this.test = !environmentLabel.isBlank();
  }

  public List<ApiKey> all() {
    return table.all();
  }

  public KeyChange create(NewKey wanted, Because because) {
    Secret secret = RandomToken.withPrefix(test ? TEST_PREFIX : PREFIX);
    return transaction.execute(
        _ -> {
          Instant now = clock.instant();
          Optional<String> refusal = refusal(wanted, now);
          if (refusal.isPresent()) {
            return new KeyChange.Refused(refusal.get());
          }
          if (!table.insert(wanted, secret, because.actor(), now)) {
            return new KeyChange.Refused("that name is or was a key of ours");
          }
          events.append(
              new StaffEvent.KeyCreated(
                  because.actor(), wanted.name(), wanted.rights(), because.reason()));
          return new KeyChange.Created(table.find(wanted.name()).orElseThrow(), secret);
        });
  }

  public KeyChange revoke(KeyName name, Because because) {
    return transaction.execute(
        _ -> {
          if (table.revoke(name, clock.instant())) {
            events.append(new StaffEvent.KeyRevoked(because.actor(), name, because.reason()));
          }
          return table
              .find(name)
              .<KeyChange>map(KeyChange.Revoked::new)
              .orElseGet(KeyChange.Unknown::new);
        });
  }

  /** Whether a key opens anything now, and why not. */
  public KeyProof prove(String presented) {
    if (presented.length() > LENGTH_MAX || !presented.startsWith(PREFIX)) {
      return new KeyProof.Invalid("A key of AgentBar begins with ab_; this is another key.");
    }
    if (presented.startsWith(TEST_PREFIX) != test) {
      return new KeyProof.Invalid(
          test
              ? "This installation has a label; its keys begin with ab_test_."
              : "This is the key of an installation with a label, such as the sandbox.");
    }
    Instant now = clock.instant();
    Optional<ApiKey> key = table.findByHash(RandomToken.hash(presented));
    KeyProof proof = judge(key, now);
    if (proof instanceof KeyProof.Valid(ApiKey valid) && isUnwritten(valid, now)) {
      table.used(valid.name(), now);
    }
    return proof;
  }

  /** What may stand in a list: with 24 of the 256 bits nobody guesses the others. */
  static String prefix(Secret secret) {
    String text = secret.reveal();
    String kind = text.startsWith(TEST_PREFIX) ? TEST_PREFIX : PREFIX;
    return text.substring(0, kind.length() + SHOWN);
  }

  static KeyProof judge(Optional<ApiKey> key, Instant now) {
    if (key.isEmpty()) {
      return new KeyProof.Invalid("There is no such key.");
    }
    if (key.get().revokedAt().isPresent()) {
      return new KeyProof.Invalid("This key was revoked.");
    }
    return key.get().expiresAt().filter(it -> !now.isBefore(it)).isPresent()
        ? new KeyProof.Invalid("This key has expired.")
        : new KeyProof.Valid(key.get());
  }

  private Optional<String> refusal(NewKey wanted, Instant now) {
    if (wanted.expiresAt().filter(it -> !it.isAfter(now)).isPresent()) {
      return Optional.of("that key would have expired already");
    }
    return table.all().size() < KeyTable.KEYS_MAX
        ? Optional.empty()
        : Optional.of("there are %d keys already".formatted(KeyTable.KEYS_MAX));
  }

  private static boolean isUnwritten(ApiKey key, Instant now) {
    return key.lastUsedAt().filter(it -> it.isAfter(now.minus(USED_EVERY))).isEmpty();
  }
}
