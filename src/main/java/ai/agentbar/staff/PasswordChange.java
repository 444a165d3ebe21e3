package ai.agentbar.staff;

import java.time.Duration;
import java.util.Set;

/** What became of a try to set a password. */
public sealed interface PasswordChange {

  /** It is set, and every session of that person has ended. */
  record Done(LoginName login) implements PasswordChange {}

  record Weak(Set<Weakness> weaknesses) implements PasswordChange {}

  /** The old password is not that person's. */
  record Wrong() implements PasswordChange {}

  record TooMany(Duration retryAfter) implements PasswordChange {}

  /** The link is used, over its time, or none of ours. */
  record LinkGone() implements PasswordChange {}
}
