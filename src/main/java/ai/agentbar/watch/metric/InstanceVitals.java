package ai.agentbar.watch.metric;

import ai.agentbar.database.DataDisk;
import ai.agentbar.job.Instance;
import com.sun.management.OperatingSystemMXBean;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.io.File;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** What this process sees of itself: its pool, processor, heap, threads, memory and disks. */
@Component
class InstanceVitals {

  private static final Path ROOT = Path.of("/");

  private final Instance instance;
  private final File dataFolder;
  private final File tempFolder = new File(System.getProperty("java.io.tmpdir", "."));
  private final ObjectProvider<MeterRegistry> meters;
  private final List<OwnGauge> gauges;
  private final PoolWait poolWait = new PoolWait();

  InstanceVitals(
      Instance instance,
      DataDisk dataDisk,
      ObjectProvider<MeterRegistry> meters,
      List<OwnGauge> gauges) {
    this.instance = instance;
    this.dataFolder = dataDisk.folder().toFile();
    this.meters = meters;
    this.gauges = gauges;
  }

  List<Sample> read() {
    return Stream.concat(
            seen().stream(), gauges.stream().map(it -> sample(it.metric(), it.amount())))
        .toList();
  }

  private List<Sample> seen() {
    MemoryUsage heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
    Memory memory = Memory.read(ROOT);
    Timer waits = timer("hikaricp.connections.acquire");
    double waiting = gauge("hikaricp.connections.pending");
    return List.of(
        sample(Metric.INSTANCE_POOL_WAITING, waiting),
        sample(Metric.INSTANCE_POOL_WAIT_MS, waits == null ? 0 : waits.max(TimeUnit.MILLISECONDS)),
        sample(Metric.INSTANCE_POOL_WAIT_AVERAGE_MS, average(waits, waiting)),
        sample(Metric.INSTANCE_CPU_PERCENT, cpuShare() * 100),
        sample(Metric.INSTANCE_HEAP_USED_BYTES, heap.getUsed()),
        sample(Metric.INSTANCE_HEAP_MAX_BYTES, heap.getMax()),
        sample(Metric.INSTANCE_HEAP_USED_PERCENT, percent(heap.getUsed(), heap.getMax())),
        sample(Metric.INSTANCE_MEMORY_TOTAL_BYTES, memory.total()),
        sample(Metric.INSTANCE_MEMORY_AVAILABLE_BYTES, memory.available()),
        sample(Metric.INSTANCE_MEMORY_AVAILABLE_PERCENT, memory.availablePercent()),
        sample(Metric.INSTANCE_THREADS, ManagementFactory.getThreadMXBean().getThreadCount()),
        sample(
            Metric.INSTANCE_UPTIME_SECONDS,
            ManagementFactory.getRuntimeMXBean().getUptime() / 1_000),
        sample(Metric.INSTANCE_DISK_FREE_BYTES, dataFolder.getUsableSpace()),
        sample(Metric.INSTANCE_DISK_FREE_PERCENT, freePercent(dataFolder)),
        sample(Metric.INSTANCE_TEMP_FREE_BYTES, tempFolder.getUsableSpace()),
        sample(Metric.INSTANCE_TEMP_FREE_PERCENT, freePercent(tempFolder)));
  }

  private Sample sample(Metric metric, double amount) {
    return sample(metric, Math.round(amount));
  }

  private Sample sample(Metric metric, long amount) {
    return new Sample(metric, instance.name(), amount);
  }

  /** Of all processors together; below 0 while the system does not know it yet. */
  private static double cpuShare() {
    return ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system
        ? Math.max(0, system.getProcessCpuLoad())
        : 0;
  }

  private static double freePercent(File folder) {
    return percent(folder.getUsableSpace(), folder.getTotalSpace());
  }

  private static double percent(long part, long whole) {
    return whole <= 0 ? 0 : part * 100.0 / whole;
  }

  private double average(@Nullable Timer waits, double waiting) {
    return waits == null
        ? 0
        : poolWait.averageMs(
            waits.count(), waits.totalTime(TimeUnit.MILLISECONDS), waiting, Sampled.EVERY);
  }

  private double gauge(String name) {
    MeterRegistry registry = meters.getIfAvailable();
    Gauge gauge = registry == null ? null : registry.find(name).gauge();
    return gauge == null || Double.isNaN(gauge.value()) ? 0 : gauge.value();
  }

  private @Nullable Timer timer(String name) {
    MeterRegistry registry = meters.getIfAvailable();
    return registry == null ? null : registry.find(name).timer();
  }
}
