package ai.agentbar.payment.midtrans;

import ai.agentbar.payment.PaymentPopup;
import java.net.URI;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Snap.js, at the host that also opens the payment pages. Source:
 * https://docs.midtrans.com/reference/frontend-integration
 */
@Component
class SnapScript implements PaymentPopup {

  private static final String PATH = "/snap/snap.js";

  private final MidtransSettings settings;

  SnapScript(MidtransSettings settings) {
    this.settings = settings;
  }

  @Override
  public Optional<Script> script() {
    URI snap = settings.snapUrl();
    return settings.clientKey().isEmpty()
        ? Optional.empty()
        : Optional.of(new Script(snap.resolve(PATH), originOf(snap), settings.clientKey()));
  }

  private static String originOf(URI snap) {
    return "%s://%s".formatted(snap.getScheme(), snap.getAuthority());
  }
}
