package ai.agentbar.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Midtrans' own Node client drives the simulator ({@code src/test/node/drive.mjs}). Skipped where
 * Node or the client is not installed, unless {@code AGENTBAR_REQUIRE_NODE} is {@code true}.
 */
class SandboxNodeClientTest {

  private static final Path FOLDER = Path.of("src/test/node");
  private static final int SECONDS_MAX = 60;

  @Test
  void the_node_client_finds_nothing_to_object_to(@TempDir Path scratch)
      throws IOException, InterruptedException {
    if (!"true".equals(System.getenv("AGENTBAR_REQUIRE_NODE"))) {
      assumeThat(FOLDER.resolve("node_modules/midtrans-client")).isDirectory();
      assumeThat(isNodeInstalled()).isTrue();
    }
    Path output = scratch.resolve("output.txt");
    try (Rig rig = new Rig(new MovableClock())) {
      Process node =
          new ProcessBuilder("node", "drive.mjs", rig.url(""))
              .directory(FOLDER.toFile())
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
      boolean ended = node.waitFor(SECONDS_MAX, TimeUnit.SECONDS);
      node.destroyForcibly();
      String said = Files.readString(output);
      assertThat(ended).as(said).isTrue();
      assertThat(said.lines().filter(line -> line.startsWith("not ok"))).as(said).isEmpty();
      assertThat(said).startsWith("1..9\n");
      assertThat(said.lines().filter(line -> line.startsWith("ok "))).hasSize(9);
      assertThat(node.exitValue()).isZero();
    }
  }

  private static boolean isNodeInstalled() throws InterruptedException {
    try {
      return new ProcessBuilder("node", "--version").start().waitFor() == 0;
    } catch (IOException _) {
      return false;
    }
  }
}
