package ai.agentbar.watch.playbook;

import ai.agentbar.kernel.Email;
import ai.agentbar.kernel.Secret;
import java.util.List;
import java.util.Optional;

/**
 * Who is told. At least one way leads to a team that a rule notifies.
 *
 * @param slack the address of its Slack incoming webhook; whoever knows it can post, so it is a
 *     secret
 */
public record Team(String id, String name, List<Email> emails, Optional<Secret> slack) {

  public boolean isReachable() {
    return !emails.isEmpty() || slack.isPresent();
  }
}
