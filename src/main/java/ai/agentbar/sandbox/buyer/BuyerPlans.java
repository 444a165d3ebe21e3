package ai.agentbar.sandbox.buyer;

import ai.agentbar.sandbox.buyer.BuyerPlan.Ending;
import ai.agentbar.sandbox.buyer.BuyerPlan.Person;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;

/**
 * Draws buyers as an Indonesian shop sees them: QR and wallets first, then virtual accounts, few
 * cards, few at the shop's till; one in twenty is refused at first, one in twelve walks away, one
 * in five reads English.
 */
final class BuyerPlans {

  private static final List<String> FIRST_NAMES =
      List.of(
          "Budi", "Siti", "Agus", "Dewi", "Rizky", "Putri", "Andi", "Ratna", "Fajar", "Ayu", "Joko",
          "Wulan", "Hendra", "Nur", "Bayu", "Intan", "Yusuf", "Maya", "Dimas", "Lestari");
  private static final List<String> LAST_NAMES =
      List.of(
          "Santoso",
          "Wijaya",
          "Pratama",
          "Saputra",
          "Hidayat",
          "Kusuma",
          "Siregar",
          "Nugroho",
          "Rahayu",
          "Permata",
          "Simanjuntak",
          "Hartono",
          "Maulana",
          "Anggraini",
          "Setiawan");
  private static final List<String> MOBILE_PREFIXES =
      List.of("811", "812", "813", "821", "822", "852", "856", "857", "858", "877", "878", "896");

  private static final List<Share> METHODS =
      List.of(
          new Share("qris", 27),
          new Share("gopay", 16),
          new Share("shopeepay", 5),
          new Share("bca_va", 14),
          new Share("bni_va", 7),
          new Share("bri_va", 7),
          new Share("permata_va", 4),
          new Share("echannel", 5),
          new Share("credit_card", 9),
          new Share("indomaret", 3),
          new Share("alfamart", 3));

  private static final double WALKS_AWAY_SHARE = 0.08;
  private static final double DENIED_FIRST_SHARE = 0.05;
  private static final double ENGLISH_SHARE = 0.2;

  private final List<String> packageIds;
  private final RandomGenerator random;

  BuyerPlans(List<String> packageIds, RandomGenerator random) {
    this.packageIds = packageIds;
    this.random = random;
  }

  private record Share(String method, int weight) {}

  BuyerPlan next() {
    return new BuyerPlan(
        person(),
        anyOf(packageIds),
        method(),
        seconds(4, 25),
        seconds(8, 90),
        ending(random.nextDouble()));
  }

  private Person person() {
    String first = anyOf(FIRST_NAMES);
    String last = anyOf(LAST_NAMES);
    String email =
        "%s.%s%d@example.com"
            .formatted(
                first.toLowerCase(Locale.ROOT),
                last.toLowerCase(Locale.ROOT),
                random.nextInt(10, 100));
    String phone = "+62" + anyOf(MOBILE_PREFIXES) + random.nextInt(10_000_000, 100_000_000);
    String language = random.nextDouble() < ENGLISH_SHARE ? "en" : "id";
    return new Person(first + " " + last, email, phone, language);
  }

  private String method() {
    int point = random.nextInt(METHODS.stream().mapToInt(Share::weight).sum());
    for (Share share : METHODS) {
      point -= share.weight();
      if (point < 0) {
        return share.method();
      }
    }
    throw new IllegalStateException("the weights do not add up");
  }

  private static Ending ending(double point) {
    if (point < WALKS_AWAY_SHARE / 2) {
      return Ending.NEVER_CHOOSES;
    }
    if (point < WALKS_AWAY_SHARE) {
      return Ending.NEVER_PAYS;
    }
    return point < WALKS_AWAY_SHARE + DENIED_FIRST_SHARE ? Ending.DENIED_THEN_PAYS : Ending.PAYS;
  }

  private Duration seconds(int least, int most) {
    return Duration.ofMillis(random.nextLong(least * 1_000L, most * 1_000L));
  }

  private String anyOf(List<String> choices) {
    return choices.get(random.nextInt(choices.size()));
  }
}
