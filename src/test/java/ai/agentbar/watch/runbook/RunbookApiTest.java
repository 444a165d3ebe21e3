package ai.agentbar.watch.runbook;

import static org.assertj.core.api.Assertions.assertThat;

import ai.agentbar.kernel.OrderId;
import ai.agentbar.payment.TransactionStatus;
import java.io.UnsupportedEncodingException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.context.WebApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The runbook over HTTP, for somebody who has proved who they are. */
class RunbookApiTest extends RunbookRoom {

  private static final JsonMapper JSON = new JsonMapper();

  @Autowired WebApplicationContext context;
  private MockMvc http;

  private record Answer(int status, JsonNode json) {}

  @BeforeEach
  void logIn() {
    http = MockMvcBuilders.webAppContextSetup(context).build();
    SecurityContextHolder.getContext()
        .setAuthentication(new TestingAuthenticationToken("ayu", "", "ROLE_OPS"));
  }

  @AfterEach
  void logOut() {
    SecurityContextHolder.clearContext();
  }

  @Test
  void an_action_is_previewed_pressed_found_running_and_remembered() throws Exception {
    OrderId order = open();
    Answer preview = get("/api/watch/runbook/actions/run_reconciliation/preview");
    assertThat(preview.status()).isEqualTo(200);
    assertThat(preview.json().path("touches").asInt()).isEqualTo(1);
    assertThat(preview.json().path("sample").path(0).asString()).isEqualTo(order.value());

    Answer started =
        post("/api/watch/runbook/actions/run_reconciliation", "{\"reason\": \"no webhooks\"}");
    Answer again =
        post("/api/watch/runbook/actions/run_reconciliation", "{\"reason\": \"no webhooks\"}");
    assertThat(started.status()).isEqualTo(202);
    assertThat(again.status()).isEqualTo(409);

    work.settle();
    Answer run = get("/api/watch/runbook/runs/" + started.json().path("run").asLong());
    assertThat(run.json().path("state").asString()).isEqualTo("done");
    assertThat(run.json().path("actor").asString()).isEqualTo("person:ayu");
    assertThat(run.json().path("reason").asString()).isEqualTo("no webhooks");
    assertThat(run.json().path("touched").asInt()).isEqualTo(1);
    assertThat(run.json().path("metric").asString()).isEqualTo("orders_pending");
    assertThat(get("/api/watch/runbook/runs").json()).hasSize(1);
    assertThat(get("/api/watch/runbook/actions").json()).hasSize(7);
  }

  @Test
  void who_gives_no_reason_or_names_what_is_not_there_is_told_so() throws Exception {
    Answer silent = post("/api/watch/runbook/actions/pause_reminders", "{}");
    assertThat(silent.status()).isEqualTo(422);
    assertThat(silent.json().path("errors").path(0).path("field").asString()).isEqualTo("reason");
    assertThat(post("/api/watch/runbook/actions/pause_reminders", "").status()).isEqualTo(422);
    assertThat(post("/api/watch/runbook/actions/pause_reminders", "{").status()).isEqualTo(400);
    assertThat(post("/api/watch/runbook/actions/dance", "{\"reason\": \"x\"}").status())
        .isEqualTo(404);
    assertThat(get("/api/watch/runbook/actions/dance/preview").status()).isEqualTo(404);
    assertThat(get("/api/watch/runbook/runs/0").status()).isEqualTo(404);
    assertThat(post("/api/watch/runbook/probes/dance", "").status()).isEqualTo(404);
    assertThat(post("/api/watch/runbook/probes/money?firing=99", "").status()).isEqualTo(404);
    assertThat(post("/api/watch/orders/231126AAAAAA/ask", "{\"reason\": \"x\"}").status())
        .isEqualTo(404);
    assertThat(post("/api/watch/outbox/99/resend", "{}").status()).isEqualTo(422);
    assertThat(post("/api/watch/outbox/99/resend", "{\"reason\": \"x\"}").status()).isEqualTo(409);
    assertThat(runbook.history(Long.MAX_VALUE, 10)).isEmpty();
  }

  @Test
  void a_probe_looks_at_the_press_of_a_button() throws Exception {
    Answer looked = post("/api/watch/runbook/probes/signature", "");
    assertThat(looked.status()).isEqualTo(200);
    assertThat(looked.json().path("verdict").asString()).isEqualTo("good");
    assertThat(looked.json().path("text").path("english").asString()).contains("passed");
  }

  @Test
  void midtrans_is_asked_about_one_order() throws Exception {
    OrderId order = open();
    truth.set(truth.choose(order + "-1", "qris"), TransactionStatus.PAID);

    Answer asked = post("/api/watch/orders/" + order + "/ask", "{\"reason\": \"buyer called\"}");

    assertThat(asked.status()).isEqualTo(200);
    assertThat(asked.json().path("status").asString()).isEqualTo("PAID");
  }

  private Answer get(String path) throws Exception {
    return send(MockMvcRequestBuilders.get(path));
  }

  private Answer post(String path, String body) throws Exception {
    MockHttpServletRequestBuilder request =
        MockMvcRequestBuilders.post(path).contentType(MediaType.APPLICATION_JSON);
    return send(body.isEmpty() ? request : request.content(body));
  }

  private Answer send(MockHttpServletRequestBuilder request) throws Exception {
    MockHttpServletResponse response = http.perform(request).andReturn().getResponse();
    return new Answer(response.getStatus(), json(response));
  }

  private static JsonNode json(MockHttpServletResponse response)
      throws UnsupportedEncodingException {
    return JSON.readTree(response.getContentAsString());
  }
}
