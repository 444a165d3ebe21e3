package ai.agentbar.walk;

import static org.assertj.core.api.Assertions.assertThat;

import ai.agentbar.staff.Role;
import ai.agentbar.testing.Staffing;
import java.util.Map;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who works here: how they join, get in by whatever way, look after their account, and leave. */
@Order(13)
@Tag("long")
class PeopleWalkTest extends Pressing {

  private static final String WHY = "Why (for the audit log)";
  private static final String OTHER = "becak merah di malioboro";

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

  /** Somebody who is not logged in is asked to. */
  private Hand comesTo(String path) {
    Hand hand = new Hand(browser.page(DESK));
    open(hand.page(), path);
    return hand;
  }
}
