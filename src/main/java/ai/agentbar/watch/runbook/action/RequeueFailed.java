package ai.agentbar.watch.runbook.action;

import ai.agentbar.notification.ChannelName;
import ai.agentbar.notification.ChannelStatus;
import ai.agentbar.notification.Outbox;
import ai.agentbar.notification.Requeue;
import ai.agentbar.watch.metric.Metric;
import ai.agentbar.watch.playbook.ActionName;
import ai.agentbar.watch.playbook.Wording;
import ai.agentbar.watch.runbook.Action;
import ai.agentbar.watch.runbook.ActionRequest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * Sends the messages once more that every channel gave up, where they are still true, and closes
 * those that are not.
 */
@Component
class RequeueFailed implements Action {

  private final Outbox outbox;

  RequeueFailed(Outbox outbox) {
    this.outbox = outbox;
  }

  @Override
  public ActionName name() {
    return ActionName.REQUEUE_FAILED;
  }

  @Override
  public Metric metric() {
    return Metric.OUTBOX_FAILED;
  }

  @Override
  public Preview preview() {
    Map<ChannelName, Requeue.Outlook> outlooks = outlooks();
    Sum sum = Sum.of(outlooks.values().stream().map(Requeue.Outlook::batch).toList());
    String each = each(outlooks);
    return new Preview(
        sum.touched(),
        outlooks.values().stream()
            .flatMap(it -> it.sample().stream())
            .map(String::valueOf)
            .toList(),
        new Wording(
            "mengirim ulang %d pesan yang masih benar (%s), menutup %d yang tidak lagi benar; %d tetap"
                .formatted(sum.requeued, each, sum.closed, sum.refused),
            "sends %d messages once more that are still true (%s), closes %d that are not; %d stay"
                .formatted(sum.requeued, each, sum.closed, sum.refused)),
        warnings(outlooks.values()));
  }

  @Override
  public Outcome run(ActionRequest request) {
    Sum sum = Sum.of(Stream.of(ChannelName.values()).map(outbox::requeueFailed).toList());
    return new Outcome(
        sum.touched(),
        new Wording(
            "%d pesan antre lagi, %d ditutup karena tidak lagi benar, %d tetap"
                .formatted(sum.requeued, sum.closed, sum.refused),
            "%d messages wait again, %d are closed since they are no longer true, %d stay"
                .formatted(sum.requeued, sum.closed, sum.refused)));
  }

  /** Over all channels. */
  private record Sum(long requeued, long closed, long refused) {

    private static Sum of(List<Requeue.Batch> batches) {
      return new Sum(
          batches.stream().mapToLong(Requeue.Batch::requeued).sum(),
          batches.stream().mapToLong(Requeue.Batch::closed).sum(),
          batches.stream().mapToLong(Requeue.Batch::refused).sum());
    }

    private long touched() {
      return requeued + closed;
    }
  }

  private Map<ChannelName, Requeue.Outlook> outlooks() {
    Map<ChannelName, Requeue.Outlook> outlooks = new EnumMap<>(ChannelName.class);
    for (ChannelName channel : ChannelName.values()) {
      outlooks.put(channel, outbox.requeueOutlook(channel));
    }
    return outlooks;
  }

  private static String each(Map<ChannelName, Requeue.Outlook> outlooks) {
    return outlooks.entrySet().stream()
        .map(it -> it.getKey() + " " + it.getValue().batch().requeued())
        .collect(Collectors.joining(", "));
  }

  private List<Wording> warnings(Collection<Requeue.Outlook> outlooks) {
    List<Wording> warnings = new ArrayList<>();
    outbox.channels().stream()
        .filter(it -> it.on() && it.stopped())
        .map(RequeueFailed::standsStill)
        .forEach(warnings::add);
    if (outlooks.stream().anyMatch(it -> it.batch().more())) {
      warnings.add(
          new Wording(
              "lebih dari %d per kanal; jalankan lagi untuk sisanya"
                  .formatted(Outbox.REQUEUE_ROWS_MAX),
              "more than %d a channel; run it again for the rest"
                  .formatted(Outbox.REQUEUE_ROWS_MAX)));
    }
    return warnings;
  }

  private static Wording standsStill(ChannelStatus channel) {
    return new Wording(
        "kanal %s berhenti (%s): perbaiki dan buka dulu"
            .formatted(channel.channel(), channel.reason()),
        "channel %s stands still (%s): mend and reopen it first"
            .formatted(channel.channel(), channel.reason()));
  }
}
