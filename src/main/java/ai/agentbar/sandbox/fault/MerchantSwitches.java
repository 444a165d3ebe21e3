package ai.agentbar.sandbox.fault;

import java.util.List;

/** What can be wrong with the merchant's own system. */
final class MerchantSwitches {

  static final List<FaultSwitch> ALL =
      List.of(
          new FaultSwitch(
              "merchant-gone",
              "Gone (410)",
              "merchant_gone",
              "true",
              "The merchant wants nothing more. Sending stops until somebody turns it on again."),
          new FaultSwitch(
              "merchant-limited",
              "Too many requests (429)",
              "merchant_limited",
              "true",
              "The merchant asks for a pause by Retry-After, and gets it."),
          new FaultSwitch(
              "merchant-unavailable",
              "Unavailable (503)",
              "merchant_unavailable",
              "true",
              "The merchant is down for a while. Messages wait."),
          new FaultSwitch(
              "merchant-redirect",
              "Redirect (302)",
              "merchant_redirect",
              "true",
              "The merchant points elsewhere. No redirect is followed: what arrives there is marked."),
          new FaultSwitch(
              "merchant-hang",
              "Accept without an answer",
              "merchant_hang",
              "true",
              "The message is taken and the answer never comes."),
          new FaultSwitch(
              "merchant-slow",
              "Merchant slow",
              "merchant_slow_ms",
              "3000",
              "Each answer takes three seconds. Other channels go on at their own pace."));

  private MerchantSwitches() {}
}
