package ai.agentbar.job;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.springframework.stereotype.Component;

/** The name of this process beside the others, as heartbeats and job runs tell it. */
@Component
public class Instance {

  private static final String NEIGHBOURS = hostName() + "-";

  private final String name;

  Instance(ProcessSettings settings) {
    String given = settings.instance();
    name = given == null || given.isBlank() ? NEIGHBOURS + pid() : given.strip();
  }

  public String name() {
    return name;
  }

  /** Whether that is a process of this host, by its name, and lives no more. */
  boolean isDeadNeighbour(String other) {
    String pid = other.startsWith(NEIGHBOURS) ? other.substring(NEIGHBOURS.length()) : "";
    return pid.matches("\\d{1,18}")
        && ProcessHandle.of(Long.parseLong(pid)).filter(ProcessHandle::isAlive).isEmpty();
  }

  private static long pid() {
    return ProcessHandle.current().pid();
  }

  private static String hostName() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException _) {
      // A host that cannot resolve its own name; the process id still tells processes apart there.
      return "localhost";
    }
  }
}
