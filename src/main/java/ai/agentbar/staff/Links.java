package ai.agentbar.staff;

import ai.agentbar.kernel.Secret;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Service;

/** Makes the links that set a password once. */
@Service
class Links {

  static final Duration VALID = Duration.ofHours(24);

  private final LinkTable table;
  private final InstantSource clock;
  private final String publicUrl;

  Links(LinkTable table, InstantSource clock, @Value("${agentbar.public-url}") String publicUrl) {
    this.table = table;
    this.clock = clock;
    this.publicUrl = publicUrl.replaceAll("/+$", "");
  }

  OneTimeLink first() {
    Secret token = RandomToken.fresh();
    Instant until = clock.instant().plus(VALID);
    table.replaceFirst(RandomToken.hash(token.reveal()), until);
    return new OneTimeLink("%s/staff/first?token=%s".formatted(publicUrl, token.reveal()), until);
  }

  OneTimeLink toSetPassword(LoginName login) {
    Secret token = RandomToken.fresh();
    Instant until = clock.instant().plus(VALID);
    table.replace(login, RandomToken.hash(token.reveal()), until);
    return new OneTimeLink(
        "%s/staff/password?token=%s".formatted(publicUrl, token.reveal()), until);
  }
}
