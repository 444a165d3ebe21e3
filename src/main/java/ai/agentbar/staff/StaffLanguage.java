package ai.agentbar.staff;

import java.util.Locale;

/** What a person of staff reads. */
public enum StaffLanguage {
  ID,
  EN;

  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  public Locale locale() {
    return Locale.of(code());
  }

  /** Indonesian to whoever asks for it, English to everybody else. */
  public static StaffLanguage of(Locale asked) {
    return asked.getLanguage().equals(ID.code()) ? ID : EN;
  }
}
