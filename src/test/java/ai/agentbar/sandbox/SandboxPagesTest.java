package ai.agentbar.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The pages work with nothing but forms and redirects. */
class SandboxPagesTest {

  private static Rig rig;

  @BeforeAll
  static void start() {
    rig = new Rig(new MovableClock());
  }

  @AfterAll
  static void stop() {
    rig.close();
  }

  @BeforeEach
  void calm() {
    rig.calm();
  }

  @Test
  void a_buyer_pays_with_two_buttons() {
    String page = "/snap/v4/redirection/" + rig.create("P-1").field("token");
    assertThat(rig.get(page).text())
        .contains("SANDBOX", "Rp 99.000", "value=\"qris\"", "value=\"bca_va\"");
    Rig.Answer chosen = rig.press(page + "/choose", "method=bca_va");
    assertThat(chosen.status()).isEqualTo(303);
    assertThat(chosen.location()).contains(page);
    String transaction = rig.status("P-1").field("transaction_id");
    assertThat(rig.get(page).text()).contains("BCA virtual account", "82406", "pending");
    assertThat(rig.press(page + "/" + transaction + "/settle", "").status()).isEqualTo(303);
    assertThat(rig.get(page).text())
        .contains("settlement", "Bank reverses the payment")
        .doesNotContain("value=\"qris\"");
    await().until(() -> rig.shop().statusesOf("P-1").equals(List.of("pending", "settlement")));
  }

  @Test
  void a_denied_buyer_tries_again_on_the_same_page() {
    String page = "/snap/v4/redirection/" + rig.create("P-2").field("token");
    rig.press(page + "/choose", "method=credit_card");
    String first = rig.status("P-2").field("transaction_id");
    assertThat(rig.get(page).text()).contains("Leave 3-D Secure unanswered");
    rig.press(page + "/" + first + "/deny", "");
    rig.press(page + "/choose", "method=qris");
    String second = rig.status("P-2").field("transaction_id");
    assertThat(second).isNotEqualTo(first);
    rig.press(page + "/" + second + "/settle", "");
    assertThat(rig.get(page).text()).contains("Earlier attempts", "Refund half");
  }

  @Test
  void only_what_the_merchant_enabled_is_offered_and_the_way_back_is_shown() {
    String page =
        "/snap/v4/redirection/"
            + rig.snap(
                    """
                    {"transaction_details": {"order_id": "P-3", "gross_amount": 1000},
                     "enabled_payments": ["bni_va", "cstore"],
                     "callbacks": {"finish": "http://shop.example/thanks?a=b"}}
                    """)
                .field("token");
    assertThat(rig.get(page).text())
        .contains("value=\"bni_va\"", "value=\"indomaret\"")
        .doesNotContain("value=\"qris\"", "value=\"bca_va\"");
    rig.press(page + "/choose", "method=bni_va");
    assertThat(rig.get(page).text())
        .contains(
            "http://shop.example/thanks?a=b&amp;order_id=P-3&amp;status_code=201"
                + "&amp;transaction_status=pending");
  }

  @Test
  void whoever_paid_is_led_back_to_the_shop_and_whoever_looks_later_is_not() {
    String page =
        "/snap/v4/redirection/"
            + rig.snap(
                    """
                    {"transaction_details": {"order_id": "P-5", "gross_amount": 1000},
                     "callbacks": {"finish": "http://shop.example/o/abc"}}
                    """)
                .field("token");
    rig.press(page + "/choose", "method=qris");
    String transaction = rig.status("P-5").field("transaction_id");
    Rig.Answer denied = rig.press(page + "/" + transaction + "/deny", "");
    assertThat(rig.get(denied.header("Location")).text()).doesNotContain("http-equiv=\"refresh\"");
    rig.press(page + "/choose", "method=qris");
    String second = rig.status("P-5").field("transaction_id");

    Rig.Answer paid = rig.press(page + "/" + second + "/settle", "");

    assertThat(rig.get(paid.header("Location")).text())
        .contains(
            "http-equiv=\"refresh\" content=\"3;url=http://shop.example/o/abc?order_id=P-5"
                + "&amp;status_code=200&amp;transaction_status=settlement\"");
    assertThat(rig.get(page).text()).doesNotContain("http-equiv=\"refresh\"");
  }

  @Test
  void a_merchant_that_named_no_way_back_leads_nobody_anywhere() {
    String page = "/snap/v4/redirection/" + rig.create("P-6").field("token");
    rig.press(page + "/choose", "method=qris");
    String transaction = rig.status("P-6").field("transaction_id");

    Rig.Answer paid = rig.press(page + "/" + transaction + "/settle", "");

    assertThat(rig.get(paid.header("Location")).text())
        .contains("settlement")
        .doesNotContain("http-equiv=\"refresh\"", "Back to the shop");
  }

  @Test
  void a_switch_is_turned_on_and_all_are_turned_off_by_buttons() {
    assertThat(rig.get("/").text()).contains("Forge signatures", "Midtrans down");
    assertThat(rig.press("/switches/midtrans-down/on", "").status()).isEqualTo(303);
    assertThat(rig.get("/_sim/faults").json().path("midtrans_down").booleanValue()).isTrue();
    assertThat(rig.get("/").text()).contains("midtrans_down = true");
    rig.press("/switches/midtrans-down/off", "");
    assertThat(rig.get("/_sim/faults").json().path("midtrans_down").booleanValue()).isFalse();
    rig.press("/switches/lose/on", "");
    rig.press("/switches/all/off", "");
    assertThat(rig.get("/_sim/faults").json().path("lose").doubleValue()).isZero();
    assertThat(rig.press("/switches/nonsense/on", "").status()).isEqualTo(404);
  }

  @Test
  void every_switch_of_the_page_changes_a_field() {
    List<String> paths =
        Pattern.compile("/switches/[a-z-]+/on")
            .matcher(rig.get("/").text())
            .results()
            .map(MatchResult::group)
            .toList();
    assertThat(paths).hasSize(65);
    for (String path : paths) {
      rig.calm();
      String before = rig.get("/_sim/faults").text();
      rig.press(path, "");
      assertThat(rig.get("/_sim/faults").text()).as(path).isNotEqualTo(before);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/transactions",
        "/deliveries",
        "/mail",
        "/whatsapp",
        "/merchant",
        "/slack",
        "/telegram",
        "/alertmanager",
        "/dead-man"
      })
  void a_page_has_no_script_and_no_inline_style(String path) {
    rig.chosen("P-4" + path.replace('/', '-'), "qris");
    Rig.Answer page = rig.get(path);
    assertThat(page.status()).isEqualTo(200);
    assertThat(page.text()).contains("SANDBOX").doesNotContain("style=", "<style");
    // The first page's guide ticks by itself; nothing else has a script, and nobody an inline one.
    assertThat(page.text().split("<script", -1)).hasSize(path.equals("/") ? 2 : 1);
    assertThat(page.text().contains("<script src=\"/sandbox.js\" defer></script>"))
        .isEqualTo(path.equals("/"));
  }

  @Test
  void snap_js_leads_to_the_popup_and_only_with_the_merchants_client_key() {
    Rig.Answer script = rig.get("/snap/snap.js");
    assertThat(script.header("Content-Type")).startsWith("text/javascript");
    assertThat(script.text()).contains("window.snap", "/snap/v4/popup/");
    String popup = "/snap/v4/popup/" + rig.create("P-7").field("token");

    assertThat(rig.get(popup + "?client_key=SB-Mid-client-test").text())
        .contains("Rp 99.000", "data-on-close=\"close\"", "/snap/popup.js");
    Rig.Answer foreign = rig.get(popup + "?client_key=SB-Mid-client-other");
    assertThat(foreign.status()).isEqualTo(401);
    assertThat(foreign.text()).contains("please check client or server key");
    assertThat(rig.get("/sandbox.css").text()).contains("--accent");
  }

  @Test
  void the_popup_tells_the_shops_page_what_became_of_the_payment() {
    String popup = "/snap/v4/popup/" + rig.create("P-8").field("token");

    rig.press(popup + "/choose", "method=bca_va");
    assertThat(rig.get(popup).text())
        .contains("data-on-close=\"pending\"", "data-done=\"false\"", "Rp 99.000")
        .doesNotContain("Scan and pay");
    rig.press(popup + "/" + rig.status("P-8").field("transaction_id") + "/deny", "");
    assertThat(rig.get(popup).text()).contains("data-on-close=\"close\"");

    String second = "/snap/v4/popup/" + rig.create("P-9").field("token");
    Rig.Answer scanned = rig.press(second + "/scan", "");
    assertThat(rig.get(scanned.header("Location")).text())
        .contains("data-on-close=\"success\"", "data-done=\"true\"", "settlement");
    assertThat(rig.status("P-9").field("payment_type")).isEqualTo("qris");
  }

  @Test
  void only_the_popup_may_lie_over_another_page_and_only_one_of_this_machine() {
    String token = rig.create("P-10").field("token");

    assertThat(rig.get("/snap/v4/popup/" + token).header("Content-Security-Policy"))
        .contains("frame-ancestors http://localhost:* http://127.0.0.1:*;");
    for (String path : List.of("/", "/snap/v4/redirection/" + token, "/transactions")) {
      assertThat(rig.get(path).header("Content-Security-Policy"))
          .contains("frame-ancestors 'none'");
    }
  }
}
