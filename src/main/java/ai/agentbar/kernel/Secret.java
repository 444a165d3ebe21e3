package ai.agentbar.kernel;

import com.fasterxml.jackson.annotation.JsonValue;

/** Text that is never printed: keys and passwords. {@link #reveal} is the one way to it. */
public record Secret(String reveal) {

  private static final String MASK = "***";

  public Secret {
    if (reveal.isBlank()) {
      throw new IllegalArgumentException("a secret is not blank");
    }
  }

  @JsonValue
  public String masked() {
    return MASK;
  }

  @Override
  public String toString() {
    return MASK;
  }
}
