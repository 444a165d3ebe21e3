package ai.agentbar.sandbox.midtrans;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * Where a payment page is shown: by itself, or in the frame that Snap.js lays over a shop's page.
 */
enum Face {
  REDIRECTION,
  POPUP;

  /** Every page of it, as a route. */
  static final String PATTERN = "/snap/v4/{face}/";

  String path() {
    return "/snap/v4/" + wire() + "/";
  }

  UriComponentsBuilder page(String token) {
    return UriComponentsBuilder.fromPath(path()).pathSegment(token);
  }

  boolean isPopup() {
    return this == POPUP;
  }

  static Optional<Face> named(String text) {
    return Arrays.stream(values()).filter(it -> it.wire().equals(text)).findFirst();
  }

  private String wire() {
    return name().toLowerCase(Locale.ROOT);
  }
}
