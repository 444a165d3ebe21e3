package ai.agentbar.watch.metric;

import java.util.List;
import java.util.Locale;

/**
 * The payment methods by which payments are counted apart: Midtrans' {@code payment_type}, and for
 * bank transfers and shops the bank or the chain too, since one bank fails while the others work. A
 * method nobody knows is {@code OTHER}, so what comes from outside makes no new series.
 */
final class PaymentTypes {

  private static final String OTHER = "OTHER";

  static final List<String> ALL =
      List.of(
          "credit_card",
          "gopay",
          "qris",
          "shopeepay",
          "dana",
          "ovo",
          "bank_transfer",
          "bank_transfer_bca",
          "bank_transfer_bni",
          "bank_transfer_bri",
          "bank_transfer_permata",
          "bank_transfer_cimb",
          "bank_transfer_danamon",
          "bank_transfer_bsi",
          "bank_transfer_seabank",
          "bank_transfer_saqu",
          "echannel",
          "cstore",
          "cstore_indomaret",
          "cstore_alfamart",
          "akulaku",
          "kredivo",
          OTHER);

  private PaymentTypes() {}

  /** The label of a method: with its provider where that pair is known, else without. */
  static String label(String paymentType, String provider) {
    String type = paymentType.toLowerCase(Locale.ROOT);
    String both = type + "_" + provider.toLowerCase(Locale.ROOT);
    if (ALL.contains(both)) {
      return both;
    }
    return ALL.contains(type) ? type : OTHER;
  }
}
