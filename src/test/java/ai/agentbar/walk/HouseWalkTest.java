package ai.agentbar.walk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.agentbar.testing.Http;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The buttons of the house itself: keys, audit, playbook, silences, checklist, boards, setup. */
@Order(12)
@Tag("long")
class HouseWalkTest extends Pressing {

  private static final String WHY = "Why (for the audit log)";
  private static final String KEPT = "Number of entries, colon, hash";

  @Test
  void a_key_is_made_shown_once_opens_and_is_revoked() {
    Hand hand = at("/keys", true);
    hand.writes("Name", "shop-walks").ticks("See");
    hand.writes(WHY, "shop reads").presses("Make the key");
    String key = hand.page().locator(".once").textContent().strip();
    assertThat(status(key)).isEqualTo(200);

    hand.follows("I have copied it").seesNot(key);
    open(hand.page(), "/keys/shop-walks");
    hand.presses("Revoke this key").sees("The key is revoked");

    assertThat(status(key)).isEqualTo(401);
  }

  @Test
  void the_audit_log_is_filtered_verified_and_taken_along() throws IOException {
    Hand hand = at("/audit", true);
    hand.chooses("What", "LOGGED_IN").presses("Show").sees("Logged in");

    Download file = hand.page().waitForDownload(() -> hand.follows("JSON lines"));
    assertThat(Files.readString(file.path())).contains("LOGGED_IN").doesNotContain("KEY_CREATED");

    hand.follows("Verify the chain").sees("The audit log is whole");
    String head = hand.page().locator(".once").textContent().strip();
    hand.writes(KEPT, "no head").presses("Verify again").sees("That is no head");
    hand.writes(KEPT, head).presses("Verify again").seesNot("That is no head");
    hand.sees("The audit log is whole");
  }

  @Test
  void a_change_of_the_playbook_is_checked_and_a_rule_is_looked_back_upon() throws IOException {
    Hand hand = at("/playbook", true);
    Download file = hand.page().waitForDownload(() -> hand.follows("Download the file"));
    assertThat(Files.readString(file.path())).contains("no_webhook");

    hand.follows("Check a change");
    String text = hand.page().getByLabel("Text in YAML").inputValue();
    hand.writes("Text in YAML", text + "\nnonsense: here\n").presses("Check it").sees("Mistakes: ");
    hand.writes("Text in YAML", text).presses("Check it").sees("says the same as the one in force");
    hand.writes("Text in YAML", text + "# mine\n");
    Download draft = hand.page().waitForDownload(() -> hand.presses("Take it along as a file"));
    assertThat(Files.readString(draft.path())).isEqualTo(text + "# mine\n");

    open(hand.page(), "/playbook/rules/outbox_backlog");
    hand.chooses("Over", "7d").presses("Look back").sees("In force");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void a_rule_is_silenced_for_a_reason_and_heard_again(boolean scripts) {
    Hand hand = at("/silences", scripts);
    hand.chooses("Rule", "disk_full").writes("Why", "bigger disk comes").presses("Silence it");

    hand.sees("It is silent now").sees("bigger disk comes");
    assertThat(
            one(
                "select count(*) from alert_silence where rule_id = 'disk_full' and ended_at is null"))
        .isOne();
    hand.page().locator("form.inline button").first().click();
    hand.sees("The silence is over");
  }

  @Test
  void a_shift_looks_and_signs_its_checklist() {
    Hand hand = at("/checklists", true);
    hand.waitsFor("Look and sign")
        .follows("Look and sign")
        .writes("Open CS tickets", "3")
        .presses("Sign it");

    hand.sees("You have signed it");
    assertThat(hand.page().getByText("Sign it").count()).isZero();
  }

  @Test
  void a_board_leads_from_its_number_to_the_rows_behind_it() {
    Hand hand = at("/boards", true);
    hand.page().locator("a[href^='/boards/payments']").first().click();
    hand.follows("24 h");

    assertThat(hand.page().url()).endsWith("/boards/payments?range=24h");
    hand.page().locator(".figures a[href^='/orders']").first().click();
    hand.sees("Orders");
  }

  @Test
  void every_setting_is_tried_and_a_test_mail_arrives() {
    sandbox.delete("/_sim/mail");
    Hand hand = at("/setup", true);
    hand.presses("Check everything now").waitsFor("Looked at");

    hand.writes("Your email address", "fitri@example.com").presses("Send a test mail");

    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> sandbox.get("/_sim/mail").text().contains("fitri@example.com"));
  }

  @Test
  void a_test_receipt_by_whatsapp_proves_the_number_the_token_and_the_template() {
    sandbox.delete("/_sim/whatsapp");
    Hand hand = at("/setup", true);
    hand.presses("Check everything now").waitsFor("Looked at");
    Locator badge = hand.page().locator("#whatsapp .setupline .badge");
    hand.page().locator("#whatsapp button").waitFor();

    hand.writes("Your WhatsApp number", "0812 9999 0001").presses("Send a test receipt");

    hand.sees("Tried. What came of it stands below.");
    assertThat(badge.textContent()).isEqualTo("Good");
    assertThat(sandbox.get("/_sim/whatsapp").text()).contains("6281299990001");
  }

  @Test
  void while_checks_run_what_is_typed_stays_and_then_the_button_comes_back() {
    sandbox.put("/_sim/faults", "{\"status_slow_ms\": 5000}");
    Hand hand = at("/setup", true).presses("Check everything now").sees("Looking …");
    Locator button = hand.page().locator("#press button");
    assertThat(button.isDisabled()).isTrue();
    hand.opens("What it is for").writes("Your email address", "gilang@example.com");

    hand.seesNoMore("Looking …");

    assertThat(button.isEnabled()).isTrue();
    assertThat(hand.page().getByLabel("Your email address").inputValue())
        .isEqualTo("gilang@example.com");
    assertThat(hand.page().locator("details.more[open]").count()).isOne();
  }

  @Test
  void a_test_reaches_a_team_and_the_merchants_own_system() {
    sandbox.delete("/_sim/slack");
    sandbox.delete("/_sim/merchant");
    Hand hand = at("/setup", true);

    hand.presses("Send a test message to DevOps").sees("Tried. What came of it stands below.");
    hand.sees("accepted by EMAIL, SLACK");
    assertThat(sandbox.get("/_sim/slack").text()).contains("devops", "test message of AgentBar");

    hand.presses("Check everything now").waitsFor("Looked at");
    hand.presses("Send a test delivery").sees("the test message was accepted");
    assertThat(sandbox.get("/_sim/merchant").text()).contains("setup.test", "verified");
  }

  @Test
  void a_list_is_narrowed_and_wide_again() {
    Sale paid = world().paid();
    Sale newest = sale("Lia Amelia");
    Hand hand = at("/orders", true);
    hand.writes("Search", paid.id()).presses("Show").sees(paid.id());
    hand.seesNot(newest.id());
    hand.follows("Reset").sees(newest.id());

    open(hand.page(), "/inbox");
    hand.chooses("State", "rejected").presses("Show");
    assertThat(hand.page().url()).contains("state=rejected");
    open(hand.page(), "/outbox");
    hand.chooses("Channel", "email").presses("Show");
    assertThat(hand.page().url()).contains("channel=email");
  }

  private int status(String key) {
    return new Http(shopUrl)
        .get("/api/watch/alerts", "Authorization", "Bearer " + key, "Accept", "application/json")
        .status();
  }
}
