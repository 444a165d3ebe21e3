package ai.agentbar.watch.delivery;

import ai.agentbar.watch.playbook.Contact;
import ai.agentbar.watch.playbook.ContactKind;

/** Hands a message to the outside. Blocks, with time limits; never called inside a transaction. */
interface Sender {

  ContactKind channel();

  /**
   * Returns when the other side has accepted the message.
   *
   * @throws UndeliveredException where it has not, or where nobody knows
   */
  void send(Message message, Contact contact);
}
