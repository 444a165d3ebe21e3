package ai.agentbar.watch.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class AlertmanagerBodyTest {

  /** The value of prometheus/common, model/signature_test.go. */
  @Test
  void a_set_of_labels_has_the_fingerprint_that_prometheus_gives_it() {
    String fingerprint =
        AlertmanagerBody.fingerprint(
            new TreeMap<>(Map.of("name", "garland, briggs", "fear", "love is not enough")));

    assertThat(fingerprint).isEqualTo("%016x".formatted(5799056148416392346L));
  }

  @Test
  void a_set_of_other_labels_has_another_one() {
    assertThat(AlertmanagerBody.fingerprint(new TreeMap<>(Map.of("a", "bc"))))
        .isNotEqualTo(AlertmanagerBody.fingerprint(new TreeMap<>(Map.of("ab", "c"))));
  }
}
