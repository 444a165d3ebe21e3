package ai.agentbar.notification;

import ai.agentbar.event.Origin.Component;
import ai.agentbar.job.SideBySide;
import ai.agentbar.job.Work;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends the waiting messages of one channel.
 *
 * <p>Threads: the loop claims what may leave and starts each in a virtual thread; it does not wait
 * for all of them, so a reader that does not answer delays nobody, up to {@link #AT_ONCE_MAX} of
 * them. Every channel has a loop of its own. When the process ends, what is under way may end
 * first, and keeps its rows meanwhile.
 */
class OutboxWork implements Work {

  private static final Logger LOG = LoggerFactory.getLogger(OutboxWork.class);
  static final int AT_ONCE_MAX = 64;

  /** What takes longer than a channel may take keeps its row no longer. */
  private static final Duration SEND_MAX = Duration.ofSeconds(Channel.SEND_MAX + 10);

  private final ChannelName name;
  private final Channels channels;
  private final ChannelGate gate;
  private final Sending sending;
  private final SideBySide underWay;

  OutboxWork(
      ChannelName name, Channels channels, ChannelGate gate, Sending sending, Outcomes outcomes) {
    this.name = name;
    this.channels = channels;
    this.gate = gate;
    this.sending = sending;
    this.underWay = new SideBySide(name(), outcomes.queue(), AT_ONCE_MAX, SEND_MAX);
  }

  @Override
  public final String name() {
    return "outbox-" + name.name().toLowerCase(Locale.ROOT);
  }

  @Override
  public Component component() {
    return Component.WORKER;
  }

  /**
   * @return how many messages were started or are still under way
   */
  @Override
  public int step() {
    Optional<Channel> channel = channels.find(name);
    if (channel.isEmpty()) {
      return 0;
    }
    return underWay.step(gate::claim, lease -> sending.attempt(lease, channel.get()));
  }

  @Override
  public int drain(Duration longest) {
    int left = underWay.await(longest);
    if (left > 0) {
      LOG.warn("{}: {} messages were under way at the end; they count as unknown", name(), left);
    }
    return left;
  }
}
