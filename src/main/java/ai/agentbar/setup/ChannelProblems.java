package ai.agentbar.setup;

import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.springframework.core.env.Environment;

/**
 * What cannot be meant in the settings of the ways to buyers and to the merchant's own system. Each
 * way is set whole or not at all; a half-set one would look switched on and send nothing. No
 * problem repeats a secret.
 */
final class ChannelProblems {

  private static final String WEBHOOK_PREFIX = "whsec_";

  /** Standard Webhooks: 24 to 64 bytes. */
  private static final int WEBHOOK_SECRET_BYTES_MIN = 24;

  private static final int WEBHOOK_SECRET_BYTES_MAX = 64;

  private final Environment environment;
  private final List<String> problems = new ArrayList<>();

  private ChannelProblems(Environment environment) {
    this.environment = environment;
  }

  static List<String> in(Environment environment) {
    ChannelProblems found = new ChannelProblems(environment);
    found.email();
    found.whatsApp();
    found.webhook();
    return found.problems;
  }

  private void email() {
    address("agentbar.notification.mail-from");
    address("agentbar.notification.mail-reply-to");
  }

  private void whatsApp() {
    boolean reports = has("agentbar.whatsapp.app-secret") || has("agentbar.whatsapp.verify-token");
    if (reports
        || has("agentbar.whatsapp.phone-number-id")
        || has("agentbar.whatsapp.access-token")) {
      needed("agentbar.whatsapp.phone-number-id", "Meta's id of the number that sends");
      needed("agentbar.whatsapp.access-token", "the token of a system user at Meta");
    }
    if (reports) {
      needed("agentbar.whatsapp.app-secret", "verifies what Meta reports of a message");
      needed("agentbar.whatsapp.verify-token", "the word you gave Meta with the address for that");
    }
  }

  private void webhook() {
    if (has("agentbar.webhook.url")
        || has("agentbar.webhook.secret")
        || has("agentbar.webhook.previous-secret")) {
      needed("agentbar.webhook.url", "where your own system listens");
      needed("agentbar.webhook.secret", "signs what is sent there, whsec_ and Base64");
    }
    receiver("agentbar.webhook.url");
    signingSecret("agentbar.webhook.secret");
    signingSecret("agentbar.webhook.previous-secret");
  }

  private void address(String property) {
    try {
      if (has(property)) {
        new InternetAddress(text(property), true).validate();
      }
    } catch (AddressException _) {
      problems.add(
          "%s is not one address, expected name@domain or Name <name@domain>: %s"
              .formatted(RequiredSettings.variable(property), text(property)));
    }
  }

  private void receiver(String property) {
    if (!has(property)) {
      return;
    }
    String variable = RequiredSettings.variable(property);
    try {
      URI url = new URI(text(property));
      boolean open =
          environment.getProperty("agentbar.webhook.allow-private-addresses", Boolean.class, false);
      if (url.getRawUserInfo() != null) {
        problems.add(variable + " carries credentials; what is sent is signed instead");
      } else if (url.getHost() == null || !isHttp(url, open)) {
        problems.add(
            variable
                + " is not the https address of a host (agentbar.webhook.allow-private-addresses"
                + " also allows http)");
      }
    } catch (URISyntaxException _) {
      problems.add(variable + " is not an address");
    }
  }

  private static boolean isHttp(URI url, boolean open) {
    return "https".equalsIgnoreCase(url.getScheme())
        || (open && "http".equalsIgnoreCase(url.getScheme()));
  }

  private void signingSecret(String property) {
    if (has(property) && !isSigningSecret(text(property))) {
      problems.add(
          "%s is not a secret of Standard Webhooks: %s and the Base64 of %d to %d bytes"
              .formatted(
                  RequiredSettings.variable(property),
                  WEBHOOK_PREFIX,
                  WEBHOOK_SECRET_BYTES_MIN,
                  WEBHOOK_SECRET_BYTES_MAX));
    }
  }

  private static boolean isSigningSecret(String secret) {
    try {
      int bytes =
          secret.startsWith(WEBHOOK_PREFIX)
              ? Base64.getDecoder().decode(secret.substring(WEBHOOK_PREFIX.length())).length
              : 0;
      return bytes >= WEBHOOK_SECRET_BYTES_MIN && bytes <= WEBHOOK_SECRET_BYTES_MAX;
    } catch (IllegalArgumentException _) {
      return false;
    }
  }

  private void needed(String property, String meaning) {
    if (!has(property)) {
      problems.add("%s is missing: %s".formatted(RequiredSettings.variable(property), meaning));
    }
  }

  private boolean has(String property) {
    return !text(property).isEmpty();
  }

  private String text(String property) {
    return environment.getProperty(property, "").strip();
  }
}
