package ai.agentbar.web.console;

import static org.assertj.core.api.Assertions.assertThat;

import ai.agentbar.staff.Right;
import ai.agentbar.staff.Role;
import ai.agentbar.testing.CommerceEvents;
import ai.agentbar.testing.Http.Answer;
import ai.agentbar.testing.RoomTest;
import ai.agentbar.testing.StaffBrowser;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Import;

/** What stands around every page. */
@RoomTest
@Import(CommerceEvents.class)
class FrameTest {

  @LocalServerPort int port;
  @Autowired ApplicationContext program;

  @Test
  void every_area_that_is_offered_can_be_opened_and_the_others_cannot() {
    StaffBrowser reader = StaffBrowser.of(program, port, Role.CS);
    String page = reader.page("/jobs");

    for (Area area : Area.values()) {
      boolean offered = page.contains("<a href=\"%s\"".formatted(area.path()) + " class=\"to-");
      assertThat(reader.get(area.path()).status() == 200).as("%s", area).isEqualTo(offered);
    }
    assertThat(page)
        .contains("<a href=\"/jobs\" class=\"to-jobs\" aria-current=\"page\">")
        .doesNotContain("href=\"/people\"", "href=\"/keys\"");
    assertThat(Role.CS.rights()).doesNotContain(Right.ADMINISTER);
  }

  @Test
  void the_reader_is_named_and_logs_out_by_a_button() {
    StaffBrowser reader = StaffBrowser.of(program, port, Role.CS);
    assertThat(reader.page("/orders"))
        .contains("<a href=\"/account\"", ">%s</a>".formatted(reader.login()), "Log out");

    Answer answer = reader.fill("/orders", "/staff/logout", Map.of());

    assertThat(answer.status()).isEqualTo(302);
    assertThat(reader.get("/orders").status()).isNotEqualTo(200);
  }

  @Test
  void a_preference_leads_back_to_where_it_was_chosen_with_its_filter() {
    StaffBrowser reader = StaffBrowser.of(program, port, Role.CS);
    String page = reader.page("/orders?state=paid&day=2026-11-23");

    String link =
        Pattern.compile("href=\"(/preferences\\?zone=WIT&amp;back=[^\"]+)\"")
            .matcher(page)
            .results()
            .findFirst()
            .orElseThrow()
            .group(1)
            .replace("&amp;", "&");
    Answer answer = reader.get(link);

    assertThat(answer.status()).isEqualTo(302);
    assertThat(answer.header("Location")).endsWith("/orders?state=paid&day=2026-11-23");
  }
}
