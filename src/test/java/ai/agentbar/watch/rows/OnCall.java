package ai.agentbar.watch.rows;

import static org.assertj.core.api.Assertions.assertThat;

import ai.agentbar.testing.Http.Answer;
import ai.agentbar.watch.playbook.ContactKind;
import ai.agentbar.watch.playbook.Playbook;
import ai.agentbar.watch.playbook.Playbooks;
import ai.agentbar.watch.playbook.Rule;
import ai.agentbar.watch.playbook.Team;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** Whoever is told of alerts: by the sandbox's mail and Slack, and by the API. */
final class OnCall {

  private static final Duration QUIET = Duration.ofHours(20);

  private final World world;
  private final Playbooks playbooks;

  OnCall(World world, Playbooks playbooks) {
    this.world = world;
    this.playbooks = playbooks;
  }

  Playbook playbook() {
    return playbooks.current();
  }

  Rule rule(String id) {
    return playbook().rule(id).orElseThrow();
  }

  /** Nobody is told of any rule but that: what a drill breaks beside it is no news. */
  void hearOnly(String rule) {
    Set<String> silenced = new TreeSet<>();
    for (JsonNode silence : ask("/silences").path("silences")) {
      if (silence.path("rule").asString().equals(rule)) {
        world.shop.delete("/api/watch/silences/" + silence.path("silence").asLong());
      } else {
        silenced.add(silence.path("rule").asString());
      }
    }
    playbook().rules().stream()
        .map(Rule::id)
        .filter(it -> !it.equals(rule) && !silenced.contains(it))
        .forEach(this::silence);
    world.sandbox.delete("/_sim/mail");
    world.sandbox.delete("/_sim/slack");
  }

  private void silence(String rule) {
    world.shop.post(
        "/api/watch/silences",
        "{\"rule\":\"%s\",\"reason\":\"another rule is drilled\",\"until\":\"%s\"}"
            .formatted(rule, world.clock.instant().plus(QUIET)));
  }

  JsonNode alert(String rule) {
    return ask("/alerts")
        .path("alerts")
        .valueStream()
        .filter(it -> it.path("rule").asString().equals(rule))
        .findFirst()
        .orElseThrow();
  }

  boolean fires(String rule) {
    return alert(rule).path("state").asString().equals("FIRING");
  }

  /** The names of the teams a mail of that rule reached, which says {@code FIRING} or so. */
  Set<String> mailed(String rule, String occasion) {
    return teams(
        mails(rule, occasion)
            .flatMap(it -> it.path("to").valueStream())
            .map(it -> it.asString())
            .toList(),
        ContactKind.EMAIL);
  }

  /** The same by Slack. */
  Set<String> slacked(String rule, String occasion) {
    return teams(
        world
            .sandbox
            .get("/_sim/slack")
            .json()
            .valueStream()
            .filter(
                it ->
                    isOf(rule, occasion, it.path("text").asString().lines().findFirst().orElse("")))
            .map(it -> world.slackUrl() + it.path("hook").asString())
            .toList(),
        ContactKind.SLACK);
  }

  /** What the first of those mails says. */
  String text(String rule, String occasion) {
    return mails(rule, occasion).findFirst().orElseThrow().path("text").asString();
  }

  JsonNode ask(String path) {
    Answer answer = world.shop.get("/api/watch" + path);
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return answer.json();
  }

  JsonNode send(String path, String json) {
    Answer answer = world.shop.post("/api/watch" + path, json);
    assertThat(answer.status()).as(path + " " + answer.text()).isBetween(200, 202);
    return answer.json();
  }

  /** The incident that a firing opened, in full. */
  JsonNode incidentOf(long firing) {
    long id =
        ask("/incidents")
            .path("incidents")
            .valueStream()
            .filter(
                it ->
                    it.path("alerts")
                        .valueStream()
                        .anyMatch(alert -> alert.path("firing").asLong() == firing))
            .findFirst()
            .orElseThrow()
            .path("id")
            .asLong();
    return ask("/incidents/" + id);
  }

  /** What fires next opens an incident of its own. */
  void closeIncidents() {
    for (JsonNode open : ask("/incidents?open=true").path("incidents")) {
      send("/incidents/%d/resolve".formatted(open.path("id").asLong()), "{\"reason\":\"drilled\"}");
    }
  }

  private Stream<JsonNode> mails(String rule, String occasion) {
    return world
        .sandbox
        .get("/_sim/mail")
        .json()
        .valueStream()
        .filter(it -> isOf(rule, occasion, it.path("subject").asString()));
  }

  private boolean isOf(String rule, String occasion, String subject) {
    return subject.contains(occasion + ": " + rule(rule).card().title().indonesian());
  }

  private Set<String> teams(List<String> addresses, ContactKind kind) {
    Set<String> names = new TreeSet<>();
    for (String address : addresses) {
      names.add(
          playbook().teams().values().stream()
              .filter(it -> isReachedAt(it, kind, address))
              .map(Team::name)
              .findFirst()
              .orElse(address));
    }
    return names;
  }

  private static boolean isReachedAt(Team team, ContactKind kind, String address) {
    return team.first(kind).stream().anyMatch(it -> it.address().reveal().equals(address));
  }
}
