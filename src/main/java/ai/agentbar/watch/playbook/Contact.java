package ai.agentbar.watch.playbook;

import ai.agentbar.kernel.Secret;
import java.net.URI;

/**
 * One address of a team.
 *
 * @param address an email address, a URL, a phone number or a chat id; never printed, since whoever
 *     knows a webhook's URL can post, and the others are personal
 */
public record Contact(ContactKind kind, Secret address) {

  private static final int END_LETTERS = 3;

  /** So much of it as lets its owner know it again: {@code o***@example.com}, a host, an end. */
  public String masked() {
    String whole = address.reveal();
    return switch (kind) {
      case EMAIL -> whole.charAt(0) + "***" + whole.substring(Math.max(0, whole.indexOf('@')));
      case SLACK, ALERTMANAGER -> host(whole) + "/***";
      case WHATSAPP, TELEGRAM ->
          "***" + whole.substring(Math.max(whole.length() / 2, whole.length() - END_LETTERS));
    };
  }

  private static String host(String url) {
    String host = URI.create(url).getHost();
    return host == null ? "***" : host;
  }
}
