package ai.agentbar.staff;

import ai.agentbar.kernel.Secret;
import java.time.Duration;

/** What became of a login. */
public sealed interface LoginResult {

  /**
   * In.
   *
   * @param token a session of its own, never one the browser had before
   */
  record LoggedIn(Person person, Secret token) implements LoginResult {}

  /**
   * Unknown, disabled, without a password, or the wrong one: which of them is nobody's business.
   */
  record Refused() implements LoginResult {}

  record TooMany(Duration retryAfter) implements LoginResult {}
}
