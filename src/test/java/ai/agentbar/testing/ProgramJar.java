package ai.agentbar.testing;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;

/**
 * The compiled program as a jar, since the JVM archives classes of jars only (AppCDS). The first of
 * its processes that is up and then ends in order leaves the archive, and every later one starts
 * with two thirds of the work. Both are named after the classes, their neighbours and the JDK; the
 * JVM itself throws an archive away that does not fit.
 */
final class ProgramJar {

  private static final Path FOLDER = Path.of("target/running-program").toAbsolutePath();
  private static final Path LOCK = FOLDER.resolve("lock");

  private final Path jar;
  private final Path archive;

  private ProgramJar(Path jar) {
    this.jar = jar;
    this.archive = Path.of(jar.toString().replaceFirst("jar$", "jsa"));
  }

  static ProgramJar get() {
    Path classes = classes();
    ProgramJar program =
        new ProgramJar(FOLDER.resolve("program-%08x.jar".formatted(fingerprint(classes))));
    program.makeOnce(classes);
    return program;
  }

  /** What a JVM needs to run the program. */
  List<String> arguments() {
    return arguments(List.of());
  }

  /** The same; where there is no archive yet, it leaves one there when it ends in order. */
  List<String> argumentsLeaving(Path newArchive) {
    return arguments(List.of("-XX:ArchiveClassesAtExit=" + newArchive));
  }

  private List<String> arguments(List<String> withoutArchive) {
    List<String> arguments =
        new ArrayList<>(
            Files.exists(archive) ? List.of("-XX:SharedArchiveFile=" + archive) : withoutArchive);
    // Whatever the JVM has to say of its archive would stand between the lines of the log.
    arguments.add("-Xlog:disable");
    arguments.add("-cp");
    arguments.add(String.join(File.pathSeparator, classPath()));
    return arguments;
  }

  /** From now on programs start with this archive, unless there is one. */
  void adopt(Path newArchive) {
    locked(
        () -> {
          if (Files.exists(newArchive) && !Files.exists(archive)) {
            Files.move(newArchive, archive);
          }
        });
  }

  private List<String> classPath() {
    return Stream.concat(entries().filter(it -> !Files.isDirectory(it)), Stream.of(jar))
        .map(Path::toString)
        .toList();
  }

  private static Path classes() {
    return entries()
        .filter(it -> Files.exists(it.resolve("ai/agentbar/AgentBar.class")))
        .findFirst()
        .orElseThrow();
  }

  private static Stream<Path> entries() {
    return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
        .map(Path::of)
        .filter(Files::exists);
  }

  private void makeOnce(Path classes) {
    locked(
        () -> {
          if (!Files.exists(jar)) {
            removeOlder();
            Path half = Files.createTempFile(FOLDER, "program", ".half");
            write(half, classes);
            Files.move(half, jar, StandardCopyOption.ATOMIC_MOVE);
          }
        });
  }

  /** An archive is large, and of no use to other classes. */
  private static void removeOlder() throws IOException {
    try (Stream<Path> all = Files.list(FOLDER)) {
      for (Path each : all.filter(it -> !it.equals(LOCK)).toList()) {
        Files.delete(each);
      }
    }
  }

  private interface Step {
    void run() throws IOException;
  }

  /** Several test JVMs ask at once; nothing may change under a JVM that runs from it. */
  private static synchronized void locked(Step step) {
    try {
      Files.createDirectories(FOLDER);
      try (FileChannel channel =
              FileChannel.open(LOCK, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
          FileLock _ = channel.lock()) {
        step.run();
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static void write(Path jar, Path classes) throws IOException {
    try (OutputStream file = Files.newOutputStream(jar);
        JarOutputStream entries = new JarOutputStream(file)) {
      entries.setLevel(0);
      for (Path each : files(classes)) {
        boolean folder = Files.isDirectory(each);
        String name = classes.relativize(each).toString().replace(File.separatorChar, '/');
        // Spring looks for classes below a folder's entry.
        entries.putNextEntry(new ZipEntry(folder ? name + "/" : name));
        if (!folder) {
          Files.copy(each, entries);
        }
        entries.closeEntry();
      }
    }
  }

  private static int fingerprint(Path classes) {
    try {
      int print = Objects.hash(entries().toList(), Runtime.version());
      for (Path each : files(classes)) {
        print = 31 * print + each.hashCode();
        print = 31 * print + Long.hashCode(Files.size(each));
        print = 31 * print + Files.getLastModifiedTime(each).hashCode();
      }
      return print;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(it -> !it.equals(folder)).sorted().toList();
    }
  }
}
