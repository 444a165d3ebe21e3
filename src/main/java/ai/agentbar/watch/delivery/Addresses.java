package ai.agentbar.watch.delivery;

import ai.agentbar.kernel.Phone;
import ai.agentbar.watch.playbook.Contact;
import java.net.URI;

/** Reads a contact's address; what is wrong with one is told without it. */
final class Addresses {

  private Addresses() {}

  static URI url(String whom, Contact contact) {
    try {
      return URI.create(contact.address().reveal());
    } catch (IllegalArgumentException _) {
      throw new UndeliveredException(whom + " has no usable address: it is no URL");
    }
  }

  static Phone phone(Contact contact) {
    try {
      return new Phone(contact.address().reveal());
    } catch (IllegalArgumentException _) {
      throw new UndeliveredException("WhatsApp has no usable address: it is no phone number");
    }
  }
}
