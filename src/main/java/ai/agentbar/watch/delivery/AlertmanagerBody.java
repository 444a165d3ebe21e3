package ai.agentbar.watch.delivery;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/**
 * What Alertmanager posts to a webhook, version 4. Source:
 * https://prometheus.io/docs/alerting/latest/configuration/#webhook_config, and for fingerprints
 * prometheus/common, model/labelset.go.
 */
record AlertmanagerBody(
    String receiver,
    String status,
    List<Alert> alerts,
    Map<String, String> groupLabels,
    Map<String, String> commonLabels,
    Map<String, String> commonAnnotations,
    @JsonProperty("externalURL") String externalUrl,
    String version,
    String groupKey,
    int truncatedAlerts) {

  static final String VERSION = "4";

  /** The zero time of Go, in which Alertmanager is written: it has not ended. */
  static final String NOT_ENDED = "0001-01-01T00:00:00Z";

  /** One alert of the group. */
  record Alert(
      String status,
      SortedMap<String, String> labels,
      SortedMap<String, String> annotations,
      String startsAt,
      String endsAt,
      @JsonProperty("generatorURL") String generatorUrl,
      String fingerprint) {}

  /** One alert, grouped by its name. */
  static AlertmanagerBody of(String receiver, Alert alert, String externalUrl) {
    String name = String.valueOf(alert.labels().get("alertname"));
    return new AlertmanagerBody(
        receiver,
        alert.status(),
        List.of(alert),
        Map.of("alertname", name),
        alert.labels(),
        alert.annotations(),
        externalUrl,
        VERSION,
        "{}:{alertname=\"%s\"}".formatted(name),
        0);
  }

  /** FNV-1a of the sorted labels, as Prometheus names a set of labels. */
  static String fingerprint(SortedMap<String, String> labels) {
    long hash = 0xcbf29ce484222325L;
    for (Map.Entry<String, String> label : labels.entrySet()) {
      hash = separated(added(hash, label.getKey()));
      hash = separated(added(hash, label.getValue()));
    }
    return "%016x".formatted(hash);
  }

  private static long added(long hash, String text) {
    long next = hash;
    for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
      next = step(next, octet & 0xff);
    }
    return next;
  }

  private static long separated(long hash) {
    return step(hash, 0xff);
  }

  private static long step(long hash, int octet) {
    return (hash ^ octet) * 0x100000001b3L;
  }
}
