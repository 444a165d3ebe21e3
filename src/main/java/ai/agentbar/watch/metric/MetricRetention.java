package ai.agentbar.watch.metric;

import ai.agentbar.database.DailyPartitions;
import ai.agentbar.database.RetentionSettings;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** How long buckets are kept; totals are kept for ever. */
@Configuration(proxyBeanMethods = false)
class MetricRetention {

  @Bean
  DailyPartitions metricBuckets(RetentionSettings settings) {
    return new DailyPartitions("metric_bucket", "bucket_at", settings.metricBuckets());
  }
}
