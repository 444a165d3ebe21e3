package ai.agentbar.watch.delivery;

import ai.agentbar.watch.alert.Alerts;
import ai.agentbar.watch.alert.Firing;
import ai.agentbar.watch.playbook.Playbooks;
import ai.agentbar.watch.playbook.Rule;
import ai.agentbar.watch.playbook.Severity;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Service;

/** Finds out, at the moment of sending, what is true and known of what waits in a lane. */
@Service
class NoticeReader {

  /**
   * What a lane has to say.
   *
   * @param notices by the deliveries they are for; two teams of one reader share a notice
   * @param kept what is not told any more, and why
   */
  record Reading(Map<Notice, List<Delivery>> notices, Map<Delivery, String> kept) {

    /** The worst first. */
    List<Notice> told() {
      return notices.keySet().stream().sorted(Notice.WORST_FIRST).toList();
    }

    News newsOf(Notice notice) {
      return notices.getOrDefault(notice, List.of()).getFirst().news();
    }

    List<Delivery> telling() {
      return notices.values().stream().flatMap(List::stream).toList();
    }
  }

  private record Key(String ruleId, Instant since, Occasion shown) {}

  private final Alerts alerts;
  private final Playbooks playbooks;
  private final Terms terms;
  private final InstantSource clock;

  NoticeReader(Alerts alerts, Playbooks playbooks, Terms terms, InstantSource clock) {
    this.alerts = alerts;
    this.playbooks = playbooks;
    this.terms = terms;
    this.clock = clock;
  }

  Reading read(List<Delivery> waiting) {
    Map<Key, Notice> notices = new LinkedHashMap<>();
    Map<Notice, List<Delivery>> told = new LinkedHashMap<>();
    Map<Delivery, String> kept = new LinkedHashMap<>();
    for (Delivery delivery : waiting) {
      News news = delivery.news();
      Optional<Firing> firing = news.firing().flatMap(alerts::firing);
      switch (Telling.of(news.occasion(), firing, terms.isSilenced(news.ruleId()))) {
        case Telling.Keep(String reason) -> kept.put(delivery, reason);
        case Telling.Tell(Occasion shown) -> {
          Key key = new Key(news.ruleId(), news.at(), shown);
          Notice notice = notices.computeIfAbsent(key, _ -> notice(delivery, shown, firing));
          told.computeIfAbsent(notice, _ -> new ArrayList<>()).add(delivery);
        }
      }
    }
    return new Reading(told, kept);
  }

  private Notice notice(Delivery delivery, Occasion shown, Optional<Firing> firing) {
    News news = delivery.news();
    Optional<Rule> rule = playbooks.current().rule(news.ruleId());
    Severity severity =
        firing
            .map(Firing::severity)
            .or(() -> rule.map(it -> it.card().severity()))
            .orElse(Severity.P1);
    return new Notice(
        shown,
        severity,
        news.ruleId(),
        rule,
        firing,
        firing.map(it -> alerts.results(it.id())).orElseGet(List::of),
        firing.map(Firing::since).orElse(news.at()),
        clock.instant(),
        news.note(),
        delivery.place().team());
  }
}
