package ai.agentbar.watch.runbook.probe;

import ai.agentbar.watch.metric.Metric;
import ai.agentbar.watch.metric.MetricWindows;
import ai.agentbar.watch.playbook.ProbeName;
import ai.agentbar.watch.runbook.Finding;
import ai.agentbar.watch.runbook.Probe;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Processor, memory, heap and disk of every instance, as it sampled itself a moment ago. */
@Component
class ResourcesProbe implements Probe {

  private static final long CPU_PERCENT_MAX = 90;
  private static final long HEAP_PERCENT_MAX = 90;
  private static final long MEMORY_AVAILABLE_PERCENT_MIN = 10;
  private static final long DISK_FREE_PERCENT_MIN = 10;
  private static final int INSTANCES_TOLD_MAX = 5;

  /** In percent, by instance; an instance that did not say one has no entry. */
  record Samples(
      Map<String, Long> cpu,
      Map<String, Long> memoryAvailable,
      Map<String, Long> heap,
      Map<String, Long> diskFree) {

    Set<String> instances() {
      Set<String> instances = new TreeSet<>(cpu.keySet());
      instances.addAll(memoryAvailable.keySet());
      instances.addAll(heap.keySet());
      instances.addAll(diskFree.keySet());
      return instances;
    }

    boolean isShort(String instance) {
      return cpu.getOrDefault(instance, 0L) > CPU_PERCENT_MAX
          || memoryAvailable.getOrDefault(instance, 100L) < MEMORY_AVAILABLE_PERCENT_MIN
          || heap.getOrDefault(instance, 0L) > HEAP_PERCENT_MAX
          || diskFree.getOrDefault(instance, 100L) < DISK_FREE_PERCENT_MIN;
    }

    String words(String instance, String free) {
      return "%s CPU %s, RAM %s %s, heap %s, disk %s %s"
          .formatted(
              instance,
              percent(cpu, instance),
              percent(memoryAvailable, instance),
              free,
              percent(heap, instance),
              percent(diskFree, instance),
              free);
    }

    private static String percent(Map<String, Long> numbers, String instance) {
      Long number = numbers.get(instance);
      return number == null ? "?" : number + "%";
    }
  }

  private final MetricWindows metrics;

  ResourcesProbe(MetricWindows metrics) {
    this.metrics = metrics;
  }

  @Override
  public ProbeName name() {
    return ProbeName.RESOURCES;
  }

  @Override
  public Finding look() {
    return judge(
        new Samples(
            metrics.byLabel(Metric.INSTANCE_CPU_PERCENT),
            metrics.byLabel(Metric.INSTANCE_MEMORY_AVAILABLE_PERCENT),
            metrics.byLabel(Metric.INSTANCE_HEAP_USED_PERCENT),
            metrics.byLabel(Metric.INSTANCE_DISK_FREE_PERCENT)));
  }

  /** Those that are short of something come first, and alone where there are any. */
  static Finding judge(Samples samples) {
    if (samples.instances().isEmpty()) {
      return Finding.unknown(
          "tidak ada instance yang melaporkan CPU, RAM, heap, disk",
          "no instance tells its CPU, memory, heap and disk");
    }
    Set<String> anyShort =
        samples.instances().stream().filter(samples::isShort).collect(Collectors.toSet());
    return Finding.of(
        anyShort.isEmpty(), told(samples, anyShort, "kosong"), told(samples, anyShort, "free"));
  }

  private static String told(Samples samples, Set<String> anyShort, String free) {
    return samples.instances().stream()
        .filter(it -> anyShort.isEmpty() || anyShort.contains(it))
        .limit(INSTANCES_TOLD_MAX)
        .map(it -> samples.words(it, free))
        .collect(Collectors.joining("; "));
  }
}
