package ai.agentbar.watch.rows;

import static org.assertj.core.api.Assertions.assertThat;

import ai.agentbar.watch.playbook.Rule;
import ai.agentbar.watch.playbook.Team;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** Drills each alert once, when its first row asks; the other rows see the same. */
final class Rehearsal {

  private final World world;
  private final Buyers buyers;
  private final OnCall onCall;
  private final Map<String, Drill> drills;
  private final Map<String, CompletableFuture<Drilled>> done = new TreeMap<>();

  Rehearsal(World world, Buyers buyers, OnCall onCall, Map<String, Drill> drills) {
    this.world = world;
    this.buyers = buyers;
    this.onCall = onCall;
    this.drills = drills;
  }

  /** A drill that went wrong goes wrong for all of its rows. */
  Drilled of(String name) {
    return done.computeIfAbsent(name, it -> attempt(Objects.requireNonNull(drills.get(it), it)))
        .join();
  }

  private CompletableFuture<Drilled> attempt(Drill drill) {
    try {
      return CompletableFuture.completedFuture(run(drill));
    } catch (AssertionError | RuntimeException failure) {
      mendAfter(drill, failure);
      return CompletableFuture.failedFuture(failure);
    } finally {
      world.mend();
    }
  }

  /** What a drill has broken is mended also where it went wrong; the next ones need it. */
  private static void mendAfter(Drill drill, Throwable failure) {
    try {
      drill.mended().run();
    } catch (AssertionError | RuntimeException another) {
      failure.addSuppressed(another);
    }
  }

  private Drilled run(Drill drill) {
    buyers.payAll();
    world.pass(drill.pause());
    onCall.closeIncidents();
    onCall.hearOnly(drill.rule());
    world.judged();
    drill.below().run();
    world.judged();
    JsonNode below = onCall.alert(drill.rule());
    assertThat(below.path("state").asString()).as("just below: %s", below).isIn("OK", "PENDING");

    drill.above().run();
    Drilled drilled = fired(drill.rule(), below.path("value").asString());
    onCall.send("/alerts/%d/acknowledge".formatted(drilled.firingId()), "{\"note\":\"drilled\"}");

    drill.mended().run();
    World.until(drill.rule() + " is resolved", () -> !onCall.fires(drill.rule()));
    World.until(
        "its end is told", () -> onCall.mailed(drill.rule(), "RESOLVED").equals(drilled.mailed()));
    assertThat(onCall.mailed(drill.rule(), "FIRING")).isEqualTo(drilled.mailed());
    assertThat(onCall.slacked(drill.rule(), "FIRING")).isEqualTo(drilled.slacked());
    return drilled;
  }

  private Drilled fired(String id, String below) {
    World.until(id + " fires", () -> onCall.fires(id));
    JsonNode firing = onCall.alert(id).path("firing");
    Rule rule = onCall.rule(id);
    Set<String> told = names(rule);
    World.until(
        "who is to be told is told by mail", () -> onCall.mailed(id, "FIRING").containsAll(told));
    World.until("and by Slack", () -> onCall.slacked(id, "FIRING").containsAll(told));
    return new Drilled(
        rule,
        below,
        firing,
        onCall.mailed(id, "FIRING"),
        onCall.slacked(id, "FIRING"),
        onCall.text(id, "FIRING"),
        onCall.incidentOf(firing.path("firing").asLong()),
        world.shop.get("/metrics").text());
  }

  private static Set<String> names(Rule rule) {
    return rule.card().receivers().stream()
        .map(Team::name)
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
