package ai.agentbar.notification;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;

/** Where template files are read: the merchant's own folder first, then what is built in. */
final class TemplateSource {

  private static final String BUILT_IN = "messages/";
  private static final long FILE_LENGTH_MAX = 100_000;
  private static final int FILES_MAX = 1_000;

  /**
   * A file's text.
   *
   * @param name where it stands, for a person
   */
  record Text(String name, String text) {}

  private final @Nullable Path folder;

  TemplateSource(@Nullable Path folder) {
    this.folder = folder;
  }

  /** Nothing where there is no such file. */
  Optional<Text> read(TemplateFile file) {
    try {
      if (folder != null && Files.exists(folder.resolve(file.path()))) {
        return Optional.of(readOwn(folder.resolve(file.path())));
      }
      ClassPathResource builtIn = new ClassPathResource(BUILT_IN + file.path());
      return builtIn.exists()
          ? Optional.of(
              new Text(BUILT_IN + file.path(), builtIn.getContentAsString(StandardCharsets.UTF_8)))
          : Optional.empty();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** What stands in the merchant's folder under a name nobody will ever read. */
  List<String> problems(List<TemplateFile> known) {
    if (folder == null) {
      return List.of();
    }
    if (!Files.isDirectory(folder)) {
      return List.of(
          "agentbar.notification.templates-folder: there is no folder %s".formatted(folder));
    }
    List<String> paths = known.stream().map(TemplateFile::path).toList();
    try (Stream<Path> files = Files.walk(folder, 2)) {
      return files
          .filter(Files::isRegularFile)
          .limit(FILES_MAX)
          .map(it -> folder.relativize(it).toString())
          .filter(it -> !paths.contains(it))
          .sorted()
          .map(it -> "%s: there is no such template".formatted(folder.resolve(it)))
          .toList();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static Text readOwn(Path path) throws IOException {
    if (Files.size(path) > FILE_LENGTH_MAX) {
      throw new TemplatesRefusedException(
          List.of("%s: longer than %d bytes".formatted(path, FILE_LENGTH_MAX)));
    }
    try {
      return new Text(path.toString(), Files.readString(path));
    } catch (MalformedInputException _) {
      throw new TemplatesRefusedException(List.of("%s: not UTF-8".formatted(path)));
    }
  }
}
