package ai.agentbar.notification;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/** The gate of every channel. */
record Gates(Map<ChannelName, ChannelGate> byName) {

  Gates {
    byName = Map.copyOf(byName);
  }

  static Gates of(NotificationSettings settings, ChannelGate.Tools tools) {
    Map<ChannelName, ChannelGate> gates = new EnumMap<>(ChannelName.class);
    for (ChannelName name : ChannelName.values()) {
      gates.put(name, new ChannelGate(name, Outcomes.LEASE, settings.rateOf(name), tools));
    }
    return new Gates(gates);
  }

  ChannelGate of(ChannelName name) {
    return Objects.requireNonNull(byName.get(name), "gate");
  }
}
