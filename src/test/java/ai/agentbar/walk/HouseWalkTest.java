package ai.agentbar.walk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.agentbar.staff.Role;
import ai.agentbar.testing.Http;
import ai.agentbar.testing.Staffing;
import com.microsoft.playwright.Download;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The buttons of the house itself: people, keys, audit, playbook, silences, checklist, boards. */
@Order(12)
@Tag("long")
class HouseWalkTest extends Walks {

  private static final String WHY = "Why (for the audit log)";
  private static final String KEPT = "Number of entries, colon, hash";
  private static final String OTHER = "becak merah di malioboro";

  @AfterEach
  void nothingComplained() {
    assertThat(browser.complaints())
        .allMatch(it -> it.startsWith("Failed to load resource"), "is a refused form's status");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void somebody_joins_sets_a_password_works_and_is_let_go(boolean scripts) {
    String login = "eka-" + scripts;
    Hand lead = at("/people", scripts);
    lead.writes("Login", login).writes("Name", "Eka Putra").ticks("Ops");
    lead.writes(WHY, "joins night shift").presses("Make this person");
    String link = lead.page().locator(".once").textContent().strip();

    Hand eka = new Hand(browser.page(seat(scripts)));
    eka.page().navigate(link);
    eka.writes("New password", Staffing.PASSWORD).presses("Set this password");
    eka.writes("Login", login).writes("Password", Staffing.PASSWORD).presses("Log in");
    open(eka.page(), "/account");
    eka.sees("Eka Putra").presses("Log out").sees("You are logged out");

    open(lead.page(), "/people/" + login);
    lead.ticks("DevOps").presses("Change roles").sees("The roles are changed");
    lead.presses("Disable this person").sees("This person is out, everywhere and at once");
    eka.writes("Login", login).writes("Password", Staffing.PASSWORD).presses("Log in");
    assertThat(eka.page().locator("[role=alert]").count()).isOne();
    open(lead.page(), "/audit?subject=person+" + login);
    lead.sees("Person joined").sees("joins night shift").sees("Person disabled");
  }

  @Test
  void somebody_let_go_comes_back_by_a_new_link_and_by_the_provider() {
    String gita = staffing().hire("gita", Role.OPS).text();
    Hand lead = at("/people/gita", true);
    lead.presses("Disable this person").sees("This person is out, everywhere and at once");
    lead.writesBeside("Enable this person", WHY, "back from leave").presses("Enable this person");
    lead.sees("This person may log in again");

    Hand hand = comesTo("/account").logsIn(gita, Staffing.PASSWORD).sees("Where I am logged in");
    open(lead.page(), "/people/gita");
    lead.presses("End their sessions").sees("The sessions have ended");
    open(hand.page(), "/account");
    assertThat(hand.page().url()).contains("/staff/login");

    lead.writesBeside("Make a link", WHY, "forgot it").presses("Make a link").sees("A link for");
    hand.page().navigate(lead.page().locator(".once").textContent().strip());
    hand.writes("New password", OTHER).presses("Set this password").sees("Your password is set");
    hand.logsIn(gita, Staffing.PASSWORD).sees("Login or password is wrong");
    hand.logsIn(gita, OTHER).sees("Log out");

    open(lead.page(), "/people/gita");
    lead.writesBeside("Save", "Email at your identity provider", "gita@example.com");
    lead.presses("Save").sees("The address is saved");
    PROVIDER.vouchFor(Map.of("email", "gita@example.com", "email_verified", true));
    Hand again = comesTo("/account").follows("Log in by your identity provider");
    again.sees("Where I am logged in");
    assertThat(again.page().url()).isEqualTo(shopUrl + "/account");

    open(lead.page(), "/audit?subject=person+gita");
    lead.sees("back from leave").sees("forgot it");
  }

  @Test
  void somebody_ends_their_other_sessions_and_takes_another_password() {
    String hana = staffing().hire("hana", Role.CS).text();
    Hand here = comesTo("/account").logsIn(hana, Staffing.PASSWORD).sees("Where I am logged in");
    Hand elsewhere = comesTo("/account").logsIn(hana, Staffing.PASSWORD).sees("this one");

    open(here.page(), "/account");
    here.presses("End the others").sees("The sessions have ended");
    open(elsewhere.page(), "/account");
    assertThat(elsewhere.page().url()).contains("/staff/login");

    here.writes("Present password", "not it at all").writes("New password", OTHER);
    here.presses("Change it").sees("That is not your present password");
    here.writes("Present password", Staffing.PASSWORD).writes("New password", OTHER);
    here.presses("Change it").sees("Your password is set. Log in with it.");
    here.logsIn(hana, Staffing.PASSWORD).sees("Login or password is wrong");
    here.logsIn(hana, OTHER).sees("Log out");
  }

  @Test
  void the_first_person_makes_themselves_once_and_is_led_to_the_setup() {
    String link = firstLink();
    Hand hand = new Hand(browser.page(DESK));
    hand.page().navigate(link);

    hand.writes("Login", "indah").writes("Your name", "Indah Permata");
    hand.writes("New password", "indah-indah-indah").presses("Make this person");
    assertThat(hand.page().locator("ul[role=alert]").count()).as("weak").isOne();
    hand.writes("New password", OTHER).presses("Make this person").sees("Your password is set");
    hand.logsIn("indah", OTHER).sees("Check everything now");

    assertThat(hand.page().url()).isEqualTo(shopUrl + "/setup");
    hand.page().navigate(link);
    hand.sees("This link is used up or too old");
  }

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
    Hand hand = at("/orders", true);
    hand.writes("Search", paid.id()).presses("Show").sees(paid.id());
    hand.seesNot(world().pending().id());
    hand.follows("Reset").sees(world().pending().id());

    open(hand.page(), "/inbox");
    hand.chooses("State", "rejected").presses("Show");
    assertThat(hand.page().url()).contains("state=rejected");
    open(hand.page(), "/outbox");
    hand.chooses("Channel", "email").presses("Show");
    assertThat(hand.page().url()).contains("channel=email");
  }

  /** Somebody who is not logged in is asked to. */
  private Hand comesTo(String path) {
    Hand hand = new Hand(browser.page(DESK));
    open(hand.page(), path);
    return hand;
  }

  private int status(String key) {
    return new Http(shopUrl)
        .get("/api/watch/alerts", "Authorization", "Bearer " + key, "Accept", "application/json")
        .status();
  }
}
