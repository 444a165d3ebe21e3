package ai.agentbar.watch.metric;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a machine and a container say of their memory. */
class MemoryTest {

  private static final long GIGA = 1_073_741_824;

  @TempDir Path root;

  @Test
  void files_that_linux_keeps_in_memory_are_available() throws IOException {
    machine(4, 1);

    assertThat(Memory.read(root)).isEqualTo(new Memory(4 * GIGA, GIGA));
    assertThat(Memory.read(root).availablePercent()).isEqualTo(25);
  }

  @Test
  void a_container_that_is_nearly_full_counts_and_not_the_machine_around_it() throws IOException {
    machine(64, 60);
    say("sys/fs/cgroup/memory.max", Long.toString(2 * GIGA));
    say("sys/fs/cgroup/memory.current", Long.toString(2 * GIGA));
    say("sys/fs/cgroup/memory.stat", "anon 1\nactive_file 3\ninactive_file " + GIGA / 2 + "\n");

    assertThat(Memory.read(root)).isEqualTo(new Memory(2 * GIGA, GIGA / 2));
  }

  @Test
  void an_older_kernel_tells_it_elsewhere_and_a_limit_beyond_the_machine_is_none()
      throws IOException {
    machine(4, 3);
    say("sys/fs/cgroup/memory/memory.limit_in_bytes", Long.toString(GIGA));
    say("sys/fs/cgroup/memory/memory.usage_in_bytes", Long.toString(GIGA * 3 / 4));
    assertThat(Memory.read(root)).isEqualTo(new Memory(GIGA, GIGA / 4));

    say("sys/fs/cgroup/memory/memory.limit_in_bytes", "9223372036854771712");
    assertThat(Memory.read(root)).isEqualTo(new Memory(4 * GIGA, 3 * GIGA));
  }

  @Test
  void a_container_without_a_limit_is_as_large_as_the_machine() throws IOException {
    machine(4, 1);
    say("sys/fs/cgroup/memory.max", "max");
    say("sys/fs/cgroup/memory.current", Long.toString(GIGA));

    assertThat(Memory.read(root)).isEqualTo(new Memory(4 * GIGA, GIGA));
  }

  @Test
  void where_there_is_no_linux_the_jvm_is_asked() {
    assertThat(Memory.read(root).total()).isPositive();
    assertThat(Memory.read(root).available()).isPositive();
  }

  private void machine(int total, int available) throws IOException {
    say(
        "proc/meminfo",
        "MemTotal:       %d kB\nMemFree:          1000 kB\nMemAvailable:   %d kB\n"
            .formatted(total * GIGA / 1_024, available * GIGA / 1_024));
  }

  private void say(String file, String text) throws IOException {
    Path path = root.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
  }
}
