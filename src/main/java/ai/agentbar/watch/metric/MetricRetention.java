package ai.agentbar.watch.metric;

import ai.agentbar.database.DailyPartitions;
import ai.agentbar.database.RetentionSettings;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** How long buckets, steps and the history of gauges are kept; totals are kept for ever. */
@Configuration(proxyBeanMethods = false)
class MetricRetention {

  @Bean
  DailyPartitions metricBuckets(RetentionSettings settings) {
    return new DailyPartitions("metric_bucket", "bucket_at", settings.metricBuckets());
  }

  @Bean
  DailyPartitions metricHistory(RetentionSettings settings) {
    return new DailyPartitions("metric_history", "minute_at", settings.metricBuckets());
  }

  @Bean
  DailyPartitions metricCounterSteps(RetentionSettings settings) {
    return new DailyPartitions("metric_counter_step", "step_at", settings.metricBuckets());
  }

  @Bean
  DailyPartitions metricGaugeSteps(RetentionSettings settings) {
    return new DailyPartitions("metric_gauge_step", "step_at", settings.metricBuckets());
  }
}
