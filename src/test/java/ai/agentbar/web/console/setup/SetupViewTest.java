package ai.agentbar.web.console.setup;

import static org.assertj.core.api.Assertions.assertThat;

import ai.agentbar.installation.Found;
import ai.agentbar.installation.SetupChecks.Standing;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SetupViewTest {

  private static final Found GOOD = Found.good("ya", "yes");
  private static final Found NOT_SET = Found.notSet("belum", "no");
  private static final Found UNKNOWN = Found.unknown("entah", "who knows");
  private static final Found BAD = Found.bad("tidak", "no");

  @Test
  void all_is_well_only_where_nothing_is_bad_and_nothing_is_open() {
    assertThat(tone(GOOD, NOT_SET)).isEqualTo("good");
    assertThat(tone(GOOD, UNKNOWN)).isEqualTo("warn");
    assertThat(tone(GOOD, null)).isEqualTo("warn");
    assertThat(tone(NOT_SET, NOT_SET)).as("nothing is proven").isEqualTo("warn");
    assertThat(tone(GOOD, UNKNOWN, BAD)).isEqualTo("bad");
  }

  private static String tone(@Nullable Found... found) {
    List<Standing> standings =
        Arrays.stream(found)
            .map(it -> new Standing("x", List.of(), Optional.ofNullable(it), Optional.empty()))
            .toList();
    return SetupView.tone(standings);
  }
}
