package ai.agentbar.walk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.agentbar.staff.Role;
import ai.agentbar.testing.Http;
import com.microsoft.playwright.Page;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/** The pictures of the manual, of a shop at work; {@link DrillTest} takes those of a bad hour. */
@EnabledIfEnvironmentVariable(named = "AGENTBAR_PICTURES", matches = ".+")
class PicturesTest extends Walks {

  private static final List<String> WHO =
      List.of(
          "Siti Aminah",
          "Bayu Pratama",
          "Ratna Sari",
          "Hendra Gunawan",
          "Lina Marlina",
          "Fajar Nugroho",
          "Wulan Sari",
          "Arif Hidayat",
          "Mega Utami",
          "Yusuf Maulana");
  private static final List<String> HOW = List.of("qris", "gopay", "shopeepay", "bca_va", "bni_va");
  private static final List<String> WHAT = List.of("film-basic", "film-pro", "film-studio");

  @Test
  void of_every_area() {
    Yesterday.happened(jdbc);
    List<Sale> sales = sales();
    Sale open = Sale.of(new Http(shopUrl), sandbox, "film-studio", "Dewi Lestari").by("bca_va");
    Page page = page(DESK, Role.TECH_LEAD);

    picture(page, "/", "overview");
    picture(page, "/boards/payments?range=24h", "board-payments");
    picture(page, "/boards", "boards");
    picture(page, "/orders", "orders");
    picture(page, "/orders/" + sales.getFirst().id(), "order");
    picture(page, "/outbox", "outbox");
    picture(page, "/jobs", "jobs");
    picture(page, "/playbook", "playbook");
    picture(page, "/playbook/rules/outbox_backlog?range=24h", "rule");
    picture(page, "/checklists", "checklists");
    picture(page, "/audit", "audit");
    Page buyer = browser.page(PHONE);
    Pictures.onPhoneByDay(open(buyer, "/o/" + open.token()), "buyer-pays");
    Pictures.onPhoneByDay(open(buyer, "/o/" + sales.getFirst().token()), "buyer-paid");
    assertThat(browser.complaints()).isEmpty();
  }

  private void picture(Page page, String path, String name) {
    open(page, path);
    page.waitForTimeout(1_500);
    Pictures.atDesk(page, name);
  }

  private List<Sale> sales() {
    Http shop = new Http(shopUrl);
    List<Sale> sales =
        IntStream.range(0, 20)
            .mapToObj(
                it ->
                    Sale.of(shop, sandbox, WHAT.get(it % 7 % 3), WHO.get(it % WHO.size()))
                        .by(HOW.get(it % HOW.size()))
                        .meets("settle"))
            .toList();
    sales.forEach(it -> it.awaits("PAID"));
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> one("select count(*) from notification_outbox where state = 'PENDING'") == 0);
    return sales;
  }
}
