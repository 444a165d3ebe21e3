package ai.agentbar.watch.playbook;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.springframework.core.io.ClassPathResource;

/** The playbooks in the jar, which others may extend. */
final class Shipped {

  static final String IN_THE_JAR = "classpath:playbook.yaml";

  private Shipped() {}

  /**
   * Its text.
   *
   * @throws IllegalArgumentException where there is none of that name
   */
  static String named(String name) {
    if (!name.equals(IN_THE_JAR)) {
      throw new IllegalArgumentException(
          "'%s' cannot be extended, only %s".formatted(name, IN_THE_JAR));
    }
    try {
      return new ClassPathResource("playbook.yaml").getContentAsString(StandardCharsets.UTF_8);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
