package ai.agentbar.watch.delivery;

import ai.agentbar.watch.alert.MoneyAtRisk;
import ai.agentbar.watch.playbook.Contact;
import ai.agentbar.watch.playbook.ContactKind;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.springframework.stereotype.Service;

/**
 * Posts what Alertmanager posts, so that whatever takes its webhooks takes ours. Each alert is a
 * group of its own, by its name; one that was taken already is taken again under the same
 * fingerprint.
 */
@Service
class AlertmanagerSender implements Sender {

  private static final String SEVERITY = "severity";
  private static final String METRIC = "metric";

  private final MessageSettings settings;
  private final NoticeFacts facts;
  private final Posting posting;

  AlertmanagerSender(MessageSettings settings, NoticeFacts facts, Posting posting) {
    this.settings = settings;
    this.facts = facts;
    this.posting = posting;
  }

  @Override
  public ContactKind channel() {
    return ContactKind.ALERTMANAGER;
  }

  @Override
  public void send(Message message, Contact contact) {
    message.notices().forEach(it -> send(it, contact));
  }

  private void send(Notice notice, Contact contact) {
    Posting.Answer answer =
        posting.post(
            "The Alertmanager webhook",
            Addresses.url("The Alertmanager webhook", contact),
            Map.of(),
            AlertmanagerBody.of(notice.team(), alert(notice), settings.publicUrl().toString()));
    if (!answer.isFine()) {
      throw new UndeliveredException(
          "The Alertmanager webhook answered " + answer.status(),
          Duration.ofSeconds(answer.retryAfter()));
    }
  }

  private AlertmanagerBody.Alert alert(Notice notice) {
    boolean firing = notice.shown().calls();
    SortedMap<String, String> labels = labels(notice);
    return new AlertmanagerBody.Alert(
        firing ? "firing" : "resolved",
        labels,
        annotations(notice),
        notice.since().toString(),
        firing ? AlertmanagerBody.NOT_ENDED : notice.endedAt().orElse(notice.at()).toString(),
        settings.link(notice),
        AlertmanagerBody.fingerprint(identity(labels)));
  }

  /**
   * What of the labels stays the same from when it fires until it is over: it becomes worse, and
   * its rule may leave the playbook.
   */
  private static SortedMap<String, String> identity(SortedMap<String, String> labels) {
    SortedMap<String, String> identity = new TreeMap<>(labels);
    identity.keySet().removeAll(List.of(SEVERITY, METRIC));
    return identity;
  }

  private static SortedMap<String, String> labels(Notice notice) {
    SortedMap<String, String> labels = new TreeMap<>();
    labels.put("alertname", notice.ruleId());
    labels.put("job", "agentbar");
    labels.put(SEVERITY, notice.severity().name().toLowerCase(Locale.ROOT));
    notice.rule().ifPresent(it -> labels.put(METRIC, it.metric().key()));
    if (notice.firing().isEmpty()) {
      labels.put("state", "no_data");
    }
    return labels;
  }

  /** The rest of what the other channels say: whoever is called by this one reads no mail first. */
  private SortedMap<String, String> annotations(Notice notice) {
    SortedMap<String, String> annotations = new TreeMap<>();
    annotations.put("summary", notice.title().english());
    annotations.put("description", NoticeFacts.why(notice).english());
    annotations.put("findings", NoticeFacts.summary(List.of(notice), Locale.ENGLISH));
    String steps = facts.stepLines(notice, Locale.ENGLISH);
    if (!steps.isEmpty()) {
      annotations.put("steps", steps);
    }
    notice.atRisk().ifPresent(it -> annotations.put("money_at_risk", risk(it)));
    return annotations;
  }

  private static String risk(MoneyAtRisk atRisk) {
    return "%d orders, %s".formatted(atRisk.orders(), atRisk.amount());
  }
}
