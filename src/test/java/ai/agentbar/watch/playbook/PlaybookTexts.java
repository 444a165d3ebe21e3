package ai.agentbar.watch.playbook;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;

/** The playbooks in the jar and of the tests, with an address for each team. */
public final class PlaybookTexts {

  private PlaybookTexts() {}

  public static Playbook read(String name) {
    return parse(name, text(name));
  }

  public static Playbook parse(String name, String text) {
    return new PlaybookReader(
            name,
            it -> it.contains("_EMAIL:") ? "a@example.com" : it.replaceAll("^\\$\\{.*", ""),
            Shipped::named,
            _ -> Optional.empty())
        .read(text);
  }

  public static String text(String name) {
    try (InputStream file = Objects.requireNonNull(PlaybookTexts.class.getResourceAsStream(name))) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
