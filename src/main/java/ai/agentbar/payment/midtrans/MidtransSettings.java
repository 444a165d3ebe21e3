package ai.agentbar.payment.midtrans;

import ai.agentbar.kernel.Secret;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The merchant's account at Midtrans.
 *
 * @param serverKey signs notifications and opens the API
 * @param previousServerKey still accepted in signatures while a key is being replaced
 * @param clientKey names the account to Snap.js in the buyer's browser, no secret; without one
 *     buyers are led to the payment page instead of having it opened over their order
 * @param merchantId the account's id; money reported by another account is not ours
 * @param snapUrl host of the payment pages; production by default
 * @param apiUrl host of the status API; production by default
 * @param enabledPayments the methods that payment pages offer, in Snap's names; all but DANA and
 *     the accounts at Danamon, BSI, SeaBank and Saqu by default, since those cannot be asked about
 *     once their notification is lost. Empty offers whatever the account has
 * @param perSecond questions and requests a second to the status API, of this process, whoever
 *     asks; Midtrans publishes no limit of its own
 */
@ConfigurationProperties("agentbar.midtrans")
record MidtransSettings(
    Secret serverKey,
    @Nullable Secret previousServerKey,
    @DefaultValue("") String clientKey,
    String merchantId,
    @DefaultValue("https://app.midtrans.com") URI snapUrl,
    @DefaultValue("https://api.midtrans.com") URI apiUrl,
    @DefaultValue("3s") Duration connectTimeout,
    @DefaultValue("10s") Duration readTimeout,
    @Nullable List<String> enabledPayments,
    @DefaultValue("100") int perSecond) {

  private static final int PER_SECOND_MAX = 10_000;

  MidtransSettings {
    clientKey = clientKey.strip();
    enabledPayments =
        (enabledPayments == null ? EnabledPayments.askable() : new EnabledPayments(enabledPayments))
            .names();
    if (perSecond < 1 || perSecond > PER_SECOND_MAX) {
      throw new IllegalArgumentException(
          "agentbar.midtrans.per-second lies between 1 and %d, not %d"
              .formatted(PER_SECOND_MAX, perSecond));
    }
  }

  /** The methods that pages offer. */
  EnabledPayments offered() {
    return new EnabledPayments(Objects.requireNonNull(enabledPayments));
  }

  /** Keys a genuine notification may be signed with, the current one first. */
  List<Secret> signingKeys() {
    return previousServerKey == null ? List.of(serverKey) : List.of(serverKey, previousServerKey);
  }
}
