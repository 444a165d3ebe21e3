package ai.agentbar.watch.runbook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.agentbar.watch.alert.ProbeResult;
import ai.agentbar.watch.alert.ProbeResult.Verdict;
import ai.agentbar.watch.playbook.ProbeName;
import ai.agentbar.watch.playbook.Wording;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class ProbingTest {

  private static final Duration LONG = Duration.ofSeconds(20);
  private static final Duration SHORT = Duration.ofMillis(100);

  private final CountDownLatch release = new CountDownLatch(1);
  private final AtomicInteger looks = new AtomicInteger();
  private final AtomicBoolean interrupted = new AtomicBoolean();

  @Test
  void a_probe_that_is_not_in_time_is_unknown_and_its_result_comes_later() {
    Probing probing = probing(ProbeName.SMTP, this::hang, LONG);
    Probing.Look look = probing.start(ProbeName.SMTP);
    // How long it took counts from its own begin, a moment after it was asked for.
    await().until(() -> looks.get() == 1);

    ProbeResult early = look.within(SHORT, System.nanoTime());
    release.countDown();
    ProbeResult late = look.within(LONG, System.nanoTime());

    assertThat(early.verdict()).isEqualTo(Verdict.UNKNOWN);
    assertThat(early.text().english()).isEqualTo("Mail server: no result in time, 100 ms");
    assertThat(early.text().indonesian()).contains("100 ms");
    assertThat(late.verdict()).isEqualTo(Verdict.GOOD);
    assertThat(late.tookMs()).isGreaterThanOrEqualTo(100);
  }

  @Test
  void a_probe_that_never_ends_is_interrupted_at_the_hard_limit_and_bad() {
    Probing probing = probing(ProbeName.SMTP, this::hang, SHORT);

    ProbeResult result = probing.start(ProbeName.SMTP).within(LONG, System.nanoTime());

    assertThat(result.verdict()).isEqualTo(Verdict.BAD);
    assertThat(result.text())
        .isEqualTo(
            new Wording(
                "Server email: tidak menjawab dalam 100 ms",
                "Mail server: does not answer within 100 ms"));
    await().untilTrue(interrupted);
    release.countDown();
    assertThat(probing.start(ProbeName.SMTP).within(LONG, System.nanoTime()).verdict())
        .isEqualTo(Verdict.GOOD);
  }

  @Test
  void those_who_ask_at_the_same_time_share_one_look_and_the_next_one_looks_anew() {
    Probing probing = probing(ProbeName.SMTP, this::hang, LONG);

    Probing.Look one = probing.start(ProbeName.SMTP);
    Probing.Look other = probing.start(ProbeName.SMTP);
    release.countDown();
    one.within(LONG, System.nanoTime());
    other.within(LONG, System.nanoTime());
    assertThat(looks).hasValue(1);

    await().until(() -> !probing.start(ProbeName.SMTP).equals(one));
    await().untilAsserted(() -> assertThat(looks.get()).isGreaterThan(1));
  }

  @Test
  void a_probe_that_breaks_is_unknown_and_says_nothing_it_should_not() {
    Probing probing =
        probing(
            ProbeName.SNAP,
            () -> {
              throw new IllegalStateException("budi@example.com broke it");
            },
            LONG);

    ProbeResult result = probing.start(ProbeName.SNAP).within(LONG, System.nanoTime());

    assertThat(result.verdict()).isEqualTo(Verdict.UNKNOWN);
    assertThat(result.text().english()).isEqualTo("Snap: the probe failed: IllegalStateException");
  }

  @Test
  void what_a_probe_says_is_masked() {
    Probing probing =
        probing(ProbeName.SNAP, () -> Finding.bad("dari budi@example.com", "of it"), LONG);

    ProbeResult result = probing.start(ProbeName.SNAP).within(LONG, System.nanoTime());

    assertThat(result.text().indonesian()).doesNotContain("budi@example.com");
  }

  private Finding hang() {
    looks.incrementAndGet();
    try {
      release.await();
    } catch (InterruptedException _) {
      interrupted.set(true);
      Thread.currentThread().interrupt();
    }
    return Finding.good("baik", "fine");
  }

  private static Probing probing(ProbeName name, Supplier<Finding> look, Duration hardMax) {
    return new Probing(
        List.of(
            new Probe() {
              @Override
              public ProbeName name() {
                return name;
              }

              @Override
              public Finding look() {
                return look.get();
              }
            }),
        hardMax);
  }
}
