package ai.agentbar.notification;

import java.util.List;

/** Takes in what providers say of messages they had accepted. */
public interface DeliveryReports {

  /**
   * Returns when all of them are committed. They come unordered and repeated, and some are about
   * messages nobody here sent. What it throws makes the provider send them again.
   */
  void report(List<DeliveryReport> reports);
}
