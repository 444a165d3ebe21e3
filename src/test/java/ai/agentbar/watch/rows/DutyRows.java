package ai.agentbar.watch.rows;

import static org.assertj.core.api.Assertions.assertThat;

import ai.agentbar.job.Jobs;
import ai.agentbar.testing.Http.Answer;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Sections 6 and 8: what people do every shift, and what they do about an incident. */
final class DutyRows {

  private static final String TICKETS = "https://tickets.example.com/cs";

  private final World world;
  private final OnCall onCall;
  private final Rehearsal rehearsal;
  private @Nullable JsonNode signed;
  private @Nullable JsonNode closed;

  DutyRows(World world, OnCall onCall, Rehearsal rehearsal) {
    this.world = world;
    this.onCall = onCall;
    this.rehearsal = rehearsal;
  }

  List<Row> checklist() {
    return List.of(
        item("Cek paid vs pending ratio", "/boards/payments"),
        item("Cek webhook error", "/boards/webhooks"),
        item("Cek outbox backlog", "/boards/outbox"),
        item("Cek worker & scheduler", "/boards/workers"),
        item("Review CS tickets", TICKETS));
  }

  List<Row> response() {
    return List.of(
        step(1, "Detect (alert)", "detect"),
        step(2, "Assess (impact & scope)", "assess"),
        step(3, "Mitigate (reconciliation / restart)", "mitigate"),
        step(4, "Communicate (Ops & CS)", "communicate"),
        step(5, "Resolve", "resolve"),
        Row.of("8", "6. Post-mortem (jika P0/P1)", this::postMortem));
  }

  private Row item(String text, String link) {
    return Row.of(
        "6",
        "• " + text,
        () -> {
          JsonNode checklist = signed();
          JsonNode item =
              checklist
                  .path("items")
                  .valueStream()
                  .filter(it -> it.at("/text/indonesian").asString().equals(text))
                  .findFirst()
                  .orElseThrow(() -> new AssertionError("no item '" + text + "': " + checklist));
          assertThat(item.at("/value/indonesian").asString()).isNotBlank();
          assertThat(item.at("/normal/indonesian").asString()).isNotBlank();
          assertThat(item.path("link").asString()).isEqualTo(link);
          assertThat(checklist.path("signed_by").asString()).isEqualTo("person:demo");
        });
  }

  /** This shift's, filled in by its job, and signed by a person over the API. */
  private JsonNode signed() {
    JsonNode known = Optional.ofNullable(signed).orElseGet(this::sign);
    signed = known;
    return known;
  }

  private JsonNode sign() {
    world.program().getBean(Jobs.class).run("checklist");
    JsonNode filled = onCall.ask("/checklists?limit=1").path("checklists").get(0);
    assertThat(filled.path("signed_by").isNull() || filled.path("signed_by").isMissingNode())
        .isTrue();
    return onCall.send(
        "/checklists/%d/sign".formatted(filled.path("id").asLong()), "{\"tickets\":2}");
  }

  private Row step(int number, String text, String step) {
    return Row.of(
        "8",
        "%d. %s".formatted(number, text),
        () -> {
          JsonNode taken = closed().path("steps").get(number - 1);
          assertThat(taken.path("step").asString()).isEqualTo(step);
          assertThat(taken.path("skipped").asBoolean()).isFalse();
        });
  }

  /** A P0 owes one, which is signed; a P2 owes none. */
  private void postMortem() {
    JsonNode closed = closed();
    assertThat(closed.path("steps").get(5).path("step").asString()).isEqualTo("post_mortem");
    assertThat(closed.at("/incident/post_mortem/signed_by").asString()).isEqualTo("person:demo");
    JsonNode minor = resolved(onCall.incidentOf(rehearsal.of("latency").firingId()));
    assertThat(minor.at("/incident/severity").asString()).isEqualTo("P2");
    assertThat(minor.at("/incident/state").asString()).isEqualTo("RESOLVED");
    assertThat(minor.at("/incident/post_mortem").isNull()).isTrue();
  }

  private JsonNode resolved(JsonNode incident) {
    String path = "/incidents/" + incident.at("/incident/id").asLong();
    if (!incident.at("/incident/state").asString().equals("RESOLVED")) {
      onCall.send(path + "/resolve", "{\"reason\":\"drilled\"}");
    }
    return onCall.ask(path);
  }

  /** A P0 that was taken through every step, in order, over the API. */
  private JsonNode closed() {
    JsonNode known = Optional.ofNullable(closed).orElseGet(this::close);
    closed = known;
    return known;
  }

  private JsonNode close() {
    long firing = rehearsal.of("nobody pays again").firingId();
    String incident = "/incidents/" + onCall.incidentOf(firing).at("/incident/id").asLong();
    for (String step : List.of("assess", "mitigate", "communicate")) {
      onCall.send(incident + "/steps", "{\"step\":\"%s\",\"note\":\"done\"}".formatted(step));
    }
    onCall.send(incident + "/resolve", "{}");
    assertThat(onCall.ask(incident).at("/incident/post_mortem/signed_by").isNull()).isTrue();
    Answer saved =
        world.shop.put(
            "/api/watch" + incident + "/post-mortem",
            "{\"version\":0,\"text\":\"# Nobody could pay\"}");
    assertThat(saved.status()).as(saved.text()).isEqualTo(200);
    onCall.send(incident + "/post-mortem/finish", "{}");
    return onCall.ask(incident);
  }
}
