package ai.agentbar.web.console.job;

import static org.assertj.core.api.Assertions.assertThat;

import ai.agentbar.job.Jobs;
import ai.agentbar.staff.Role;
import ai.agentbar.testing.Http;
import ai.agentbar.testing.MovableClock;
import ai.agentbar.testing.RoomTest;
import ai.agentbar.testing.StaffBrowser;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

@RoomTest
class JobPagesTest {

  @LocalServerPort int port;
  @Autowired ApplicationContext program;
  @Autowired Jobs jobs;
  @Autowired MovableClock clock;
  @Autowired JdbcClient jdbc;
  private StaffBrowser staff;

  @BeforeEach
  void connect() {
    clock.set(RoomTest.START);
    staff = StaffBrowser.of(program, port, Role.CS);
    jdbc.sql("delete from job_heartbeat").update();
  }

  @Test
  void a_job_shows_its_last_run_and_once_its_time_is_past_that_it_is_late() {
    jobs.run("self-check");
    assertThat(page("/jobs")).containsPattern("self-check</a>[^!]*?badge good\">Done");

    clock.move(Duration.ofHours(5));

    assertThat(page("/jobs"))
        .containsPattern("self-check</a>[^!]*?badge bad\">Late")
        .contains("Jobs that are late", "Start one if there is none");
    clock.set(RoomTest.START);
  }

  @Test
  void the_history_of_a_job_has_a_bar_and_a_line_for_each_run() {
    jobs.run("self-check");
    jobs.run("self-check");

    assertThat(page("/jobs/self-check"))
        .contains("Shows that the scheduler works", "by a person", "Duration of the last runs")
        .containsPattern("(?s)<rect class=\"good\".*<rect class=\"good\"");
    assertThat(page("/jobs/reminders")).contains("reminders");
  }

  @Test
  void a_process_is_alive_hangs_or_is_silent() {
    beat("node-alive", "WORKER", "", clock.instant());
    beat("node-hanging", "WATCH", "alert-evaluation", clock.instant());
    beat("node-gone", "SCHEDULER", "", clock.instant().minus(Duration.ofMinutes(3)));

    assertThat(page("/jobs"))
        .containsPattern("node-alive</span>[^!]*?badge good\">Alive")
        .containsPattern("node-hanging</span>[^!]*?badge warn\">Hanging[^!]*?alert-evaluation")
        .containsPattern("node-gone</span>[^!]*?badge bad\">Silent[^!]*?3 min ago");
  }

  @Test
  void without_any_process_the_page_says_to_start_one() {
    assertThat(page("/jobs"))
        .contains("No process has given a sign of life", "Start one; it says so every five");
  }

  @Test
  void a_job_nobody_has_is_404_and_says_where_to_look() {
    Http.Answer answer = staff.get("/jobs/nonsense", "en");

    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.text()).contains("There is no such job", "href=\"/jobs\"");
  }

  private void beat(String instance, String role, String stalled, Instant at) {
    jdbc.sql(
            """
            insert into job_heartbeat (instance, role, beat_at, stalled)
            values (:instance, :role, :at, :stalled)
            """)
        .param("instance", instance)
        .param("role", role)
        .param("at", at.atOffset(ZoneOffset.UTC))
        .param("stalled", stalled)
        .update();
  }

  private String page(String path) {
    return staff.page(path);
  }
}
