package ai.agentbar.web.checkout;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import ai.agentbar.testing.Browser;
import ai.agentbar.testing.Http;
import ai.agentbar.testing.StoryTest;
import com.microsoft.playwright.FrameLocator;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.test.annotation.DirtiesContext;
import tools.jackson.databind.JsonNode;

/** A sale and an alert by clicks alone, and a buyer's page that believes no browser. */
@StoryTest
@DirtiesContext
class FirstMinuteBrowserTest {

  private static final LocatorAssertions.ContainsTextOptions SOON =
      new LocatorAssertions.ContainsTextOptions().setTimeout(15_000);

  @Value("${agentbar.public-url}")
  String shopUrl;

  @Value("${agentbar.midtrans.snap-url}")
  String sandboxUrl;

  private Browser browser;
  private int clicks;

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
  void four_clicks_lead_from_the_start_page_to_a_sale_and_to_an_alert() {
    Page guide = browser.page(1280, 900);
    guide.navigate(sandboxUrl);

    Page buyer = guide.context().waitForPage(() -> click(button(guide, "Buy something")));
    click(popup(buyer).getByRole(AriaRole.BUTTON, named("Scan and pay")));
    assertThat(guide.locator("#first")).containsText("the order is PAID", SOON);
    assertThat(buyer.locator(".state")).hasText(Pattern.compile("Paid|Lunas"));
    assertThat(buyer.locator("a.button")).hasAttribute("href", Pattern.compile("example.com"));
    guide.bringToFront();
    click(button(guide, "Forge signatures"));
    assertThat(guide.locator("#first")).containsText("were refused with 401", SOON);
    Locator openAlert = button(guide, "Open the alert");
    openAlert.waitFor(new Locator.WaitForOptions().setTimeout(20_000));
    Page alert = guide.context().waitForPage(() -> click(openAlert));

    assertThat(alert).hasURL(Pattern.compile("/alerts/\\d+"));
    assertThat(alert.locator("main")).containsText("Invalid signature spike");
    assertThat(clicks).isEqualTo(4);
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void what_the_browser_claims_pays_nothing_and_what_midtrans_says_shows_without_a_reload() {
    JsonNode order = placed();
    Page page = browser.page(360, 800);
    page.navigate(shopUrl + "/o/" + order.path("buyer_token").asString());
    page.evaluate("window.marked = true");
    page.evaluate("window.snap = { pay: (token, options) => { window.told = options; } }");
    page.locator("#pay").click();

    page.evaluate(
        """
        window.told.onSuccess({ status_code: '200', transaction_status: 'settlement',
          order_id: 'any', fraud_status: 'accept' })
        """);

    assertThat(page.locator("#looking")).isVisible();
    assertThat(page.locator(".state")).hasText("Waiting for payment");
    assertThat(order(order).path("status").asString()).isEqualTo("PENDING_PAYMENT");
    assertThat(page.locator("a.button")).hasCount(1);

    String token = order.path("payment").path("token").asString();
    Http midtrans = new Http(sandboxUrl);
    midtrans.post("/_sim/payments/" + token + "/choose?method=bca_va", "{}");
    assertThat(page.locator(".how")).containsText("Transfer to this BCA virtual account", SOON);
    assertThat(page.locator("#code")).hasText(Pattern.compile("82406\\d{6}"));
    midtrans.post(
        "/_sim/transactions/"
            + order.path("payment").path("gateway_order_id").asString()
            + "/settle",
        "{}");
    assertThat(page.locator(".state")).containsText("Paid", SOON);
    assertThat(page.locator("a.button")).hasText("Open what you bought");
    assertThat((Boolean) page.evaluate("window.marked")).as("no reload").isTrue();
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void a_popup_that_was_closed_opens_again_and_a_denied_payment_may_be_tried_anew() {
    JsonNode order = placed();
    Page page = browser.page(360, 800);
    page.navigate(shopUrl + "/o/" + order.path("buyer_token").asString());
    page.waitForFunction("window.snap !== undefined");

    page.locator("#pay").click();
    popup(page).getByRole(AriaRole.BUTTON, named("Close")).click();
    assertThat(page.locator("#snap-midtrans")).hasCount(0);
    page.locator("#pay").click();
    popup(page).getByRole(AriaRole.BUTTON, named("Card")).click();
    popup(page).getByRole(AriaRole.BUTTON, named("Bank denies")).click();
    popup(page).getByRole(AriaRole.BUTTON, named("Close")).click();

    assertThat(page.locator(".state")).containsText("Not paid yet", SOON);
    assertThat(page.locator("#pay")).hasText("Try again");
    page.locator("#pay").click();
    popup(page).getByRole(AriaRole.BUTTON, named("QRIS")).click();
    popup(page)
        .getByRole(
            AriaRole.BUTTON, new FrameLocator.GetByRoleOptions().setName("Pay").setExact(true))
        .click();
    assertThat(page.locator(".state")).containsText("Paid", SOON);
    assertThat((Integer) page.evaluate("document.documentElement.scrollWidth - window.innerWidth"))
        .isLessThanOrEqualTo(0);
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void the_setup_page_proves_every_neighbour_and_every_way_out() {
    Page page = browser.page(1280, 900);
    page.navigate(shopUrl + "/setup");

    button(page, "Check everything now").click();
    for (String check :
        new String[] {
          "server-key",
          "snap",
          "signature",
          "client-key",
          "merchant-id",
          "endpoint",
          "smtp",
          "whatsapp-reports",
          "playbook"
        }) {
      assertThat(page.locator("#" + check + " .setupline .badge")).containsText("Good", SOON);
    }
    page.locator("#senders input[type=email]").fill("ayu@example.com");
    button(page, "Send a test mail").click();
    assertThat(page.locator("#senders .found")).containsText("the test message was accepted", SOON);
    page.locator("#whatsapp input[type=tel]").fill("081234567890");
    button(page, "Send a test receipt").click();
    assertThat(page.locator("#whatsapp .setupline .badge")).containsText("Good", SOON);
    button(page, "Send a test delivery").click();
    assertThat(page.locator("#own-system .found"))
        .containsText("the test message was accepted", SOON);
    int teams = page.locator(".teams button").count();
    for (int i = 0; i < teams; i++) {
      page.locator(".teams button").nth(i).click();
    }
    assertThat(page.locator("#teams .found").first())
        .containsText("the test message reached " + teams + " teams", SOON);
    assertThat(new Http(sandboxUrl).get("/_sim/mail").text()).contains("This is a test mail");
    assertThat(new Http(sandboxUrl).get("/_sim/whatsapp").text()).contains("6281234567890");
    assertThat(new Http(sandboxUrl).get("/_sim/merchant").text()).contains("setup.test");
    assertThat(new Http(sandboxUrl).get("/_sim/slack").text()).contains("pesan uji");
    assertThat(browser.complaints()).isEmpty();
  }

  private JsonNode placed() {
    return new Http(shopUrl)
        .post(
            "/api/orders",
            """
            {"package_id": "film-basic", "name": "Siti Rahma", "language": "en",
             "email": "siti@example.com", "phone": "081234567890"}
            """)
        .json();
  }

  private JsonNode order(JsonNode placed) {
    return new Http(shopUrl).get("/api/orders/" + placed.path("order_id").asString()).json();
  }

  private void click(Locator locator) {
    locator.click();
    clicks++;
  }

  private static FrameLocator popup(Page page) {
    return page.frameLocator("#snap-midtrans");
  }

  private static FrameLocator.GetByRoleOptions named(String name) {
    return new FrameLocator.GetByRoleOptions().setName(name);
  }

  private static Locator button(Page page, String name) {
    return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name)).first();
  }
}
