package ai.agentbar.watch.runbook;

import static ai.agentbar.testing.CommerceEvents.processingFailed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.agentbar.event.StoredEvent;
import ai.agentbar.watch.alert.AlertEvent;
import ai.agentbar.watch.alert.Firing;
import ai.agentbar.watch.alert.FiringId;
import ai.agentbar.watch.alert.ProbeResult;
import ai.agentbar.watch.alert.ProbeResult.Verdict;
import ai.agentbar.watch.playbook.ProbeName;
import ai.agentbar.watch.playbook.Severity;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What is looked at when an alert fires. */
class DiagnosisTest extends RunbookRoom {

  private static final String RULE = "webhook_processing_error";

  @Autowired List<Probe> probes;

  @Test
  void every_probe_that_a_playbook_can_name_is_there() {
    assertThat(probes).extracting(Probe::name).containsExactlyInAnyOrder(ProbeName.values());
  }

  @Test
  void a_firing_is_diagnosed_by_itself_and_each_look_is_an_event() {
    Firing firing = fire();

    List<ProbeResult> results = alerts.results(firing.id());
    assertThat(results)
        .extracting(ProbeResult::probe)
        .containsExactlyInAnyOrderElementsOf(
            RuleSteps.probes(playbooks.current().rule(RULE).orElseThrow()));
    assertThat(result(firing.id(), ProbeName.SIGNATURE).verdict()).isEqualTo(Verdict.GOOD);
    // Nobody listens at the test's address of Midtrans.
    assertThat(result(firing.id(), ProbeName.MIDTRANS_API).verdict()).isEqualTo(Verdict.BAD);
    assertThat(told())
        .filteredOn(it -> it.name().startsWith("PROBE_"))
        .hasSize(results.size())
        .allMatch(it -> it.number("firing") == firing.id().number());
  }

  @Test
  void a_diagnosis_whose_runner_died_is_made_by_the_next_one() {
    Firing firing = fire();
    jdbc.sql("delete from alert_probe_result").update();
    jdbc.sql("update runbook_diagnosis set due_at = :later")
        .param("later", clock.instant().plusSeconds(8).atOffset(ZoneOffset.UTC))
        .update();
    work.settle();
    assertThat(alerts.results(firing.id())).isEmpty();

    clock.move(Duration.ofSeconds(8));
    work.settle();
    assertThat(alerts.results(firing.id())).isNotEmpty();
  }

  @Test
  void a_slow_probe_is_told_as_unknown_in_time_and_its_result_is_kept_when_it_comes() {
    Firing firing = fire();
    jdbc.sql("delete from alert_probe_result").update();
    jdbc.sql("update runbook_diagnosis set due_at = :now")
        .param("now", clock.instant().atOffset(ZoneOffset.UTC))
        .update();
    CountDownLatch release = new CountDownLatch(1);
    DiagnosisWork slow =
        new DiagnosisWork(
            jdbc,
            diagnoses,
            new Probing(hangingAt(ProbeName.SIGNATURE, release), Probing.HARD_MAX),
            playbooks,
            alerts,
            events,
            transaction,
            clock);
    long begun = System.nanoTime();

    slow.step();
    await().until(() -> !alerts.results(firing.id()).isEmpty());
    Duration told = Duration.ofNanos(System.nanoTime() - begun);

    assertThat(told).isBetween(DiagnosisWork.IN_TIME, Duration.ofSeconds(3));
    assertThat(result(firing.id(), ProbeName.SIGNATURE).verdict()).isEqualTo(Verdict.UNKNOWN);
    assertThat(result(firing.id(), ProbeName.ENDPOINT).verdict()).isEqualTo(Verdict.GOOD);
    release.countDown();
    await().until(() -> result(firing.id(), ProbeName.SIGNATURE).verdict() == Verdict.GOOD);
    await().until(() -> slow.step() == 0);
    assertThat(
            jdbc.sql("select count(*) from runbook_diagnosis where due_at is not null")
                .query(Long.class)
                .single())
        .isZero();
  }

  @Test
  void what_becomes_worse_or_fires_on_after_a_silence_is_diagnosed_anew() {
    Firing firing = fire();
    for (AlertEvent again :
        List.of(
            new AlertEvent.SeverityRaised(firing.id(), RULE, Severity.P0, 70, "grew by 70"),
            new AlertEvent.StillFiring(firing.id(), RULE, Severity.P0, clock.instant()))) {
      jdbc.sql("delete from alert_probe_result").update();
      clock.move(Duration.ofSeconds(20));
      transaction.executeWithoutResult(_ -> events.append(again));
      work.settle();

      assertThat(alerts.found(firing.id()))
          .isNotEmpty()
          .allMatch(it -> it.at().equals(clock.instant()));
    }
  }

  @Test
  void a_neighbour_that_takes_the_connection_and_never_answers_is_bad_in_the_end()
      throws IOException {
    Firing firing = fire();
    jdbc.sql("delete from alert_probe_result").update();
    jdbc.sql("update runbook_diagnosis set due_at = :now")
        .param("now", clock.instant().atOffset(ZoneOffset.UTC))
        .update();
    try (ServerSocket blackHole = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      List<Probe> asking =
          Stream.of(ProbeName.values())
              .<Probe>map(name -> new Asking(name, blackHole.getLocalPort()))
              .toList();
      DiagnosisWork slow =
          new DiagnosisWork(
              jdbc,
              diagnoses,
              new Probing(asking, Duration.ofSeconds(2)),
              playbooks,
              alerts,
              events,
              transaction,
              clock);
      slow.step();
      await().until(() -> !alerts.results(firing.id()).isEmpty());
      assertThat(result(firing.id(), ProbeName.MIDTRANS_API).verdict()).isEqualTo(Verdict.UNKNOWN);

      await().until(() -> slow.step() == 0);
    }

    ProbeResult last = result(firing.id(), ProbeName.MIDTRANS_API);
    assertThat(last.verdict()).isEqualTo(Verdict.BAD);
    assertThat(last.text().english()).startsWith("Midtrans API: does not answer");
    assertThat(told())
        .filteredOn(it -> it.name().equals("ALERT_DIAGNOSED"))
        .anyMatch(it -> it.number("bad") > 0);
  }

  @Test
  void a_probe_by_hand_is_an_event_and_kept_where_it_is_about_a_firing() {
    Firing firing = fire();
    jdbc.sql("delete from alert_probe_result").update();
    told();

    ProbeResult alone = runbook.probe(ProbeName.MONEY, Optional.empty());
    assertThat(alerts.results(firing.id())).isEmpty();
    runbook.probe(ProbeName.MONEY, Optional.of(firing.id()));

    assertThat(alone.verdict()).isEqualTo(Verdict.GOOD);
    assertThat(alerts.results(firing.id()))
        .extracting(ProbeResult::probe)
        .containsExactly(ProbeName.MONEY);
    assertThat(told()).extracting(StoredEvent::name).filteredOn("PROBE_GOOD"::equals).hasSize(2);
  }

  private Firing fire() {
    commerce.append(processingFailed());
    commerce.settle();
    work.settle();
    return firing(RULE);
  }

  private ProbeResult result(FiringId firing, ProbeName name) {
    return alerts.results(firing).stream()
        .filter(it -> it.probe() == name)
        .findFirst()
        .orElseThrow();
  }

  /** All is well at once, but for one that hangs. */
  private static List<Probe> hangingAt(ProbeName hanging, CountDownLatch release) {
    return Stream.of(ProbeName.values())
        .<Probe>map(name -> new Fine(name, name == hanging ? release : new CountDownLatch(0)))
        .toList();
  }

  /** Asks over a true connection and waits longer than anybody waits for it. */
  private record Asking(ProbeName name, int port) implements Probe {
    @Override
    public Finding look() {
      try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
        socket.setSoTimeout(20_000);
        return Finding.good("dijawab " + socket.getInputStream().read(), "an answer");
      } catch (IOException failure) {
        return Finding.unknown("terputus", "cut off");
      }
    }
  }

  private record Fine(ProbeName name, CountDownLatch release) implements Probe {
    @Override
    public Finding look() {
      try {
        release.await();
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
      }
      return Finding.good("baik", "fine");
    }
  }
}
