package ai.agentbar.notification.channel;

import ai.agentbar.kernel.Secret;
import ai.agentbar.notification.DeliveryReport;
import ai.agentbar.notification.DeliveryReports;
import ai.agentbar.notification.StatusWebhook;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;
import tools.jackson.core.JacksonException;

/**
 * What WhatsApp tells of messages it had accepted. The signature covers the raw bytes; source:
 * developers.facebook.com, Graph API webhooks, validating payloads.
 *
 * <p>Without an app secret every body is turned away, without a verify token every handshake.
 */
@Service
class WhatsAppStatuses implements StatusWebhook {

  private static final String ALGORITHM = "HmacSHA256";
  private static final String PREFIX = "sha256=";

  private final WhatsAppSettings settings;
  private final ObjectProvider<DeliveryReports> reports;
  private final StatusRejections rejections;
  private final InstantSource clock;

  WhatsAppStatuses(
      WhatsAppSettings settings,
      ObjectProvider<DeliveryReports> reports,
      StatusRejections rejections,
      InstantSource clock) {
    this.settings = settings;
    this.reports = reports;
    this.rejections = rejections;
    this.clock = clock;
  }

  @Override
  public boolean knows(String verifyToken) {
    Secret own = settings.verifyToken();
    return own != null && MessageDigest.isEqual(utf8(own.reveal()), utf8(verifyToken));
  }

  @Override
  public Reception receive(byte[] body, @Nullable String signature) {
    if (!isSigned(body, signature)) {
      rejections.reject(StatusRejections.Reason.BAD_SIGNATURE);
      return new Reception.BadSignature();
    }
    List<DeliveryReport> told;
    try {
      told = WhatsAppReports.read(body, clock.instant());
    } catch (JacksonException failure) {
      rejections.reject(StatusRejections.Reason.UNPARSABLE);
      return new Reception.Unreadable("not JSON: " + failure.getOriginalMessage());
    }
    if (!told.isEmpty()) {
      reports.getObject().report(told);
    }
    return new Reception.Stored();
  }

  @Override
  public void refuseOversized() {
    rejections.reject(StatusRejections.Reason.OVERSIZED);
  }

  private boolean isSigned(byte[] body, @Nullable String signature) {
    Secret secret = settings.appSecret();
    return secret != null
        && signature != null
        && MessageDigest.isEqual(utf8(PREFIX + hmac(body, secret)), utf8(signature));
  }

  private static String hmac(byte[] body, Secret secret) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(utf8(secret.reveal()), ALGORITHM));
      return HexFormat.of().formatHex(mac.doFinal(body));
    } catch (GeneralSecurityException failure) {
      throw new IllegalStateException("every Java has " + ALGORITHM, failure);
    }
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
