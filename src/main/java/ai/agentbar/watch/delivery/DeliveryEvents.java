package ai.agentbar.watch.delivery;

import ai.agentbar.event.Event;
import ai.agentbar.event.EventLog;
import ai.agentbar.watch.alert.FiringId;
import ai.agentbar.watch.delivery.DeliveryEvent.About;
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
      events.append(new DeliveryEvent.Sent(About.of(delivery), delivery.attempts() + 1, together));
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
    events.append(
        new DeliveryEvent.NotSent(
            About.of(delivery),
            delivery.attempts() + 1,
            last,
            new Event.Failure("Undelivered", reason)));
  }

  void held(Delivery delivery) {
    events.append(new DeliveryEvent.Held(About.of(delivery)));
  }

  void cancelled(Delivery delivery, String reason) {
    events.append(new DeliveryEvent.Cancelled(About.of(delivery), reason));
  }
}
