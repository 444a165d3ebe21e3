package ai.agentbar.web.console.key;

import static org.assertj.core.api.Assertions.assertThat;

import ai.agentbar.staff.Role;
import ai.agentbar.testing.Http;
import ai.agentbar.testing.Http.Answer;
import ai.agentbar.testing.MovableClock;
import ai.agentbar.testing.RoomTest;
import ai.agentbar.testing.StaffBrowser;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

@RoomTest
class KeyPagesTest {

  private static final Pattern SECRET = Pattern.compile("ab_test_[\\w-]{43}");

  @LocalServerPort int port;
  @Autowired ApplicationContext program;
  @Autowired JdbcClient jdbc;
  @Autowired MovableClock clock;
  private StaffBrowser lead;
  private Http http;

  @BeforeEach
  void noKeys() {
    // Keys of the same names called elsewhere; their minute is over.
    clock.set(RoomTest.START.plus(Duration.ofHours(1)));
    jdbc.sql("delete from staff_key").update();
    lead = StaffBrowser.of(program, port, Role.TECH_LEAD);
    http = new Http("http://127.0.0.1:" + port);
  }

  @Test
  void without_a_key_the_page_says_what_one_is_for() {
    assertThat(lead.page("/keys")).contains("There is no key yet", "with a key of its own");
  }

  @Test
  void a_key_is_shown_once_works_and_is_known_by_its_beginning() {
    String secret = make("grafana", "see", "90");

    assertThat(bearer(secret)).isEqualTo(200);
    assertThat(lead.page("/keys"))
        .contains(secret.substring(0, "ab_test_".length() + 4) + "…", lead.login())
        .containsPattern("(?s)grafana</a>.*?badge good\">Works.*?23 Nov 2026.*?21 Feb 2027")
        .doesNotContain(secret);
    assertThat(lead.page("/keys/grafana")).doesNotContain(secret);
    assertThat(jdbc.sql("select key_prefix from staff_key").query(String.class).single())
        .hasSize("ab_test_".length() + 4);
  }

  @Test
  void a_revoked_key_opens_nothing_and_keeps_its_name() {
    String secret = make("grafana", "see", "0");

    Answer revoked = lead.fill("/keys/grafana", "/keys/grafana/revoke", Map.of("reason", "lost"));

    assertThat(revoked.header("Location")).endsWith("/keys/grafana?done=key-revoked");
    assertThat(bearer(secret)).isEqualTo(401);
    assertThat(lead.page("/keys/grafana?done=key-revoked"))
        .contains("The key is revoked", "badge big bad\">Revoked")
        .doesNotContain("/revoke\"");
    assertThat(lead.page("/audit?subject=key+grafana")).contains("Key revoked", "lost", "Key made");
    assertThat(
            lead.fill("/keys", "/keys", Map.of("name", "grafana", "rights", "see", "days", "30"))
                .text())
        .contains("There is or was a key of that name");
  }

  @Test
  void a_key_ends_when_it_said() {
    String secret = make("month", "see", "30");

    clock.move(Duration.ofDays(31));

    StaffBrowser later = StaffBrowser.of(program, port, Role.TECH_LEAD);
    assertThat(bearer(secret)).isEqualTo(401);
    assertThat(later.page("/keys")).containsPattern("(?s)month</a>.*?badge warn\">Expired");
    clock.set(RoomTest.START);
  }

  @Test
  void an_unfit_form_makes_no_key_and_none_may_administer() {
    assertThat(lead.fill("/keys", "/keys", Map.of("name", "9", "rights", "see")).text())
        .contains("That name cannot be used", "value=\"9\"");
    assertThat(lead.fill("/keys", "/keys", Map.of("name", "root", "rights", "administer")).text())
        .contains("Choose at least one right");
    assertThat(
            lead.fill(
                    "/keys",
                    "/keys",
                    Map.of("name", "a.b", "rights", "see", "reason", "x".repeat(501)))
                .text())
        .contains("A reason has up to 500 characters");
    assertThat(jdbc.sql("select count(*) from staff_key").query(Long.class).single()).isZero();
    assertThat(lead.get("/keys/none").status()).isEqualTo(404);
  }

  @Test
  void whoever_may_not_administer_sees_no_keys() {
    StaffBrowser devops = StaffBrowser.of(program, port, Role.DEVOPS);

    assertThat(devops.get("/keys").status()).isEqualTo(403);
    assertThat(devops.fill("/account", "/keys", Map.of("name", "mine", "rights", "see")).status())
        .isEqualTo(403);
  }

  private String make(String name, String right, String days) {
    Answer made = lead.fill("/keys", "/keys", Map.of("name", name, "rights", right, "days", days));
    assertThat(made.status()).isEqualTo(200);
    assertThat(made.header("Cache-Control")).contains("no-store");
    Matcher secret = SECRET.matcher(made.text());
    assertThat(secret.find()).isTrue();
    return secret.group();
  }

  private int bearer(String secret) {
    return http.get("/metrics", "Authorization", "Bearer " + secret).status();
  }
}
