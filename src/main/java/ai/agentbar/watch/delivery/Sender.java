package ai.agentbar.watch.delivery;

import ai.agentbar.watch.playbook.Team;

/** Hands a message to the outside. Blocks, with time limits; never called inside a transaction. */
interface Sender {

  Channel channel();

  /**
   * Returns when the other side has accepted the message.
   *
   * @param deliveryId the same for every try of one message
   * @throws UndeliveredException where it has not, or where nobody knows
   */
  void send(long deliveryId, AlertDelivery delivery, Team team);
}
