package ai.agentbar.watch.delivery;

import ai.agentbar.watch.alert.Alerts;
import ai.agentbar.watch.alert.Firing;
import ai.agentbar.watch.alert.FiringId;
import ai.agentbar.watch.playbook.Playbooks;
import ai.agentbar.watch.playbook.Rule;
import ai.agentbar.watch.playbook.Severity;
import ai.agentbar.watch.runbook.Runbook;
import ai.agentbar.watch.runbook.Ticks;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
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
   * @param notices one of a firing, by the deliveries they are for; two teams of one reader share a
   *     notice, and so do two occasions
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

  /**
   * What is told once, whatever it is told for. Only where data is missing that says what it is
   * about.
   */
  private record Key(String ruleId, Instant since, Optional<Occasion> blindness) {

    static Key of(News news, Occasion shown) {
      return new Key(
          news.ruleId(),
          news.at(),
          news.firing().isPresent() ? Optional.empty() : Optional.of(shown));
    }
  }

  /** A delivery and as what it is to be told. */
  private record Due(Delivery delivery, Occasion shown, Optional<Firing> firing) {

    /** Who must come says most; what nobody was told of yet fires, and has not become worse. */
    private static final List<Occasion> MOST_FIRST =
        List.of(
            Occasion.ESCALATED,
            Occasion.FIRING,
            Occasion.RAISED,
            Occasion.SILENCE_ENDED,
            Occasion.REPEATED);

    /** Of several for one firing the first is told, the others leave with it. */
    static final Comparator<Due> FIRST =
        Comparator.comparingInt((Due it) -> MOST_FIRST.indexOf(it.shown))
            .thenComparing(it -> it.delivery.news().round(), Comparator.reverseOrder())
            .thenComparing(it -> it.delivery.id());
  }

  private final Alerts alerts;
  private final Playbooks playbooks;
  private final Runbook runbook;
  private final Ticks ticks;
  private final Terms terms;
  private final InstantSource clock;

  NoticeReader(
      Alerts alerts,
      Playbooks playbooks,
      Runbook runbook,
      Ticks ticks,
      Terms terms,
      InstantSource clock) {
    this.alerts = alerts;
    this.playbooks = playbooks;
    this.runbook = runbook;
    this.ticks = ticks;
    this.terms = terms;
    this.clock = clock;
  }

  Reading read(List<Delivery> waiting) {
    Map<FiringId, Optional<Firing>> firings = new HashMap<>();
    Map<Key, List<Due>> due = new LinkedHashMap<>();
    Map<Delivery, String> kept = new LinkedHashMap<>();
    for (Delivery delivery : waiting) {
      News news = delivery.news();
      Optional<Firing> firing =
          news.firing().flatMap(it -> firings.computeIfAbsent(it, alerts::firing));
      switch (Telling.of(news.occasion(), firing, terms.isSilenced(news.ruleId()))) {
        case Telling.Keep(String reason) -> kept.put(delivery, reason);
        case Telling.Tell(Occasion shown) ->
            due.computeIfAbsent(Key.of(news, shown), _ -> new ArrayList<>())
                .add(new Due(delivery, shown, firing));
      }
    }
    return new Reading(told(due.values()), kept);
  }

  private Map<Notice, List<Delivery>> told(Collection<List<Due>> alerts) {
    Map<Notice, List<Delivery>> told = new LinkedHashMap<>();
    for (List<Due> alert : alerts) {
      List<Due> ordered = alert.stream().sorted(Due.FIRST).toList();
      told.put(notice(ordered.getFirst()), ordered.stream().map(Due::delivery).toList());
    }
    return told;
  }

  private Notice notice(Due due) {
    News news = due.delivery().news();
    Optional<Firing> firing = due.firing();
    Optional<Rule> rule = playbooks.current().rule(news.ruleId());
    Severity severity =
        firing
            .map(Firing::severity)
            .or(() -> rule.map(it -> it.card().severity()))
            .orElse(Severity.P1);
    return new Notice(
        due.shown(),
        severity,
        news.ruleId(),
        rule,
        firing,
        firing.map(it -> known(it.id())).orElse(Notice.Known.NOTHING),
        firing.map(Firing::since).orElse(news.at()),
        clock.instant(),
        news.note(),
        due.delivery().place().team());
  }

  private Notice.Known known(FiringId firing) {
    return new Notice.Known(alerts.found(firing), runbook.ofFiring(firing), ticks.of(firing));
  }
}
