package ai.agentbar.staff;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordPolicyTest {

  private static final LoginName AYU = new LoginName("ayu");

  @ParameterizedTest
  @CsvSource({
    "elevenchars, TOO_SHORT",
    "aaaabbbbccccdddd, TOO_UNIFORM",
    "Kopi AYU tubruk, NAMES_YOU",
    "Password1234, WELL_KNOWN",
    "agentbar-admin-2026, WELL_KNOWN",
    "123456789012345, WELL_KNOWN",
    "qwertyqwerty99, WELL_KNOWN"
  })
  void what_is_wrong_is_named(String password, Weakness weakness) {
    assertThat(PasswordPolicy.weaknesses(password, AYU)).contains(weakness);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "kopi tubruk jam tiga",
        "twelve chars",
        "jalan 2026 ke pasar minggu",
        "ŵŷẅỳ-ŵŷẅỳ-12"
      })
  void long_and_own_is_enough(String password) {
    assertThat(PasswordPolicy.weaknesses(password, AYU)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"71, false", "72, false", "73, true"})
  void no_byte_is_silently_left_out(int bytes, boolean tooLong) {
    String password = "abcdefgh ".repeat(9).substring(0, Math.min(bytes, 81));

    assertThat(PasswordPolicy.weaknesses(password, AYU).contains(Weakness.TOO_LONG))
        .isEqualTo(tooLong);
  }
}
