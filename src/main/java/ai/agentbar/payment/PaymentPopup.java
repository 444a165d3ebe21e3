package ai.agentbar.payment;

import java.net.URI;
import java.util.Optional;

/** The gateway's own script, which opens its payment page over a page of ours. */
public interface PaymentPopup {

  /** Nothing where the merchant set no client key: buyers are led to the payment page instead. */
  Optional<Script> script();

  /**
   * What a page needs to load it.
   *
   * @param address the script
   * @param origin where script, frame and calls of it live; a page allows this and nothing else
   * @param clientKey names the merchant to the script; it is public
   */
  record Script(URI address, String origin, String clientKey) {}
}
