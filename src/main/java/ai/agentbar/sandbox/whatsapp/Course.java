package ai.agentbar.sandbox.whatsapp;

import ai.agentbar.sandbox.base.Timetable;
import ai.agentbar.sandbox.fault.FaultSwitches;
import ai.agentbar.sandbox.fault.WhatsAppFaults;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * What becomes of a message that was taken: sent, delivered, read, each told by a status webhook,
 * or failed; and how the switches change that.
 */
final class Course {

  private record Step(ChatMessage.Status status, Duration after) {}

  private static final Step SENT = new Step(ChatMessage.Status.SENT, Duration.ofSeconds(1));
  private static final Step DELIVERED =
      new Step(ChatMessage.Status.DELIVERED, Duration.ofSeconds(4));
  private static final Step READ = new Step(ChatMessage.Status.READ, Duration.ofSeconds(40));
  private static final Step FAILED = new Step(ChatMessage.Status.FAILED, Duration.ofSeconds(2));

  private final WhatsAppSettings settings;
  private final FaultSwitches switches;
  private final Timetable timetable;
  private final Chat chat;
  private final StatusCourier courier;

  Course(
      WhatsAppSettings settings,
      FaultSwitches switches,
      Timetable timetable,
      Chat chat,
      StatusCourier courier) {
    this.settings = settings;
    this.switches = switches;
    this.timetable = timetable;
    this.chat = chat;
    this.courier = courier;
  }

  /** The message goes its way from now on. */
  void begin(ChatMessage message) {
    WhatsAppFaults faults = switches.current().whatsApp();
    List<Step> steps = steps(faults);
    List<Step> told = faults.whatsappStatusReorder() ? steps.reversed() : steps;
    ChatMessage fated =
        faults.whatsappFailedCode() > 0
            ? message.to(ChatMessage.Status.TAKEN, faults.whatsappFailedCode())
            : message;
    goOn(fated, told.iterator(), pauses(steps).iterator(), faults);
  }

  /** Each step is told before the next one is taken, however slow the shop is. */
  private void goOn(
      ChatMessage message, Iterator<Step> way, Iterator<Duration> pauses, WhatsAppFaults faults) {
    if (way.hasNext()) {
      Step step = way.next();
      timetable.after(
          pauses.next(),
          () -> {
            try {
              take(message, step, faults);
            } finally {
              goOn(message, way, pauses, faults);
            }
          });
    }
  }

  private List<Duration> pauses(List<Step> steps) {
    Duration before = Duration.ZERO;
    List<Duration> pauses = new ArrayList<>();
    for (Step step : steps) {
      pauses.add(settings.pace().shorten(step.after().minus(before)));
      before = step.after();
    }
    return pauses;
  }

  private static List<Step> steps(WhatsAppFaults faults) {
    if (faults.whatsappFailedCode() > 0) {
      return List.of(FAILED);
    }
    return faults.whatsappSkipDelivered() ? List.of(SENT, READ) : List.of(SENT, DELIVERED, READ);
  }

  private void take(ChatMessage message, Step step, WhatsAppFaults faults) {
    chat.advance(message.id(), step.status(), message.errorCode());
    if (switches.current().whatsApp().whatsappStatusLost()) {
      return;
    }
    Instant happenedAt = message.receivedAt().plus(settings.pace().shorten(step.after()));
    StatusWebhook webhook = StatusWebhook.of(message, step.status(), happenedAt, settings);
    StatusWebhook sent = faults.whatsappStatusForged() ? webhook.forged() : webhook;
    for (int copy = 0; copy < faults.whatsappStatusDuplicate(); copy++) {
      timetable.workers().execute(() -> courier.deliver(message, step.status(), sent));
    }
    courier.deliver(message, step.status(), sent);
  }
}
