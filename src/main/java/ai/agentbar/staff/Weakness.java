package ai.agentbar.staff;

/** What is wrong with a password somebody chose. */
public enum Weakness {
  TOO_SHORT("has fewer than %d characters".formatted(PasswordPolicy.LENGTH_MIN)),
  TOO_LONG("has more than %d bytes".formatted(PasswordPolicy.BYTES_MAX)),
  TOO_UNIFORM("has fewer than %d different characters".formatted(PasswordPolicy.DIFFERENT_MIN)),
  NAMES_YOU("contains the login"),
  WELL_KNOWN("is among the first that are guessed");

  private final String meaning;

  Weakness(String meaning) {
    this.meaning = meaning;
  }

  /** In English, after "the password". */
  public String meaning() {
    return meaning;
  }
}
