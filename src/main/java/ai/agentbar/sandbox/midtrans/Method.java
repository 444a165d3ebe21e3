package ai.agentbar.sandbox.midtrans;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The payment methods on the page, with what is peculiar to each ({@code midtrans.md} 2.2 and 3).
 */
enum Method {
  QRIS("qris", "QRIS", Family.WALLET, "qris"),
  GOPAY("gopay", "GoPay", Family.WALLET, "gopay"),
  SHOPEEPAY("shopeepay", "ShopeePay", Family.WALLET, "shopeepay"),
  OVO("ovo", "OVO", Family.WALLET, "ovo"),
  DANA("dana", "DANA", Family.WALLET, "dana"),
  BCA_VA("bca_va", "BCA virtual account", Family.BANK, "bank_transfer"),
  BNI_VA("bni_va", "BNI virtual account", Family.BANK, "bank_transfer"),
  BRI_VA("bri_va", "BRI virtual account", Family.BANK, "bank_transfer"),
  PERMATA_VA("permata_va", "Permata virtual account", Family.BANK, "bank_transfer"),
  CIMB_VA("cimb_va", "CIMB virtual account", Family.BANK, "bank_transfer"),
  DANAMON_VA("danamon_va", "Danamon virtual account", Family.BANK, "bank_transfer"),
  BSI_VA("bsi_va", "BSI virtual account", Family.BANK, "bank_transfer"),
  SEABANK_VA("seabank_va", "SeaBank virtual account", Family.BANK, "bank_transfer"),
  SAQU_VA("saqu_va", "Saqu virtual account", Family.BANK, "bank_transfer"),
  ECHANNEL("echannel", "Mandiri Bill", Family.BANK, "echannel"),
  CREDIT_CARD("credit_card", "Card", Family.CARD, "credit_card"),
  INDOMARET("indomaret", "Indomaret", Family.STORE, "cstore"),
  ALFAMART("alfamart", "Alfamart", Family.STORE, "cstore"),
  AKULAKU("akulaku", "Akulaku", Family.LATER, "akulaku"),
  KREDIVO("kredivo", "Kredivo", Family.LATER, "kredivo");

  /** Methods that share a way of paying. */
  enum Family {
    WALLET("QR and wallets", Duration.ofMinutes(15)),
    BANK("Virtual account or bill", Duration.ofHours(24)),
    CARD("Card", Duration.ofMinutes(15)),
    STORE("At a shop", Duration.ofHours(24)),
    LATER("Pay later", Duration.ofHours(24));

    private final String title;
    private final Duration payableFor;

    Family(String title, Duration payableFor) {
      this.title = title;
      this.payableFor = payableFor;
    }

    String title() {
      return title;
    }
  }

  private final String wire;
  private final String label;
  private final Family family;
  private final String paymentType;

  Method(String wire, String label, Family family, String paymentType) {
    this.wire = wire;
    this.label = label;
    this.family = family;
    this.paymentType = paymentType;
  }

  String wire() {
    return wire;
  }

  String label() {
    return label;
  }

  /** As it reads below the title of its family. */
  String shortLabel() {
    return label.replace(" virtual account", "");
  }

  Family family() {
    return family;
  }

  String paymentType() {
    return paymentType;
  }

  /** How long the buyer may take where the merchant set no expiry. */
  Duration payableFor() {
    return family.payableFor;
  }

  boolean isRefundable() {
    return switch (family) {
      case WALLET, CARD, LATER -> true;
      case BANK, STORE -> false;
    };
  }

  /** Whether GET status knows its transactions by transaction id only. */
  boolean hidesOrderId() {
    return switch (this) {
      case DANA, DANAMON_VA, BSI_VA, SEABANK_VA, SAQU_VA -> true;
      default -> false;
    };
  }

  /** Whether a bank or shop may take a settlement back minutes later. */
  boolean isReversible() {
    return family == Family.BANK || family == Family.STORE;
  }

  /** Indomaret alone sends no fraud status. */
  boolean saysFraudStatus() {
    return this != INDOMARET;
  }

  boolean isEnabledBy(List<String> enabledPayments) {
    return enabledPayments.isEmpty()
        || enabledPayments.contains(wire)
        || enabledPayments.stream().anyMatch(aliases()::contains);
  }

  /** On a desktop the wallets show a QR code, so whoever offers them offers QRIS. */
  private Set<String> aliases() {
    return switch (family) {
      case WALLET -> this == QRIS ? Set.of("other_qris", "gopay", "shopeepay") : Set.of();
      case BANK -> Set.of("bank_transfer");
      case STORE -> Set.of("cstore");
      case CARD, LATER -> Set.of();
    };
  }

  static Optional<Method> named(String text) {
    return Arrays.stream(values()).filter(method -> method.wire.equals(text)).findFirst();
  }
}
