package ai.agentbar.web.console.board;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PlacesTest {

  private final Places places = new Places();

  @Test
  void one_reader_takes_their_share_and_leaves_the_rest_to_others() {
    assertThat(IntStream.range(0, Places.EACH)).allMatch(_ -> places.take("ayu"));

    assertThat(places.take("ayu")).isFalse();
    assertThat(places.take("budi")).isTrue();
    places.leave("ayu");
    assertThat(places.take("ayu")).isTrue();
  }

  @Test
  void there_are_never_more_readers_than_places() {
    long seated =
        IntStream.range(0, Places.ALL * 2).filter(it -> places.take("reader-" + it)).count();

    assertThat(seated).isEqualTo(Places.ALL);
    places.leave("reader-0");
    assertThat(places.taken()).isEqualTo(Places.ALL - 1);
    assertThat(places.take("somebody else")).isTrue();
  }
}
