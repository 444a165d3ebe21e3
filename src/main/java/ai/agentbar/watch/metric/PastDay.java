package ai.agentbar.watch.metric;

import java.time.Instant;
import java.util.Map;
import java.util.NavigableMap;

/**
 * What is stored of a day or a part of it.
 *
 * @param buckets by how much each counter grew, by the start of the bucket; no entry means by
 *     nothing
 * @param minutes the gauges of every minute that was written down; one that nobody knew then has no
 *     entry. A minute that is missing was written by nobody: the watch did not run
 */
public record PastDay(
    Map<Metric, NavigableMap<Instant, Long>> buckets,
    NavigableMap<Instant, Map<Metric, Long>> minutes) {}
