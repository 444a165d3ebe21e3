package ai.agentbar.watch.playbook;

import ai.agentbar.event.Origin.Component;
import ai.agentbar.job.Role;
import ai.agentbar.job.Work;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.Set;
import org.springframework.stereotype.Service;

/**
 * Looks every two seconds whether the playbook's file says something else, on every node. By its
 * text and not by its time, which a copy or a mounted volume may keep. A change counts when the
 * next look finds the same, so that a file half written is not read.
 */
@Service
class PlaybookWatch implements Work {

  private static final Duration EVERY = Duration.ofSeconds(2);

  private final PlaybookFile file;
  private final Playbooks playbooks;
  private final InstantSource clock;
  private volatile Instant lookedAt = Instant.EPOCH;
  private volatile String seen = "";
  private volatile String taken;

  PlaybookWatch(PlaybookFile file, Playbooks playbooks, InstantSource clock) {
    this.file = file;
    this.playbooks = playbooks;
    this.clock = clock;
    this.taken = playbooks.inForce().version();
  }

  @Override
  public String name() {
    return "playbook";
  }

  @Override
  public Component component() {
    return Component.WATCH;
  }

  @Override
  public Set<Role> roles() {
    return EnumSet.allOf(Role.class);
  }

  @Override
  public int step() {
    Instant now = clock.instant();
    Duration passed = Duration.between(lookedAt, now);
    if (!file.mayChange() || (!passed.isNegative() && passed.compareTo(EVERY) < 0)) {
      return 0;
    }
    lookedAt = now;
    String before = seen;
    String version = file.version();
    seen = version;
    if (!version.equals(before) || version.equals(taken)) {
      return 0;
    }
    boolean changed = playbooks.readAgain();
    taken = version;
    return changed ? 1 : 0;
  }
}
