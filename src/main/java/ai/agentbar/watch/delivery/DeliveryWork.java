package ai.agentbar.watch.delivery;

import ai.agentbar.event.Origin.Component;
import ai.agentbar.job.RowQueue;
import ai.agentbar.job.SideBySide;
import ai.agentbar.job.Work;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;

/**
 * Sends what waits in the lanes of one channel.
 *
 * <p>Threads: the loop claims a few lanes and sends into them side by side, each in a virtual
 * thread, so one recipient that does not answer delays nobody else. Leases are extended while a try
 * is under way; a dead owner's lanes are taken over within the lease.
 */
class DeliveryWork implements Work {

  private static final int LANES_MAX = 20;

  /** Every conversation with a mail server or a provider has ended by then. */
  private static final Duration SEND_MAX = Duration.ofSeconds(60);

  private final Sender sender;
  private final Sending sending;
  private final RowQueue queue;
  private final SideBySide underWay;
  private final LaneTable lanes;
  private final InstantSource clock;

  DeliveryWork(
      Sender sender, Sending sending, RowQueue queue, LaneTable lanes, InstantSource clock) {
    this.sender = sender;
    this.sending = sending;
    this.queue = queue;
    this.underWay = new SideBySide(name(), queue, LANES_MAX, SEND_MAX);
    this.lanes = lanes;
    this.clock = clock;
  }

  @Override
  public final String name() {
    return "alert-delivery-" + sender.channel().name().toLowerCase(Locale.ROOT);
  }

  @Override
  public Component component() {
    return Component.WATCH;
  }

  /**
   * @return how many lanes were begun or are still under way
   */
  @Override
  public int step() {
    lanes.wake(sender.channel(), clock.instant(), Deliveries.WINDOW);
    return underWay.step(
        queue::claim, lease -> sending.attempt(new Results.Claim(queue, lease), sender));
  }

  @Override
  public int drain(Duration longest) {
    return underWay.await(longest);
  }
}
