package ai.agentbar.watch.playbook;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.env.Environment;
import org.springframework.core.io.Resource;
import org.springframework.core.io.ResourceLoader;
import org.springframework.stereotype.Component;
import org.springframework.util.ResourceUtils;

/** Where the playbook stands, and what it says now. */
@Component
class PlaybookFile {

  private static final int VERSION_LETTERS = 12;

  /** So many hold more letters than a playbook may have; what follows them changes nothing. */
  private static final int BYTES_MAX = 4 * (PlaybookText.LETTERS_MAX + 1);

  private final Resource file;
  private final String name;
  private final Environment environment;
  private final Reachability reachability;

  PlaybookFile(
      @Value("${agentbar.playbook:classpath:playbook.yaml}") String location,
      ResourceLoader resources,
      Environment environment,
      Reachability reachability) {
    this.file =
        resources.getResource(ResourceUtils.isUrl(location) ? location : "file:" + location);
    this.name = Objects.requireNonNullElse(file.getFilename(), location);
    this.environment = environment;
    this.reachability = reachability;
  }

  String name() {
    return name;
  }

  /** Whether somebody may change it while the program runs; what is in the jar stays as it is. */
  boolean mayChange() {
    return file.isFile();
  }

  /** Which text stands there now; empty while it is away. */
  String version() {
    try {
      return versionOf(text());
    } catch (PlaybookRefusedException _) {
      return "";
    }
  }

  /**
   * @throws PlaybookRefusedException where it cannot be read
   */
  String text() {
    try {
      try (InputStream bytes = file.getInputStream()) {
        return new String(bytes.readNBytes(BYTES_MAX), StandardCharsets.UTF_8);
      }
    } catch (IOException failure) {
      String why = "the file cannot be read: " + failure.getMessage();
      throw new PlaybookRefusedException(List.of(new Mistake(name, 1, why)));
    }
  }

  /**
   * What a text says as this playbook.
   *
   * @throws PlaybookRefusedException with every mistake
   */
  Playbook parse(String text) {
    return reader(environment::resolvePlaceholders).read(text);
  }

  /**
   * What a text from outside says as this playbook.
   *
   * @param inForce the text that stands
   */
  Draft draft(String text, String inForce) {
    DraftSettings settings =
        new DraftSettings(environment, List.of(inForce, Shipped.named(Shipped.IN_THE_JAR)));
    try {
      return new Draft.Valid(reader(settings).read(text));
    } catch (PlaybookRefusedException refusal) {
      return new Draft.Mistaken(refusal.mistakes().stream().map(settings::covered).toList());
    }
  }

  private PlaybookReader reader(UnaryOperator<String> placeholders) {
    return new PlaybookReader(name, placeholders, Shipped::named, reachability);
  }

  /** Where it stands, where somebody may change it. */
  Optional<Path> path() {
    try {
      return mayChange() ? Optional.of(file.getFile().toPath().toAbsolutePath()) : Optional.empty();
    } catch (IOException _) {
      return Optional.empty();
    }
  }

  /** Which text it is: the same on every node that has read the same. */
  static String versionOf(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest).substring(0, VERSION_LETTERS);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java has SHA-256", impossible);
    }
  }
}
