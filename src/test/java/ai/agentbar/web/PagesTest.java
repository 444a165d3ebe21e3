package ai.agentbar.web;

import static org.assertj.core.api.Assertions.assertThat;

import ai.agentbar.testing.Http;
import ai.agentbar.testing.Http.Answer;
import ai.agentbar.testing.RoomTest;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestPropertySource;

/** What stands on every page, and who may see it where the console has a password. */
@RoomTest
@DirtiesContext
@TestPropertySource(properties = "agentbar.console-password=a-long-password")
class PagesTest {

  private static final String STAFF = "Basic c3RhZmY6YS1sb25nLXBhc3N3b3Jk";

  @LocalServerPort int port;

  @Test
  void a_missing_page_says_so_says_where_to_go_and_bears_the_label() {
    Answer missing = get("/nonsense", STAFF);

    assertThat(missing.status()).isEqualTo(404);
    assertThat(missing.text())
        .contains("There is no such page", "href=\"/\"", ">TEST</p>")
        .doesNotContain("Exception", "at ai.agentbar");
  }

  @Test
  void the_console_and_the_metrics_ask_for_the_password() {
    for (String path : new String[] {"/", "/live", "/metrics", "/nonsense"}) {
      assertThat(get(path, "Basic c3RhZmY6d3Jvbmc=").status()).as(path).isEqualTo(401);
    }
    assertThat(get("/", STAFF).status()).isEqualTo(200);
    assertThat(get("/metrics", STAFF).status()).isEqualTo(200);
  }

  @Test
  void machines_need_no_password_for_the_api_its_page_and_the_health() {
    Http http = new Http("http://127.0.0.1:" + port);

    assertThat(http.get("/health").text())
        .isEqualTo("{\"groups\":[\"liveness\",\"readiness\"],\"status\":\"UP\"}");
    assertThat(http.get("/docs/openapi").status()).isEqualTo(200);
    assertThat(http.get("/api/orders/231126AAAAAA").status()).isEqualTo(404);
    assertThat(http.post("/api/webhooks/midtrans", "{}").status()).isEqualTo(400);
  }

  @Test
  void every_page_forbids_foreign_scripts_and_frames() {
    assertThat(get("/", STAFF).header("Content-Security-Policy"))
        .contains("default-src 'self'", "frame-ancestors 'none'")
        .doesNotContain("unsafe");
  }

  private Answer get(String path, String authorization) {
    return new Http("http://127.0.0.1:" + port)
        .get(
            path,
            "Accept",
            "text/html,*/*;q=0.8",
            "Accept-Language",
            "en",
            "Authorization",
            authorization);
  }
}
