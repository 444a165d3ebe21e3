package ai.agentbar.notification;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** The ways out that are switched on, one a name. */
@Component
class Channels {

  private final Map<ChannelName, Channel> on = new EnumMap<>(ChannelName.class);

  Channels(ObjectProvider<Channel> channels) {
    channels.stream()
        .filter(Channel::isOn)
        .forEach(
            channel -> {
              if (on.put(channel.name(), channel) != null) {
                throw new IllegalStateException(
                    "two channels %s are switched on".formatted(channel.name()));
              }
            });
  }

  Optional<Channel> find(ChannelName name) {
    return Optional.ofNullable(on.get(name));
  }

  /** Those that tell what this template tells. */
  List<ChannelName> tellers(MessageTemplate template) {
    return on.keySet().stream().filter(it -> tells(it, template)).toList();
  }

  private static boolean tells(ChannelName channel, MessageTemplate template) {
    return switch (template) {
      case PAYMENT_INSTRUCTION, PAYMENT_SUCCESS, ORDER_EXPIRED -> true;
      case REMINDER_1, REMINDER_2 -> channel != ChannelName.WEBHOOK;
      case ORDER_FAILED -> channel == ChannelName.WEBHOOK;
    };
  }
}
