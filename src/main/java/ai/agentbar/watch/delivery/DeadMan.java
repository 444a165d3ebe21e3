package ai.agentbar.watch.delivery;

import java.util.Optional;
import org.springframework.stereotype.Service;

/** Whether somebody outside hears from us. */
@Service
public class DeadMan {

  private final DeadManSettings settings;
  private final DeadManTable table;

  DeadMan(DeadManSettings settings, DeadManTable table) {
    this.settings = settings;
    this.table = table;
  }

  /**
   * How it stands.
   *
   * @param set whether there is anybody to tell
   * @param heard whether the last try reached them
   * @param problem of the last try, where it did not
   */
  public record Standing(boolean set, boolean heard, Optional<String> problem) {}

  public Standing standing() {
    return settings.url() == null ? new Standing(false, false, Optional.empty()) : table.standing();
  }
}
