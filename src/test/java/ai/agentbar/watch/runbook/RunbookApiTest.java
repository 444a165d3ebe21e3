package ai.agentbar.watch.runbook;

import static org.assertj.core.api.Assertions.assertThat;

import ai.agentbar.kernel.OrderId;
import ai.agentbar.payment.TransactionStatus;
import ai.agentbar.staff.ApiKeys;
import ai.agentbar.staff.KeyChange;
import ai.agentbar.staff.KeyName;
import ai.agentbar.staff.NewKey;
import ai.agentbar.staff.Right;
import ai.agentbar.testing.Http;
import ai.agentbar.testing.Http.Answer;
import ai.agentbar.testing.Staffing;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The runbook over HTTP, for somebody who has proved who they are. */
class RunbookApiTest extends RunbookRoom {

  @LocalServerPort int port;
  @Autowired ApiKeys keys;
  private Http http;
  private String authorization;

  @BeforeEach
  void bringAKey() {
    jdbc.sql("delete from staff_key").update();
    NewKey wanted =
        new NewKey(new KeyName("runbook-test"), Set.of(Right.SEE, Right.OPERATE), Optional.empty());
    KeyChange.Created created = (KeyChange.Created) keys.create(wanted, Staffing.BECAUSE);
    authorization = "Bearer " + created.secret().reveal();
    http = new Http("http://127.0.0.1:" + port);
  }

  @Test
  void an_action_is_previewed_pressed_found_running_and_remembered() {
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
    assertThat(run.json().path("actor").asString()).isEqualTo("key:runbook-test");
    assertThat(run.json().path("reason").asString()).isEqualTo("no webhooks");
    assertThat(run.json().path("touched").asInt()).isEqualTo(1);
    assertThat(run.json().path("metric").asString()).isEqualTo("orders_pending");
    assertThat(get("/api/watch/runbook/runs").json()).hasSize(1);
    assertThat(get("/api/watch/runbook/actions").json()).hasSize(7);
  }

  @Test
  void who_gives_no_reason_or_names_what_is_not_there_is_told_so() {
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
    assertThat(post("/api/watch/outbox/99/followed-up", "{}").status()).isEqualTo(422);
    assertThat(post("/api/watch/outbox/99/followed-up", "{\"reason\": \"x\"}").status())
        .isEqualTo(409);
    assertThat(runbook.history(Long.MAX_VALUE, 10)).isEmpty();
  }

  @Test
  void an_action_answers_a_firing_that_there_is() {
    String path = "/api/watch/runbook/actions/run_reconciliation";
    assertThat(post(path, "{\"reason\": \"x\", \"firing\": 987654}").status()).isEqualTo(404);
    Answer none = post(path, "{\"reason\": \"x\", \"firing\": 0}");
    assertThat(none.status()).isEqualTo(422);
    assertThat(none.json().path("errors").path(0).path("field").asString()).isEqualTo("firing");
    assertThat(runbook.history(Long.MAX_VALUE, 10)).isEmpty();
  }

  @Test
  void the_reason_of_an_action_is_kept_without_what_names_a_buyer_and_whatever_letters_it_has() {
    Answer started =
        post(
            "/api/watch/runbook/actions/run_reconciliation",
            "{\"reason\": \"siti.rahma@example.com waits \\u0000\"}");

    assertThat(started.status()).isEqualTo(202);
    work.settle();
    Answer run = get("/api/watch/runbook/runs/" + started.json().path("run").asLong());
    assertThat(run.json().path("reason").asString()).isEqualTo("s***@example.com waits \uFFFD");
  }

  @Test
  void a_probe_looks_at_the_press_of_a_button() {
    Answer looked = post("/api/watch/runbook/probes/signature", "");
    assertThat(looked.status()).isEqualTo(200);
    assertThat(looked.json().path("verdict").asString()).isEqualTo("good");
    assertThat(looked.json().path("text").path("english").asString()).contains("passed");
  }

  @Test
  void a_message_is_closed_that_was_followed_up_by_hand() {
    open();
    jdbc.sql("update notification_outbox set state = 'FAILED', due_at = null").update();
    long id =
        jdbc.sql("select min(id) from notification_outbox limit 1").query(Long.class).single();

    Answer closed =
        post("/api/watch/outbox/" + id + "/followed-up", "{\"reason\": \"told by phone\"}");

    assertThat(closed.status()).isEqualTo(200);
    assertThat(closed.json().path("status").asString()).isEqualTo("closed");
    assertThat(
            jdbc.sql("select state from notification_outbox where id = :id")
                .param("id", id)
                .query(String.class)
                .single())
        .isEqualTo("SKIPPED");
  }

  @Test
  void midtrans_is_asked_about_one_order() {
    OrderId order = open();
    truth.set(truth.choose(order + "-1", "qris"), TransactionStatus.PAID);

    Answer asked = post("/api/watch/orders/" + order + "/ask", "{\"reason\": \"buyer called\"}");

    assertThat(asked.status()).isEqualTo(200);
    assertThat(asked.json().path("status").asString()).isEqualTo("PAID");
  }

  private Answer get(String path) {
    return http.get(path, "Authorization", authorization);
  }

  private Answer post(String path, String body) {
    return http.post(path, body, "Authorization", authorization);
  }
}
