package ai.agentbar.watch.incident;

import ai.agentbar.watch.alert.Silences;
import ai.agentbar.watch.incident.Incident.Member;
import ai.agentbar.watch.playbook.Severity;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * What of an incident nobody is told of. Nobody can be late for what they were not told: as long as
 * everything that fires in an incident is silenced, its clocks stand; and what was silenced from
 * its begin to its end makes an incident no worse and owes no post-mortem.
 */
@Component
class Silenced {

  private final Silences silences;
  private final InstantSource clock;

  Silenced(Silences silences, InstantSource clock) {
    this.silences = silences;
    this.clock = clock;
  }

  boolean isNow(String ruleId) {
    return silences.isSilenced(ruleId);
  }

  /** Since when the clocks stand because of silences; empty where people are told of something. */
  Optional<Instant> standsSince(Incident incident) {
    Instant now = clock.instant();
    List<Optional<Instant>> firing =
        incident.firing().stream().map(it -> silences.silencedSince(it.ruleId(), now)).toList();
    return firing.isEmpty() || firing.stream().anyMatch(Optional::isEmpty)
        ? Optional.empty()
        : latest(incident, firing.stream().flatMap(Optional::stream));
  }

  /** The same at the moment in which the silence of one rule has ended. */
  Optional<Instant> stoodSince(Incident incident, String endedRule, Instant silencedSince) {
    Instant now = clock.instant();
    List<Optional<Instant>> others =
        incident.firing().stream()
            .map(Member::ruleId)
            .filter(it -> !it.equals(endedRule))
            .map(it -> silences.silencedSince(it, now))
            .toList();
    return others.stream().anyMatch(Optional::isEmpty)
        ? Optional.empty()
        : latest(
            incident,
            Stream.concat(others.stream().flatMap(Optional::stream), Stream.of(silencedSince)));
  }

  /** The worst that people were told of; empty where they were told of nothing of it. */
  Optional<Severity> worstTold(Incident incident) {
    return incident.alerts().stream()
        .filter(it -> !isUntold(it))
        .map(Member::severity)
        .min(Comparator.naturalOrder());
  }

  /** Whether nobody was told of it, from its begin until its end or now. */
  private boolean isUntold(Member member) {
    return silences
        .silencedSince(member.ruleId(), member.endedAt().orElseGet(clock::instant))
        .filter(since -> !since.isAfter(member.joinedAt()))
        .isPresent();
  }

  /** Clocks were put off at each joining, and ran until what people were told of had ended. */
  private Optional<Instant> latest(Incident incident, Stream<Instant> silencedSince) {
    Stream<Instant> toldUntil = incident.alerts().stream().flatMap(it -> toldUntil(it).stream());
    return Stream.of(silencedSince, toldUntil, Stream.of(incident.lastJoinedAt()))
        .flatMap(it -> it)
        .max(Comparator.naturalOrder());
  }

  private Optional<Instant> toldUntil(Member member) {
    return member.endedAt().filter(it -> silences.silencedSince(member.ruleId(), it).isEmpty());
  }
}
