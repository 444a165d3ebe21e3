package ai.agentbar.installation;

import ai.agentbar.notification.Channel;
import ai.agentbar.notification.ChannelName;
import java.util.List;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** The merchant's own system; nothing is sent there but by a press. */
@Component
@Order(110)
class OwnSystemCheck implements SetupCheck {

  private final List<Channel> channels;
  private final Trials trials;

  OwnSystemCheck(List<Channel> channels, Trials trials) {
    this.channels = channels;
    this.trials = trials;
  }

  @Override
  public String id() {
    return "own-system";
  }

  @Override
  public List<String> settings() {
    return List.of("AGENTBAR_WEBHOOK_URL", "AGENTBAR_WEBHOOK_SECRET");
  }

  @Override
  public Found look() {
    boolean on = channels.stream().anyMatch(it -> it.name() == ChannelName.WEBHOOK && it.isOn());
    if (!on) {
      return Found.notSet(
          "sistem Anda sendiri tidak diberi tahu", "your own system is told of nothing");
    }
    return trials
        .lastToOwnSystem()
        .orElseGet(
            () ->
                Found.unknown(
                    "disetel; kirim kiriman uji untuk membuktikannya",
                    "set; send a test delivery to prove it"));
  }
}
