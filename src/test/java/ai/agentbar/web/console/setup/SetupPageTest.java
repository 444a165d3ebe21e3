package ai.agentbar.web.console.setup;

import static org.assertj.core.api.Assertions.assertThat;

import ai.agentbar.staff.Role;
import ai.agentbar.testing.Http.Answer;
import ai.agentbar.testing.RoomTest;
import ai.agentbar.testing.StaffBrowser;
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
  private StaffBrowser devops;

  @BeforeEach
  void connect() {
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
    for (String form : new String[] {"check", "mail", "delivery", "team"}) {
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
