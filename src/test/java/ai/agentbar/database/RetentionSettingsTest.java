package ai.agentbar.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class RetentionSettingsTest {

  @Test
  void a_length_of_time_and_the_word_forever_are_understood() {
    RetentionSettings settings = settings("10000h", " Forever ");

    assertThat(settings.rawNotifications()).isEqualTo(new KeptFor(Duration.ofHours(10_000)));
    assertThat(settings.systemEvents()).isEqualTo(KeptFor.EVER);
    assertThat(KeptFor.EVER.goneBefore(Instant.MAX)).isEmpty();
  }

  @Test
  void the_history_of_orders_is_kept_for_ever_where_nobody_sets_a_time() {
    RetentionSettings settings =
        new Binder(new MapConfigurationPropertySource())
            .bindOrCreate("agentbar.retention", RetentionSettings.class);

    assertThat(settings.orderHistory()).isEqualTo(KeptFor.EVER);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "ever", "400 bananas", "1e9d", "99999999999999999999d"})
  void nonsense_is_refused_with_the_setting_and_what_it_should_be(String text) {
    assertThatThrownBy(() -> settings(text, "30d"))
        .hasMessage(
            "agentbar.retention.raw-notifications is a duration such as 400d, or the word forever,"
                + " not '%s'",
            text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "7d", "191h", "-30d"})
  void what_is_shorter_than_the_shortest_is_refused_with_it(String text) {
    assertThatThrownBy(() -> settings("400d", text))
        .hasMessage("agentbar.retention.system-events is at least 8d, not '%s'", text);
  }

  private static RetentionSettings settings(String rawNotifications, String systemEvents) {
    return new RetentionSettings(rawNotifications, "forever", systemEvents, "400d", "90d");
  }
}
