package ai.agentbar.payment;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What becomes of the access that was bought when the money for it goes. It is decided when the
 * last money of an order goes: a second payment that is given back, and a part of one, keep the
 * access. Money that comes again restores it.
 *
 * @param onRefund the merchant gave all of it back. Suspended by default: whoever has the money
 *     back has not bought; a shop that refunds out of goodwill sets {@code keep}
 * @param onChargeback the card holder's bank took it back. Suspended by default: the money is gone
 *     until the dispute is won
 * @param onReversal the bank undid the settlement minutes later. Suspended by default: the money
 *     never came
 */
@ConfigurationProperties("agentbar.entitlement")
record EntitlementSettings(
    @DefaultValue("suspend") Policy onRefund,
    @DefaultValue("suspend") Policy onChargeback,
    @DefaultValue("suspend") Policy onReversal) {

  enum Policy {
    KEEP,
    SUSPEND
  }
}
