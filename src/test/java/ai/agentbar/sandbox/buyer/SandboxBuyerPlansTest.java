package ai.agentbar.sandbox.buyer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.agentbar.kernel.Email;
import ai.agentbar.kernel.Phone;
import ai.agentbar.sandbox.buyer.BuyerPlan.Ending;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SandboxBuyerPlansTest {

  private static final Set<String> WALLETS = Set.of("qris", "gopay", "shopeepay");
  private static final Set<String> VIRTUAL_ACCOUNTS =
      Set.of("bca_va", "bni_va", "bri_va", "permata_va", "echannel");

  @Test
  void buyers_are_as_an_indonesian_shop_sees_them() {
    List<BuyerPlan> plans = plans(42, 5_000);
    assertThat(share(plans, plan -> WALLETS.contains(plan.method()))).isCloseTo(0.48, within(0.04));
    assertThat(share(plans, plan -> VIRTUAL_ACCOUNTS.contains(plan.method())))
        .isCloseTo(0.37, within(0.04));
    assertThat(share(plans, plan -> plan.ending() == Ending.NEVER_PAYS))
        .isCloseTo(0.04, within(0.02));
    assertThat(share(plans, plan -> plan.ending() == Ending.PAYS)).isCloseTo(0.87, within(0.04));
  }

  @Test
  void one_buyer_in_five_reads_english_and_all_others_indonesian() {
    List<BuyerPlan> plans = plans(42, 5_000);
    assertThat(share(plans, plan -> plan.person().language().equals("en")))
        .isCloseTo(0.2, within(0.03));
    assertThat(plans).extracting(plan -> plan.person().language()).containsOnly("id", "en");
  }

  @Test
  void every_buyer_has_an_address_and_a_number_that_can_exist() {
    for (BuyerPlan plan : plans(1, 500)) {
      assertThat(new Email(plan.person().email()).address()).endsWith("@example.com");
      assertThat(new Phone(plan.person().phone()).e164()).isEqualTo(plan.person().phone());
    }
  }

  @Test
  void the_same_seed_sends_the_same_buyers() {
    assertThat(plans(5, 50)).isEqualTo(plans(5, 50)).isNotEqualTo(plans(6, 50));
  }

  private static List<BuyerPlan> plans(long seed, int count) {
    BuyerPlans plans = new BuyerPlans(List.of("a", "b"), new Random(seed));
    return Stream.generate(plans::next).limit(count).toList();
  }

  private static double share(List<BuyerPlan> plans, Predicate<BuyerPlan> wanted) {
    return (double) plans.stream().filter(wanted).count() / plans.size();
  }
}
