package ai.agentbar.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** The program as a process of its own, on a data folder of its own, to be killed. */
public final class RunningProgram implements AutoCloseable {

  /**
   * The lock of test classes that start several programs: two of them at once starve each other of
   * the processor for longer than a lease.
   */
  public static final String ONE_AT_A_TIME = "processes";

  private static final String OUTPUT = "output.log";
  private static final String ERRORS = "errors.log";
  private static final String ARCHIVE = "classes.jsa";
  private static final Duration READY_MAX = Duration.ofMinutes(3);

  /** The first to end also writes the archive of classes. */
  private static final Duration END_MAX = Duration.ofMinutes(3);

  private static final Map<String, String> NEEDED =
      Map.ofEntries(
          Map.entry("agentbar.environment-label", "TEST"),
          Map.entry("agentbar.public-url", "http://127.0.0.1"),
          Map.entry("agentbar.midtrans.server-key", Notifications.KEY),
          Map.entry("agentbar.midtrans.merchant-id", "G000000000"),
          Map.entry("agentbar.midtrans.snap-url", "http://127.0.0.1:1"),
          Map.entry("agentbar.midtrans.api-url", "http://127.0.0.1:1"),
          Map.entry("agentbar.catalogue.packages[0].id", "p"),
          Map.entry("agentbar.catalogue.packages[0].name", "P"),
          Map.entry("agentbar.catalogue.packages[0].price", "1000"),
          Map.entry("agentbar.catalogue.packages[0].access-link", "https://example.com"),
          Map.entry("spring.mail.host", "127.0.0.1"),
          Map.entry("AGENTBAR_TEAM_DEFAULT_EMAIL", "on.call@example.com"));

  private final Process process;
  private final ProgramJar jar;
  private final int port;
  private final Path folder;
  private boolean ready;

  private RunningProgram(Process process, ProgramJar jar, int port, Path folder) {
    this.process = process;
    this.jar = jar;
    this.port = port;
    this.folder = folder;
  }

  /** Starts it on a folder with more arguments, without waiting for anything. */
  public static RunningProgram launch(Path folder, String... arguments) {
    ProgramJar jar = ProgramJar.get();
    return launch(jar, jar.arguments(), folder, List.of(arguments));
  }

  private static RunningProgram launch(
      ProgramJar jar, List<String> jvm, Path folder, List<String> arguments) {
    int port = freePort();
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
    command.addAll(jvm);
    command.addAll(
        List.of(
            "ai.agentbar.AgentBar",
            "--server.address=127.0.0.1",
            "--server.port=" + port,
            "--agentbar.db.folder=" + folder.resolve("data")));
    command.addAll(arguments);
    try {
      Files.createDirectories(folder);
      ProcessBuilder builder =
          new ProcessBuilder(command)
              .redirectError(ProcessBuilder.Redirect.appendTo(folder.resolve(ERRORS).toFile()))
              .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.resolve(OUTPUT).toFile()));
      builder.environment().keySet().removeIf(it -> it.startsWith("AGENTBAR_"));
      return new RunningProgram(builder.start(), jar, port, folder);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** Starts it with all it needs, and waits until it answers. */
  public static RunningProgram start(Path folder) {
    return start(folder, Map.of());
  }

  /** Starts it with all it needs and these settings beside or instead, and waits for its answer. */
  public static RunningProgram start(Path folder, Map<String, String> settings) {
    return begin(folder, settings).awaitReady();
  }

  /**
   * As {@link #start}, but others may start meanwhile; {@link #awaitReady} waits for its answer.
   */
  public static RunningProgram begin(Path folder, Map<String, String> settings) {
    Map<String, String> all = new LinkedHashMap<>(NEEDED);
    all.putAll(settings);
    ProgramJar jar = ProgramJar.get();
    return launch(
        jar,
        jar.argumentsLeaving(folder.resolve(ARCHIVE)),
        folder,
        all.entrySet().stream()
            .map(it -> "--%s=%s".formatted(it.getKey(), it.getValue()))
            .toList());
  }

  public RunningProgram awaitReady() {
    Awaitility.await().atMost(READY_MAX).until(this::answers);
    ready = true;
    return this;
  }

  public String url() {
    return "http://127.0.0.1:" + port;
  }

  /** Standard output: the log. */
  public String output() {
    return read(folder.resolve(OUTPUT));
  }

  /** Standard error: what a person at the terminal reads. */
  public String errors() {
    return read(folder.resolve(ERRORS));
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** Where its embedded PostgreSQL listens: the fourth line of PostgreSQL's own pid file. */
  public String databaseUrl() throws IOException {
    Path pidFile = folder.resolve("data/postgresql/postmaster.pid");
    return "jdbc:postgresql://localhost:%s/postgres?user=postgres"
        .formatted(Files.readAllLines(pidFile).get(3).strip());
  }

  /** {@code kill -9}: no hook runs, nothing is closed. */
  public void kill() {
    process.destroyForcibly();
    waitForEnd();
  }

  /** SIGTERM, without waiting for the end it asks for. */
  public void terminate() {
    process.destroy();
  }

  /** Stops it where it stands, like a machine that hangs; nothing is closed. */
  public void freeze() {
    signal("STOP");
  }

  /** Lets it go on where it stood, unaware of the time that passed. */
  public void thaw() {
    signal("CONT");
  }

  private void signal(String name) {
    try {
      int exit =
          new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
      if (exit != 0) {
        throw new IllegalStateException("kill -%s ended with %d".formatted(name, exit));
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } catch (InterruptedException failure) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(failure);
    }
  }

  /** The exit code of a program that ends by itself. */
  public int waitForEnd() {
    try {
      if (!process.waitFor(END_MAX.toSeconds(), TimeUnit.SECONDS)) {
        throw new IllegalStateException("the process does not end");
      }
      if (ready) {
        jar.adopt(folder.resolve(ARCHIVE));
      }
      return process.exitValue();
    } catch (InterruptedException failure) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(failure);
    }
  }

  /** SIGTERM: an orderly end. */
  @Override
  public void close() {
    process.destroy();
    waitForEnd();
  }

  private boolean answers() {
    if (!process.isAlive()) {
      throw new IllegalStateException("the program ended:\n" + errors() + output());
    }
    try {
      return new Http(url()).get("/health").status() == 200;
    } catch (UncheckedIOException _) {
      return false;
    }
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
