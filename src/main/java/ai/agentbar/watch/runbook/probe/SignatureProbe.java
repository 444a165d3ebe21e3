package ai.agentbar.watch.runbook.probe;

import ai.agentbar.payment.GatewayHealth;
import ai.agentbar.payment.GatewayHealth.SelfTest;
import ai.agentbar.watch.metric.Metric;
import ai.agentbar.watch.metric.MetricWindows;
import ai.agentbar.watch.playbook.ProbeName;
import ai.agentbar.watch.runbook.Finding;
import ai.agentbar.watch.runbook.Probe;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Whether the check of signatures itself works, and what it refused lately. */
@Component
class SignatureProbe implements Probe {

  static final Duration LOOK = Duration.ofMinutes(15);

  /** What came in lately. */
  record Lately(long accepted, long badSignature, long otherwiseRefused) {}

  private final GatewayHealth gateway;
  private final MetricWindows metrics;
  private final InstantSource clock;

  SignatureProbe(GatewayHealth gateway, MetricWindows metrics, InstantSource clock) {
    this.gateway = gateway;
    this.metrics = metrics;
    this.clock = clock;
  }

  @Override
  public ProbeName name() {
    return ProbeName.SIGNATURE;
  }

  @Override
  public Finding look() {
    Instant now = clock.instant();
    Map<Metric, Long> sums =
        metrics.sums(
            Set.of(
                Metric.WEBHOOK_RECEIVED_TOTAL,
                Metric.WEBHOOK_INVALID_SIGNATURE,
                Metric.WEBHOOK_REJECTED_TOTAL),
            now.minus(LOOK),
            now.plusSeconds(1));
    long bad = sums.getOrDefault(Metric.WEBHOOK_INVALID_SIGNATURE, 0L);
    long rejected = sums.getOrDefault(Metric.WEBHOOK_REJECTED_TOTAL, 0L);
    return judge(
        gateway.signature(),
        new Lately(
            sums.getOrDefault(Metric.WEBHOOK_RECEIVED_TOTAL, 0L),
            bad,
            Math.max(0, rejected - bad)));
  }

  /** Where all are refused for their signature, the key is more likely wrong than the world. */
  static Finding judge(SelfTest test, Lately lately) {
    if (!test.passed()) {
      return Finding.bad(
          "uji tanda tangan gagal: notifikasi asli ditolak atau yang palsu diterima",
          "the signature self-test failed: a genuine one is refused or a forged one accepted");
    }
    String numbersId =
        "%d mnt terakhir: %d diterima, %d tanda tangan salah, %d tidak terbaca"
            .formatted(
                LOOK.toMinutes(),
                lately.accepted(),
                lately.badSignature(),
                lately.otherwiseRefused());
    String numbersEn =
        "last %d min: %d accepted, %d bad signature, %d unreadable"
            .formatted(
                LOOK.toMinutes(),
                lately.accepted(),
                lately.badSignature(),
                lately.otherwiseRefused());
    boolean allRefused = lately.accepted() == 0 && lately.badSignature() > 0;
    return Finding.of(
        !allRefused,
        allRefused
            ? "semua tanda tangan ditolak, mungkin server key salah; " + numbersId
            : "uji tanda tangan baik; " + numbersId,
        allRefused
            ? "every signature is refused, perhaps the server key is wrong; " + numbersEn
            : "signature self-test passed; " + numbersEn);
  }
}
