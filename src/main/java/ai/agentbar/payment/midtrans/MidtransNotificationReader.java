package ai.agentbar.payment.midtrans;

import ai.agentbar.payment.NotificationReader;
import java.util.List;
import org.springframework.stereotype.Component;

/** Reads Midtrans' notifications: form first, then the signature, then the meaning. */
@Component
class MidtransNotificationReader implements NotificationReader {

  private static final List<String> SIGNED_FIELDS =
      List.of("order_id", "status_code", "gross_amount", "signature_key");

  /** The dashboard's test button names its orders so. */
  private static final String TEST_ORDER = "payment_notif_test_";

  private final MidtransSettings settings;

  MidtransNotificationReader(MidtransSettings settings) {
    this.settings = settings;
  }

  @Override
  public Reading read(byte[] bytes) {
    WireNotification body;
    try {
      body = WireNotification.parse(bytes);
    } catch (WireNotification.UnreadableException failure) {
      return new Reading.Unreadable(String.valueOf(failure.getMessage()));
    }
    for (String field : SIGNED_FIELDS) {
      if (!body.has(field)) {
        return new Reading.Unreadable("the field %s is missing or empty".formatted(field));
      }
    }
    if (!Signature.verifies(body, settings.signingKeys())) {
      return new Reading.Forged();
    }
    return new Reading.Genuine(Wire.notified(body), body.text("order_id").startsWith(TEST_ORDER));
  }
}
