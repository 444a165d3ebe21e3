package ai.agentbar.staff;

import static ai.agentbar.testing.Staffing.BECAUSE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.agentbar.testing.MovableClock;
import ai.agentbar.testing.RoomTest;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@RoomTest
class ApiKeysTest {

  @Autowired ApiKeys keys;
  @Autowired JdbcClient jdbc;
  @Autowired MovableClock clock;

  @Test
  void a_key_proves_its_name_and_rights_until_it_is_revoked() {
    String secret = make("grafana", Optional.empty());

    assertThat(keys.prove(secret))
        .isInstanceOfSatisfying(
            KeyProof.Valid.class,
            it -> {
              assertThat(it.key().actor()).hasToString("key:grafana");
              assertThat(it.key().rights()).containsExactlyInAnyOrder(Right.SEE, Right.OPERATE);
            });
    assertThat(used("grafana")).contains(clock.instant());

    keys.revoke(new KeyName("grafana"), BECAUSE);
    assertThat(keys.prove(secret)).isEqualTo(new KeyProof.Invalid("This key was revoked."));
    assertThat(keys.create(wanted("grafana", Optional.empty()), BECAUSE))
        .isInstanceOf(KeyChange.Refused.class);
  }

  @Test
  void a_key_dies_on_its_day() {
    Instant end = clock.instant().plus(Duration.ofDays(1));
    String secret = make("of-a-day", Optional.of(end));

    assertThat(keys.prove(secret)).isInstanceOf(KeyProof.Valid.class);
    clock.move(Duration.ofDays(1));
    assertThat(keys.prove(secret)).isEqualTo(new KeyProof.Invalid("This key has expired."));
    assertThat(keys.create(wanted("of-yesterday", Optional.of(end)), BECAUSE))
        .isInstanceOf(KeyChange.Refused.class);
  }

  @Test
  void other_keys_are_told_what_they_are() {
    assertThat(reason("SB-Mid-server-abc")).contains("another key");
    assertThat(reason("ab_" + "x".repeat(43))).contains("has a label");
    assertThat(reason("ab_test_" + "x".repeat(43))).contains("no such key");
    assertThat(reason("ab_test_" + "x".repeat(4_000))).contains("another key");
  }

  @Test
  void only_the_hash_is_kept() {
    String secret = make("kept", Optional.empty());

    assertThat(secret).startsWith("ab_test_").hasSize("ab_test_".length() + 43);
    assertThat(
            jdbc.sql("select k::text from staff_key k where name = 'kept'")
                .query(String.class)
                .single())
        .doesNotContain(secret);
  }

  @Test
  void no_key_administers() {
    assertThatThrownBy(
            () -> new NewKey(new KeyName("root"), Set.of(Right.ADMINISTER), Optional.empty()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private Optional<Instant> used(String name) {
    return keys.all().stream()
        .filter(it -> it.name().text().equals(name))
        .findFirst()
        .flatMap(ApiKey::lastUsedAt);
  }

  private String reason(String presented) {
    return ((KeyProof.Invalid) keys.prove(presented)).reason();
  }

  private String make(String name, Optional<Instant> expiresAt) {
    return ((KeyChange.Created) keys.create(wanted(name, expiresAt), BECAUSE)).secret().reveal();
  }

  private static NewKey wanted(String name, Optional<Instant> expiresAt) {
    return new NewKey(new KeyName(name), Set.of(Right.OPERATE), expiresAt);
  }
}
