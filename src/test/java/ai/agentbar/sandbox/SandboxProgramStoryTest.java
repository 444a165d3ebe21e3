package ai.agentbar.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.agentbar.kernel.Actor;
import ai.agentbar.testing.Http;
import ai.agentbar.testing.StoryTest;
import ai.agentbar.watch.alert.ProbeResult;
import ai.agentbar.watch.alert.ProbeResult.Verdict;
import ai.agentbar.watch.playbook.ActionName;
import ai.agentbar.watch.playbook.ProbeName;
import ai.agentbar.watch.runbook.ActionRequest;
import ai.agentbar.watch.runbook.ActionRun;
import ai.agentbar.watch.runbook.Asked;
import ai.agentbar.watch.runbook.RunId;
import ai.agentbar.watch.runbook.Runbook;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.test.annotation.DirtiesContext;

/** The switches of the group "program", pressed on the whole program. */
@StoryTest
@DirtiesContext
class SandboxProgramStoryTest {

  @Value("${agentbar.public-url}")
  String shopUrl;

  @Value("${agentbar.midtrans.snap-url}")
  String sandboxUrl;

  private static final List<ProbeName> NEIGHBOURS =
      List.of(
          ProbeName.ENDPOINT,
          ProbeName.SIGNATURE,
          ProbeName.MIDTRANS_API,
          ProbeName.SNAP,
          ProbeName.SMTP,
          ProbeName.WHATSAPP);

  @Autowired Runbook runbook;
  private Http shop;
  private Http sandbox;

  @BeforeEach
  void begin() {
    shop = new Http(shopUrl);
    sandbox = new Http(sandboxUrl);
    sandbox.delete("/_sim/faults");
  }

  @AfterEach
  void calm() {
    sandbox.delete("/_sim/faults");
  }

  @Test
  void a_frozen_worker_leaves_intake_and_watch_alone_and_catches_up_afterwards() {
    String order = placed();
    sandbox.put("/_sim/faults", "{\"worker_frozen\": true}");
    double received = metric("webhook_received_total");
    sandbox.post("/_sim/payments/%s-1/choose?method=qris".formatted(order), "");
    sandbox.post("/_sim/transactions/%s-1/settle".formatted(order), "");
    await().until(() -> metric("webhook_received_total") >= received + 2);
    await().until(() -> metric("orders_pending") > 0);
    assertThat(status(order)).isEqualTo("PENDING_PAYMENT");
    sandbox.put("/_sim/faults", "{\"worker_frozen\": false}");
    await().until(() -> status(order).equals("PAID"));
  }

  @Test
  void the_runbook_restarts_a_frozen_worker_and_its_work_is_done() {
    String order = placed();
    sandbox.put("/_sim/faults", "{\"worker_frozen\": true}");
    sandbox.post("/_sim/payments/%s-1/choose?method=qris".formatted(order), "");
    sandbox.post("/_sim/transactions/%s-1/settle".formatted(order), "");
    await().until(() -> metric("worker_alive") > 0);

    Asked asked =
        runbook.run(
            new ActionRequest(
                ActionName.RESTART_WORKER, Optional.empty(), Actor.person("ayu"), "it hangs"));

    assertThat(asked).isInstanceOf(Asked.Started.class);
    await().atMost(Duration.ofSeconds(30)).until(() -> status(order).equals("PAID"));
    RunId run = ((Asked.Started) asked).run();
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> !runbook.find(run).orElseThrow().isUnderWay());
    ActionRun.End end = runbook.find(run).orElseThrow().end().orElseThrow();
    assertThat(end.touched()).isEqualTo(1);
    assertThat(end.text().english()).contains("hung: ", "inbox");
  }

  @Test
  void probes_find_the_world_well_and_name_what_is_broken() {
    double refused = metric("webhook_invalid_signature");
    for (ProbeName name : NEIGHBOURS) {
      assertThat(probe(name).text().english() + " " + probe(name).verdict())
          .as(name.name())
          .endsWith("GOOD");
    }
    assertThat(metric("webhook_invalid_signature")).isEqualTo(refused);

    sandbox.put(
        "/_sim/faults",
        "{\"midtrans_down\": true, \"mail_down\": true, \"whatsapp_error_code\": 190}");
    for (ProbeName name : NEIGHBOURS.subList(2, NEIGHBOURS.size())) {
      assertThat(probe(name).verdict()).as(name.name()).isEqualTo(Verdict.BAD);
    }
  }

  private ProbeResult probe(ProbeName name) {
    return runbook.probe(name, Optional.empty());
  }

  @Test
  void a_slow_database_slows_every_request_and_loses_nothing() {
    String order = placed();
    sandbox.put("/_sim/faults", "{\"database_slow_ms\": 100}");
    long begun = System.nanoTime();
    assertThat(status(order)).isEqualTo("PENDING_PAYMENT");
    // A connection and at least one statement.
    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThan(Duration.ofMillis(200));
    sandbox.post("/_sim/payments/%s-1/choose?method=qris".formatted(order), "");
    sandbox.post("/_sim/transactions/%s-1/settle".formatted(order), "");
    await().atMost(Duration.ofSeconds(30)).until(() -> status(order).equals("PAID"));
  }

  private String placed() {
    return shop.post(
            "/api/orders",
            """
            {"package_id": "film-basic", "name": "Siti Rahma",
             "email": "siti@example.com", "phone": "081234567890"}
            """)
        .json()
        .path("order_id")
        .asString();
  }

  private String status(String order) {
    return shop.get("/api/orders/" + order).json().path("status").asString();
  }

  private double metric(String name) {
    return shop.get("/metrics")
        .text()
        .lines()
        .filter(line -> line.startsWith(name + " "))
        .mapToDouble(line -> Double.parseDouble(line.substring(name.length() + 1)))
        .findFirst()
        .orElseThrow();
  }
}
