package ai.agentbar.web.console.setup;

import static org.assertj.core.api.Assertions.assertThat;

import ai.agentbar.staff.Role;
import ai.agentbar.testing.Http.Answer;
import ai.agentbar.testing.MovableClock;
import ai.agentbar.testing.RoomTest;
import ai.agentbar.testing.StaffBrowser;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;

@RoomTest
class SetupPageTest {

  @LocalServerPort int port;
  @Autowired ApplicationContext program;
  @Autowired MovableClock clock;
  private StaffBrowser devops;

  @BeforeEach
  void connect() {
    clock.set(RoomTest.START);
    devops = StaffBrowser.of(program, port, Role.DEVOPS);
  }

  @Test
  void a_press_checks_everything_and_says_what_to_do_about_what_is_bad() {
    Answer pressed = devops.fill("/setup", "/setup/check", Map.of());

    assertThat(pressed.status()).isEqualTo(302);
    assertThat(pressed.header("Location")).endsWith("/setup?done=setup-checked");
    assertThat(devops.page("/setup?done=setup-checked"))
        .contains("Checked.", "Midtrans: server key", "AGENTBAR_MIDTRANS_SERVER_KEY")
        .containsPattern("(?s)id=\"server-key\".*?badge bad\">Bad.*?To do:.*?Access Keys")
        .containsPattern("(?s)id=\"dead-man\".*?Not set.*?if AgentBar dies, nobody is told")
        .doesNotContain("SB-Mid-server-test", "SB-Mid-client-test", "??");
    assertThat(devops.get("/setup", "id").text())
        .contains("Penyiapan", "Yang perlu dilakukan:")
        .doesNotContain("To do:", "??");
  }

  @Test
  void whoever_sees_only_is_offered_nothing_and_may_press_nothing() {
    StaffBrowser cs = StaffBrowser.of(program, port, Role.CS);

    assertThat(cs.page("/setup"))
        .contains("Midtrans: server key")
        .doesNotContain("action=\"/setup");
    String token = StaffBrowser.token(devops.page("/setup"));
    for (String form : new String[] {"check", "mail", "whatsapp", "delivery", "team"}) {
      assertThat(cs.post("/setup/" + form, token, "").status()).as(form).isEqualTo(403);
    }
  }

  @Test
  void what_is_no_address_gets_no_mail_and_is_asked_for_again() {
    Answer refused = devops.fill("/setup", "/setup/mail", Map.of("to", "ayu at example"));

    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.text()).contains("That is no email address");
  }

  @Test
  void the_press_that_is_one_too_many_says_so_instead_of_what_came_of_the_last() {
    // Before the hour of the other tests, so that nothing is left of it then.
    clock.set(RoomTest.START.minus(Duration.ofHours(2)));
    StaffBrowser early = StaffBrowser.of(program, port, Role.DEVOPS);
    assertThat(mail(early).header("Location")).contains("done=setup-tried");
    for (int i = 1; i < 30; i++) {
      mail(early);
    }

    Answer refused = mail(early);

    assertThat(refused.status()).isEqualTo(429);
    assertThat(refused.text())
        .contains("30 test messages within the hour already")
        .doesNotContain("What came of it");
  }

  private static Answer mail(StaffBrowser browser) {
    return browser.fill("/setup", "/setup/mail", Map.of("to", "ayu@example.com"));
  }

  @Test
  void the_public_address_does_not_claim_to_be_tried_from_outside() {
    devops.fill("/setup", "/setup/check", Map.of());

    assertThat(devops.page("/setup"))
        .doesNotContain("Tried from outside")
        .contains("Tried by this machine itself")
        .containsPattern("(last|no) notification from Midtrans");
  }

  @Test
  void what_is_being_typed_outlives_the_looks_of_a_run() {
    assertThat(devops.page("/setup"))
        .containsPattern("<form[^>]*id=\"mail-trial\"[^>]*hx-preserve");
  }

  @Test
  void what_is_no_number_gets_no_message_and_is_asked_for_again() {
    Answer refused = devops.fill("/setup", "/setup/whatsapp", Map.of("to", "12"));

    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.text()).contains("That is no phone number");
  }

  @Test
  void a_test_message_to_a_team_says_by_which_way_it_did_not_arrive() {
    assertThat(devops.fill("/setup", "/setup/team", Map.of("team", "ops")).header("Location"))
        .endsWith("/setup?done=setup-tried#teams");

    assertThat(devops.page("/setup"))
        .contains("SLACK: Slack was not reached")
        .doesNotContain("ops@example.com", "localhost:1");
    assertThat(devops.fill("/setup", "/setup/team", Map.of("team", "none")).status())
        .isEqualTo(404);
  }
}
