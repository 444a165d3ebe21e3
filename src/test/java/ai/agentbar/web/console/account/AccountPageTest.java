package ai.agentbar.web.console.account;

import static org.assertj.core.api.Assertions.assertThat;

import ai.agentbar.staff.LoginName;
import ai.agentbar.staff.LoginResult;
import ai.agentbar.staff.Logins;
import ai.agentbar.staff.Passwords;
import ai.agentbar.staff.People;
import ai.agentbar.staff.Role;
import ai.agentbar.testing.Http;
import ai.agentbar.testing.Http.Answer;
import ai.agentbar.testing.MovableClock;
import ai.agentbar.testing.RoomTest;
import ai.agentbar.testing.StaffBrowser;
import ai.agentbar.testing.Staffing;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;

@RoomTest
class AccountPageTest {

  @LocalServerPort int port;
  @Autowired ApplicationContext program;
  @Autowired People people;
  @Autowired Passwords passwords;
  @Autowired Logins logins;
  @Autowired MovableClock clock;
  private StaffBrowser staff;

  @BeforeEach
  void connect() {
    clock.set(RoomTest.START);
    staff = StaffBrowser.of(program, port, Role.OPS, Role.PRODUCT);
  }

  @Test
  void it_shows_who_one_is_and_what_one_may() {
    assertThat(staff.page("/account"))
        .contains("A " + staff.login(), "Ops, Product", "See, Acknowledge, Operate", "English")
        .contains("this one", "since 23 Nov 2026 10:00:00 WIB")
        .doesNotContain("End the others");
  }

  @Test
  void the_other_sessions_end_and_the_own_one_stays() {
    String other = elsewhere();
    assertThat(staff.page("/account")).contains("End the others");

    Answer ended = staff.fill("/account", "/account/sessions/end", Map.of());

    assertThat(ended.header("Location")).endsWith("/account?done=sessions-ended");
    assertThat(staff.page("/account")).contains("this one").doesNotContain("End the others");
    assertThat(http().get("/api/staff/session", "Cookie", other).status()).isEqualTo(401);
  }

  @Test
  void a_changed_password_ends_every_session_and_lets_in_afterwards() {
    String other = elsewhere();

    Answer changed = change(Staffing.PASSWORD, "soto ayam lamongan");

    assertThat(changed.header("Location")).endsWith("/staff/login?said=password");
    assertThat(changed.header("Set-Cookie")).contains("agentbar=;", "Max-Age=0");
    assertThat(staff.get("/account").status()).isEqualTo(302);
    assertThat(http().get("/api/staff/session", "Cookie", other).status()).isEqualTo(401);
    assertThat(
            logins.login(
                new Logins.Credentials(staff.login(), "soto ayam lamongan", "203.0.113.1")))
        .isInstanceOf(LoginResult.LoggedIn.class);
  }

  @Test
  void a_wrong_or_a_weak_password_changes_nothing_and_says_so() {
    assertThat(change("not it", "soto ayam lamongan").text())
        .contains("That is not your present password");
    assertThat(change(Staffing.PASSWORD, "short").text())
        .contains("It has fewer than 12 characters");
    for (int i = 0; i < 9; i++) {
      change("not it", "soto ayam lamongan");
    }
    assertThat(change(Staffing.PASSWORD, "soto ayam lamongan").text())
        .contains("Too many failed tries. Try again in 15 min");
    assertThat(staff.get("/account").status()).isEqualTo(200);
  }

  private Answer change(String before, String after) {
    return staff.fill("/account", "/account/password", Map.of("before", before, "after", after));
  }

  private String elsewhere() {
    return new Staffing(people, passwords, logins).cookie(new LoginName(staff.login()));
  }

  private Http http() {
    return new Http("http://127.0.0.1:" + port);
  }
}
