package ai.agentbar.staff;

import java.time.Instant;

/** A link that sets a password once; its text is shown to whoever asked for it, and never again. */
public record OneTimeLink(String address, Instant until) {

  @Override
  public String toString() {
    return "a one-time link until " + until;
  }
}
