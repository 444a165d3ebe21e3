package ai.agentbar.installation;

import ai.agentbar.payment.PaymentFact.Kind;
import ai.agentbar.payment.PaymentFacts;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.regex.Pattern;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** The form of the merchant id, and whether money came for another one. */
@Component
@Order(50)
class MerchantIdCheck implements SetupCheck {

  private static final Pattern FORM = Pattern.compile("[GM]\\d{6,12}");
  private static final Duration LOOK_BACK = Duration.ofDays(7);

  private final Environment environment;
  private final PaymentFacts facts;
  private final InstantSource clock;

  MerchantIdCheck(Environment environment, PaymentFacts facts, InstantSource clock) {
    this.environment = environment;
    this.facts = facts;
    this.clock = clock;
  }

  @Override
  public String id() {
    return "merchant-id";
  }

  @Override
  public List<String> settings() {
    return List.of("AGENTBAR_MIDTRANS_MERCHANT_ID");
  }

  @Override
  public Found look() {
    long foreign =
        facts.notedSince(clock.instant().minus(LOOK_BACK)).stream()
            .filter(it -> it.kind() == Kind.MERCHANT_MISMATCH)
            .count();
    return judge(environment.getProperty("agentbar.midtrans.merchant-id", "").strip(), foreign);
  }

  static Found judge(String id, long foreign) {
    if (foreign > 0) {
      return Found.bad(
          "%d pembayaran menyebut merchant lain dalam 7 hari".formatted(foreign),
          "%d payments named another merchant within 7 days".formatted(foreign));
    }
    return FORM.matcher(id).matches()
        ? Found.good(
            "bentuknya benar, dan tidak ada pembayaran untuk merchant lain",
            "its form is right, and no payment named another merchant")
        : Found.bad(
            "bukan bentuk merchant id (G dan sembilan angka)",
            "not in the form of a merchant id (G and nine digits)");
  }
}
