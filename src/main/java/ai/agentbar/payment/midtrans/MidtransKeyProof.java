package ai.agentbar.payment.midtrans;

import ai.agentbar.payment.GatewayUnavailableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.stereotype.Component;

/**
 * Proves the server key at start: the status of an order that cannot exist is 404 with the right
 * key and 401 with a wrong one. The key's prefix proves nothing; new sandbox keys look like
 * production's.
 */
@Component
class MidtransKeyProof implements ApplicationRunner {

  private static final Logger LOG = LoggerFactory.getLogger(MidtransKeyProof.class);
  private static final String NO_ORDER = "agentbar-key-proof";

  private final MidtransClient client;

  MidtransKeyProof(MidtransClient client) {
    this.client = client;
  }

  @Override
  public void run(ApplicationArguments arguments) {
    try {
      client.status(NO_ORDER);
      LOG.info("Midtrans accepts the server key");
    } catch (MidtransKeyRefusedException refused) {
      throw refused;
    } catch (GatewayUnavailableException failure) {
      LOG.warn(
          "Midtrans could not be asked whether the server key is right: {}", failure.getMessage());
    }
  }
}
