package ai.agentbar.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Isolated("it changes the locale of the whole JVM")
class WibTest {

  @ParameterizedTest
  @CsvSource({
    "2026-11-23T10:00:00Z, id, 23 November 2026 17.00 WIB",
    "2026-11-23T10:00:00Z, en, 23 November 2026 17:00 WIB",
    "2026-05-31T17:05:00Z, id, 1 Juni 2026 00.05 WIB",
    "2026-08-17T03:30:00Z, id-ID, 17 Agustus 2026 10.30 WIB",
    "2026-08-17T03:30:00Z, en-GB, 17 August 2026 10:30 WIB",
    "2026-08-17T03:30:00Z, de, 17 August 2026 10:30 WIB",
    "2026-10-01T00:00:00Z, id, 1 Oktober 2026 07.00 WIB",
  })
  void a_moment_is_written_as_people_of_that_language_write_it(
      Instant moment, String language, String text) {
    assertThat(Wib.readable(moment, Locale.forLanguageTag(language))).isEqualTo(text);
  }

  @Test
  void staff_read_the_second_whatever_the_language_of_the_machine() {
    Locale machine = Locale.getDefault();
    try {
      Locale.setDefault(Locale.of("id", "ID"));
      assertThat(Wib.readable(Instant.parse("2026-08-17T03:30:05Z")))
          .isEqualTo("17 Aug 2026 10:30:05 WIB");
    } finally {
      Locale.setDefault(machine);
    }
  }
}
