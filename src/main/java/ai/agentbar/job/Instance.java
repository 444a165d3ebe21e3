package ai.agentbar.job;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.springframework.stereotype.Component;

/** The name of this process beside the others, as heartbeats and job runs tell it. */
@Component
public class Instance {

  private final String name;

  Instance(ProcessSettings settings) {
    String given = settings.instance();
    name = given == null || given.isBlank() ? hostName() + "-" + pid() : given.strip();
  }

  public String name() {
    return name;
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
