package ai.agentbar.web.checkout;

import ai.agentbar.payment.PaymentDossier.Transaction;
import ai.agentbar.payment.PaymentInstruction;
import java.util.Map;
import java.util.Set;

/**
 * What the buyer still has to do for the method that was chosen.
 *
 * @param kind names its texts: {@code account}, {@code bill}, {@code till}, or {@code page} where
 *     only the payment page shows what to do
 * @param place the bank or the chain of shops, by its own name
 * @param method names the method's text
 */
record PayHow(String kind, String place, String method, String billerCode, String code) {

  /** Names of companies, the same in every language. */
  private static final Map<String, String> PLACES =
      Map.ofEntries(
          Map.entry("bca", "BCA"),
          Map.entry("bni", "BNI"),
          Map.entry("bri", "BRI"),
          Map.entry("bsi", "BSI"),
          Map.entry("permata", "Permata"),
          Map.entry("mandiri", "Mandiri"),
          Map.entry("cimb", "CIMB Niaga"),
          Map.entry("danamon", "Danamon"),
          Map.entry("seabank", "SeaBank"),
          Map.entry("saqu", "Saqu"),
          Map.entry("indomaret", "Indomaret"),
          Map.entry("alfamart", "Alfamart"));

  private static final Set<String> METHODS =
      Set.of(
          "qris",
          "gopay",
          "shopeepay",
          "dana",
          "bank_transfer",
          "echannel",
          "credit_card",
          "cstore",
          "akulaku",
          "kredivo");

  static PayHow of(Transaction chosen) {
    String method = METHODS.contains(chosen.paymentType()) ? chosen.paymentType() : "unknown";
    return chosen
        .instruction()
        .filter(PaymentInstruction::hasCode)
        .map(it -> typed(it, method))
        .orElseGet(() -> new PayHow("page", "", method, "", ""));
  }

  private static PayHow typed(PaymentInstruction instruction, String method) {
    return new PayHow(
        switch (method) {
          case "echannel" -> "bill";
          case "cstore" -> "till";
          default -> "account";
        },
        PLACES.getOrDefault(instruction.place(), instruction.place()),
        method,
        instruction.billerCode(),
        instruction.code());
  }
}
