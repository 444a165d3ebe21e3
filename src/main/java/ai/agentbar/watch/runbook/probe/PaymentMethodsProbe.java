package ai.agentbar.watch.runbook.probe;

import ai.agentbar.watch.metric.Metric;
import ai.agentbar.watch.metric.MetricWindows;
import ai.agentbar.watch.playbook.ProbeName;
import ai.agentbar.watch.runbook.Finding;
import ai.agentbar.watch.runbook.Probe;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Which payment methods fail while others work. */
@Component
class PaymentMethodsProbe implements Probe {

  static final Duration LOOK = Duration.ofMinutes(30);

  private static final int TOLD_MAX = 4;

  /** How payments by one method ended lately: paid, denied, expired. */
  record Method(String name, long paid, long denied, long expired) {

    long failed() {
      return denied + expired;
    }

    /** More failed than were paid, and not just one. */
    boolean isBad() {
      return failed() > 1 && failed() > paid;
    }

    private String indonesian() {
      return "%s: %d lunas, %d ditolak, %d kedaluwarsa".formatted(name, paid, denied, expired);
    }

    private String english() {
      return "%s: %d paid, %d denied, %d expired".formatted(name, paid, denied, expired);
    }
  }

  private final MetricWindows metrics;
  private final InstantSource clock;

  PaymentMethodsProbe(MetricWindows metrics, InstantSource clock) {
    this.metrics = metrics;
    this.clock = clock;
  }

  @Override
  public ProbeName name() {
    return ProbeName.PAYMENT_METHODS;
  }

  @Override
  public Finding look() {
    Instant to = clock.instant().plusSeconds(1);
    Instant from = to.minus(LOOK);
    Map<String, Long> paid = metrics.byLabel(Metric.PAYMENT_METHOD_PAID_COUNT, from, to);
    Map<String, Long> denied = metrics.byLabel(Metric.PAYMENT_METHOD_DENIED_COUNT, from, to);
    Map<String, Long> expired = metrics.byLabel(Metric.PAYMENT_METHOD_EXPIRED_COUNT, from, to);
    Set<String> names = new TreeSet<>(paid.keySet());
    names.addAll(denied.keySet());
    names.addAll(expired.keySet());
    return judge(
        names.stream()
            .map(
                name ->
                    new Method(
                        name,
                        paid.getOrDefault(name, 0L),
                        denied.getOrDefault(name, 0L),
                        expired.getOrDefault(name, 0L)))
            .toList());
  }

  /** The worst first; those that fail alone, where there are any. */
  static Finding judge(List<Method> methods) {
    List<Method> ended = methods.stream().filter(it -> it.paid() + it.failed() > 0).toList();
    if (ended.isEmpty()) {
      return Finding.unknown(
          "%d mnt terakhir tidak ada pembayaran yang selesai".formatted(LOOK.toMinutes()),
          "no payment ended in the last %d min".formatted(LOOK.toMinutes()));
    }
    boolean anyBad = ended.stream().anyMatch(Method::isBad);
    List<Method> told =
        ended.stream()
            .filter(it -> !anyBad || it.isBad())
            .sorted(Comparator.comparingLong(Method::failed).reversed())
            .limit(TOLD_MAX)
            .toList();
    return Finding.of(
        !anyBad,
        told.stream().map(Method::indonesian).collect(Collectors.joining("; ")),
        told.stream().map(Method::english).collect(Collectors.joining("; ")));
  }
}
