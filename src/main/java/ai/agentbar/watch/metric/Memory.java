package ai.agentbar.watch.metric;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The memory around the process, in bytes: of the machine, or of the container that has less to
 * spare.
 *
 * <p>Not what the JVM calls free: Linux fills memory with files it has read and gives it back at
 * once, so "free" is near 0 on a healthy machine. {@code MemAvailable} counts those in, and a
 * container's usage is taken without its inactive files, as Kubernetes does. Sources: proc(5),
 * https://docs.kernel.org/admin-guide/cgroup-v2.html
 *
 * @param available what processes could still get without anything being swapped out
 */
record Memory(long total, long available) {

  /** Where a container's limit stands, by the version of the kernel's control groups. */
  private record Group(String folder, String limit, String usage, String inactive) {}

  private static final List<Group> GROUPS =
      List.of(
          new Group("sys/fs/cgroup", "memory.max", "memory.current", "inactive_file"),
          new Group(
              "sys/fs/cgroup/memory",
              "memory.limit_in_bytes",
              "memory.usage_in_bytes",
              "total_inactive_file"));

  private static final long KIBI = 1_024;

  long availablePercent() {
    return total <= 0 ? 0 : Math.round(Math.clamp(available * 100.0 / total, 0, 100));
  }

  /**
   * @param root of the file system, but for tests
   */
  static Memory read(Path root) {
    Memory machine = ofMachine(root);
    return GROUPS.stream()
        .flatMap(it -> ofGroup(it, root).stream())
        .filter(it -> it.total < machine.total)
        .filter(it -> it.availablePercent() < machine.availablePercent())
        .findFirst()
        .orElse(machine);
  }

  private static Memory ofMachine(Path root) {
    Path info = root.resolve("proc/meminfo");
    OptionalLong total = number(info, "MemTotal:");
    OptionalLong available = number(info, "MemAvailable:");
    return total.isPresent() && available.isPresent()
        ? new Memory(total.getAsLong() * KIBI, available.getAsLong() * KIBI)
        : asTheJvmSeesIt();
  }

  /** Where there is no Linux. */
  private static Memory asTheJvmSeesIt() {
    return ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system
        ? new Memory(system.getTotalMemorySize(), system.getFreeMemorySize())
        : new Memory(0, 0);
  }

  private static Optional<Memory> ofGroup(Group group, Path root) {
    Path folder = root.resolve(group.folder);
    OptionalLong limit = number(folder.resolve(group.limit), "");
    OptionalLong usage = number(folder.resolve(group.usage), "");
    if (limit.isEmpty() || usage.isEmpty()) {
      return Optional.empty();
    }
    long givenBack = number(folder.resolve("memory.stat"), group.inactive).orElse(0);
    return Optional.of(
        new Memory(
            limit.getAsLong(), limit.getAsLong() - Math.max(0, usage.getAsLong() - givenBack)));
  }

  /** The number after that word at the begin of a line; none where there is no such file. */
  private static OptionalLong number(Path file, String word) {
    try {
      Matcher line =
          Pattern.compile("(?m)^" + Pattern.quote(word) + "\\s*(\\d{1,18})\\b")
              .matcher(Files.readString(file));
      return line.find() ? OptionalLong.of(Long.parseLong(line.group(1))) : OptionalLong.empty();
    } catch (IOException _) {
      return OptionalLong.empty();
    }
  }
}
