package ai.agentbar.staff;

/** What a presented key is. */
public sealed interface KeyProof {

  record Valid(ApiKey key) implements KeyProof {}

  /**
   * It opens nothing.
   *
   * @param reason for whoever presented it
   */
  record Invalid(String reason) implements KeyProof {}
}
