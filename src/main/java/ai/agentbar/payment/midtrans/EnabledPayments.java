package ai.agentbar.payment.midtrans;

import java.util.List;
import java.util.Set;

/**
 * The methods that payment pages offer, in the names of Snap's {@code enabled_payments}.
 *
 * <p>For DANA and the accounts that go through BI-SNAP, Midtrans answers questions by transaction
 * id only, and that id is known from the notification alone: a payment whose notifications are all
 * lost cannot be found. A merchant may offer them and then knows.
 */
record EnabledPayments(List<String> names) {

  /** Every method that can be asked about by its gateway order id. */
  private static final List<String> ASKABLE =
      List.of(
          "credit_card",
          "gopay",
          "shopeepay",
          "ovo",
          "other_qris",
          "bca_va",
          "bni_va",
          "bri_va",
          "permata_va",
          "cimb_va",
          "echannel",
          "other_va",
          "indomaret",
          "alfamart",
          "akulaku",
          "kredivo");

  private static final Set<String> UNASKABLE =
      Set.of("dana", "danamon_va", "bsi_va", "seabank_va", "saqu_va");

  /** The first stands for all bank accounts, those that cannot be asked about too. */
  private static final Set<String> ALIASES = Set.of("bank_transfer", "cstore");

  private static final String EVERY_BANK = "bank_transfer";

  EnabledPayments {
    names = names.stream().map(String::strip).filter(it -> !it.isEmpty()).distinct().toList();
    for (String name : names) {
      if (!isKnown(name)) {
        throw new IllegalArgumentException(
            "agentbar.midtrans.enabled-payments does not know '%s'; Snap's names are %s, %s, %s"
                .formatted(
                    name,
                    String.join(", ", ASKABLE),
                    String.join(", ", UNASKABLE.stream().sorted().toList()),
                    String.join(", ", ALIASES.stream().sorted().toList())));
      }
    }
  }

  static EnabledPayments askable() {
    return new EnabledPayments(ASKABLE);
  }

  boolean haveUnaskable() {
    return names.isEmpty()
        || names.contains(EVERY_BANK)
        || names.stream().anyMatch(UNASKABLE::contains);
  }

  private static boolean isKnown(String name) {
    return UNASKABLE.contains(name) || ALIASES.contains(name) || ASKABLE.contains(name);
  }
}
