package ai.agentbar.sandbox.midtrans;

import ai.agentbar.kernel.Rupiah;
import ai.agentbar.kernel.Wib;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/** The fields of a body that only some methods have ({@code midtrans.md} 2.2). */
final class MethodFields {

  private MethodFields() {}

  /** What is known as soon as the buyer picked the method. */
  static Map<String, Object> chosen(Method method, RandomGenerator random) {
    return switch (method) {
      case BCA_VA -> virtualAccount("bca", "82406" + digits(6, random));
      case BNI_VA -> virtualAccount("bni", "98812345" + digits(8, random));
      case BRI_VA -> virtualAccount("bri", "12345" + digits(13, random));
      case PERMATA_VA -> Map.of("permata_va_number", "8562" + digits(12, random));
      case ECHANNEL -> fields("biller_code", "70012", "bill_key", digits(12, random));
      case QRIS -> Map.of("acquirer", "gopay");
      case CIMB_VA -> virtualAccount("cimb", "2810" + digits(12, random));
      case DANAMON_VA -> virtualAccount("danamon", "8922" + digits(12, random));
      case BSI_VA -> virtualAccount("bsi", "9347" + digits(12, random));
      case SEABANK_VA -> virtualAccount("seabank", "8528" + digits(12, random));
      case SAQU_VA -> virtualAccount("saqu", "1199" + digits(12, random));
      case GOPAY, OVO, DANA, AKULAKU, KREDIVO -> Map.of();
      case SHOPEEPAY -> Map.of("shopeepay_reference_number", digits(18, random));
      case CREDIT_CARD ->
          fields("masked_card", "48111111-1114", "bank", "bni", "card_type", "credit");
      case INDOMARET -> fields("store", "indomaret", "payment_code", digits(20, random));
      case ALFAMART -> fields("store", "alfamart", "payment_code", digits(16, random));
    };
  }

  /** What comes to it when the money does. */
  static Map<String, Object> paid(
      Method method, Rupiah amount, Instant paidAt, RandomGenerator random) {
    return switch (method) {
      case BNI_VA ->
          Map.of(
              "payment_amounts",
              List.of(fields("paid_at", Wib.midtransTime(paidAt), "amount", amount.wire())));
      case QRIS ->
          fields(
              "issuer", "gopay",
              "transaction_type", "on-us",
              "merchant_cross_reference_id", digits(16, random));
      case CREDIT_CARD ->
          fields(
              "eci", "05",
              "approval_code", digits(13, random),
              "channel_response_code", "00",
              "channel_response_message", "Approved",
              "three_ds_version", "2");
      case INDOMARET -> Map.of("approval_code", "ABC" + digits(8, random));
      default -> Map.of();
    };
  }

  private static Map<String, Object> virtualAccount(String bank, String number) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("va_numbers", List.of(fields("va_number", number, "bank", bank)));
    fields.put("payment_amounts", List.of());
    return fields;
  }

  private static Map<String, Object> fields(String... namesAndValues) {
    Map<String, Object> fields = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      fields.put(namesAndValues[i], namesAndValues[i + 1]);
    }
    return fields;
  }

  private static String digits(int count, RandomGenerator random) {
    StringBuilder digits = new StringBuilder();
    for (int i = 0; i < count; i++) {
      digits.append(random.nextInt(10));
    }
    return digits.toString();
  }
}
