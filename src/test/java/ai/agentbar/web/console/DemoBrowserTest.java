package ai.agentbar.web.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.agentbar.testing.Browser;
import ai.agentbar.testing.Http;
import ai.agentbar.testing.Http.Answer;
import ai.agentbar.testing.StoryTest;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;

/** What a newcomer does in the first three minutes, in a real browser. */
@StoryTest
@DirtiesContext
@Order(16)
class DemoBrowserTest {

  private static final LocatorAssertions.ContainsTextOptions SOON =
      new LocatorAssertions.ContainsTextOptions().setTimeout(10_000);

  @Value("${agentbar.public-url}")
  String shopUrl;

  @Value("${agentbar.midtrans.snap-url}")
  String sandboxUrl;

  @Autowired JdbcClient jdbc;
  private Browser browser;

  @BeforeEach
  void open() {
    browser = Browser.open();
  }

  @AfterEach
  void close() {
    new Http(sandboxUrl).delete("/_sim/faults");
    if (browser != null) {
      browser.close();
    }
  }

  @Test
  void pressing_forge_signatures_turns_the_live_page_red_and_a_mail_arrives() {
    Page live = browser.page(1280, 900);
    live.navigate(shopUrl);
    assertThat(live.locator("body")).containsText("SANDBOX");
    assertThat(live).hasTitle(java.util.regex.Pattern.compile(".*SANDBOX.*"));

    Page sandbox = browser.page(1280, 900);
    sandbox.navigate(sandboxUrl);
    button(sandbox, "Forge signatures").click();

    assertThat(live.locator("body")).containsText("Invalid signature spike", SOON);
    assertThat(live.locator("#alerts, [sse-swap=alerts]").first())
        .containsText("Check the signature validation", SOON);
    await()
        .atMost(Duration.ofSeconds(5))
        .until(() -> new Http(sandboxUrl).get("/_sim/mail").text().contains("FIRING"));
    sandbox.navigate(sandboxUrl + "/mail");
    assertThat(sandbox.locator("body")).containsText("Invalid signature spike");
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void a_buyer_pays_on_the_page_that_the_order_leads_to() {
    Http shop = new Http(shopUrl);
    Answer placed =
        shop.post(
            "/api/orders",
            """
            {"package_id": "film-basic", "name": "Siti Rahma",
             "email": "siti@example.com", "phone": "081234567890"}
            """);
    String order = placed.json().path("order_id").asString();

    Page page = browser.page(360, 740);
    page.navigate(placed.json().path("payment").path("redirect_url").asString());
    assertThat(page.locator("body")).containsText("SANDBOX");
    assertThat(page.locator("body")).containsText("99.000");
    button(page, "QRIS").click();
    button(page, "Pay").click();

    await()
        .atMost(Duration.ofSeconds(10))
        .until(
            () -> shop.get("/api/orders/" + order).json().path("status").asString().equals("PAID"));
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void no_page_scrolls_sideways_on_a_phone_and_none_complains() {
    for (String url :
        new String[] {
          shopUrl, sandboxUrl, sandboxUrl + "/mail", sandboxUrl + "/slack", shopUrl + "/docs"
        }) {
      Page page = browser.page(360, 740);
      page.navigate(url);
      if (!url.endsWith("/docs")) {
        assertThat(
                (Integer) page.evaluate("document.documentElement.scrollWidth - window.innerWidth"))
            .as(url)
            .isLessThanOrEqualTo(0);
      }
      page.close();
    }
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void the_api_page_lists_every_operation() {
    // Written out when it is asked for the first time, which takes the longest.
    String document = new Http(shopUrl).get("/docs/openapi").text();
    Page page = browser.page(1280, 900);
    page.navigate(shopUrl + "/docs");

    for (String path :
        new String[] {
          "/api/orders",
          "/api/orders/{order_id}",
          "/api/orders/{order_id}/pay",
          "/api/webhooks/midtrans"
        }) {
      assertThat(page.locator("#swagger-ui")).containsText(path, SOON);
    }
    assertThat(page.locator("#swagger-ui")).containsText("SANDBOX");
    assertThat(document).contains("\"package_id\"", "\"redirect_url\"").doesNotContain("packageId");
    assertThat(browser.complaints()).isEmpty();
  }

  private static Locator button(Page page, String name) {
    return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name)).first();
  }
}
