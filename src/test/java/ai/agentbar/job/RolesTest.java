package ai.agentbar.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.agentbar.testing.Http;
import ai.agentbar.testing.RoomTest;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;

@RoomTest
@TestPropertySource(properties = {"agentbar.roles=worker, watch", "agentbar.metrics.open=true"})
class RolesTest {

  @LocalServerPort int port;

  @Test
  void a_process_without_the_role_api_refuses_the_api_and_tells_how_it_is() {
    Http http = new Http("http://localhost:" + port);

    for (Http.Answer answer :
        List.of(
            http.post("/api/orders", "{}"),
            http.post("/api/webhooks/midtrans", "{}"),
            http.get("/api/orders/231126ABCDEF"))) {
      assertThat(answer.status()).isEqualTo(503);
      assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
      assertThat(answer.json().get("detail").asString()).contains("no role api", "AGENTBAR_ROLES");
    }
    assertThat(http.get("/health").status()).isEqualTo(200);
    assertThat(http.get("/metrics").status()).isEqualTo(200);
    assertThat(http.get("/metrics").text()).contains("worker_alive");
  }

  @Test
  void an_unknown_role_is_refused_with_those_there_are() {
    assertThatThrownBy(() -> new Roles(new ProcessSettings(List.of("api", "sheduler"), null)))
        .hasMessageContaining("unknown role 'sheduler'")
        .hasMessageContaining("api, worker, scheduler, watch");
    assertThatThrownBy(() -> new Roles(new ProcessSettings(List.of(), null)))
        .hasMessageContaining("names no role");
  }
}
