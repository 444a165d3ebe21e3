package ai.agentbar.watch.delivery;

import ai.agentbar.event.Event;
import ai.agentbar.event.EventLog;
import ai.agentbar.watch.alert.FiringId;
import ai.agentbar.watch.playbook.ContactKind;
import java.util.List;
import org.springframework.stereotype.Service;

/** Tells what became of deliveries; always in the transaction in which it became so. */
@Service
class DeliveryEvents {

  private final EventLog events;

  DeliveryEvents(EventLog events) {
    this.events = events;
  }

  void created(News news, String team, int deliveries) {
    String reason = news.note().english();
    events.append(
        new DeliveryEvent.Created(
            news.firing().orElse(null),
            news.ruleId(),
            news.occasion(),
            news.round(),
            team,
            deliveries,
            reason.isEmpty() ? null : reason));
  }

  void fellBack(Delivery delivery, Place to) {
    News news = delivery.news();
    events.append(
        new DeliveryEvent.FellBack(
            news.firing().orElse(null),
            news.ruleId(),
            news.occasion(),
            to.team(),
            delivery.place().kind(),
            to.kind(),
            to.contact(),
            1));
  }

  void sent(List<Delivery> deliveries, int together) {
    for (Delivery delivery : deliveries) {
      News news = delivery.news();
      events.append(
          new DeliveryEvent.Sent(
              news.firing().orElse(null),
              news.ruleId(),
              news.occasion(),
              delivery.place().team(),
              delivery.place().kind(),
              delivery.place().contact(),
              delivery.attempts() + 1,
              together));
    }
  }

  void bundled(List<News> news, ContactKind channel) {
    events.append(
        new DeliveryEvent.Bundled(
            news.stream().map(News::ruleId).distinct().toList(),
            news.stream().flatMap(it -> it.firing().stream()).map(FiringId::number).toList(),
            channel));
  }

  void notSent(Delivery delivery, boolean last, String reason) {
    News news = delivery.news();
    events.append(
        new DeliveryEvent.NotSent(
            news.firing().orElse(null),
            news.ruleId(),
            news.occasion(),
            delivery.place().team(),
            delivery.place().kind(),
            delivery.place().contact(),
            delivery.attempts() + 1,
            last,
            new Event.Failure("Undelivered", reason)));
  }

  void held(Delivery delivery) {
    News news = delivery.news();
    events.append(
        new DeliveryEvent.Held(
            news.firing().orElse(null),
            news.ruleId(),
            news.occasion(),
            delivery.place().team(),
            delivery.place().kind(),
            delivery.place().contact()));
  }

  void cancelled(Delivery delivery, String reason) {
    News news = delivery.news();
    events.append(
        new DeliveryEvent.Cancelled(
            news.firing().orElse(null),
            news.ruleId(),
            news.occasion(),
            delivery.place().team(),
            delivery.place().kind(),
            delivery.place().contact(),
            reason));
  }
}
