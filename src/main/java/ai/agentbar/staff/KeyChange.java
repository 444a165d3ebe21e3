package ai.agentbar.staff;

import ai.agentbar.kernel.Secret;

/** What became of a change to a key. */
public sealed interface KeyChange {

  /**
   * It works from now on.
   *
   * @param secret the key itself, shown now and never again
   */
  record Created(ApiKey key, Secret secret) implements KeyChange {}

  record Revoked(ApiKey key) implements KeyChange {}

  record Refused(String reason) implements KeyChange {}

  record Unknown() implements KeyChange {}
}
