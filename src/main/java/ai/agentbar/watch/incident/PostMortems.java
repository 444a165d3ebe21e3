package ai.agentbar.watch.incident;

import ai.agentbar.event.Masking;
import ai.agentbar.kernel.Actor;
import ai.agentbar.kernel.FreeText;
import ai.agentbar.watch.incident.Incident.Signature;
import ai.agentbar.watch.incident.IncidentEvent.Deed;
import java.time.InstantSource;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What is learned from incidents. Until somebody saves a text, it is drafted anew from the timeline
 * each time it is read; every saved text is kept.
 */
@Service
public class PostMortems {

  /** Letters of a text. */
  public static final int TEXT_LENGTH_MAX = 200_000;

  private static final int VERSIONS_MAX = 500;

  /** What became of a text. */
  public sealed interface Saving {

    record Saved(PostMortem postMortem) implements Saving {}

    /** Somebody else saved meanwhile. */
    record Outdated(PostMortem newest) implements Saving {}

    record Refused(String reason) implements Saving {}

    record Unknown() implements Saving {}
  }

  private final IncidentTable incidents;
  private final IncidentReadTable reading;
  private final PostMortemTable texts;
  private final StepTable steps;
  private final Drafting drafting;
  private final IncidentLog log;
  private final InstantSource clock;

  PostMortems(
      IncidentTable incidents,
      IncidentReadTable reading,
      PostMortemTable texts,
      StepTable steps,
      Drafting drafting,
      IncidentLog log,
      InstantSource clock) {
    this.incidents = incidents;
    this.reading = reading;
    this.texts = texts;
    this.steps = steps;
    this.drafting = drafting;
    this.log = log;
    this.clock = clock;
  }

  /** The newest text, or the draft; none where there is no such incident. */
  public Optional<PostMortem> get(IncidentId id) {
    return reading
        .find(id)
        .map(
            incident ->
                texts
                    .newest(id)
                    .orElseGet(
                        () -> new PostMortem(0, drafting.draft(incident), Optional.empty())));
  }

  /**
   * Keeps a new text; personal data in it is covered.
   *
   * @param version the one that was changed; 0 for the draft
   */
  @Transactional
  public Saving save(IncidentId id, int version, String typed, Actor actor) {
    if (!incidents.lock(id)) {
      return new Saving.Unknown();
    }
    PostMortem newest = get(id).orElseThrow();
    Incident incident = reading.find(id).orElseThrow();
    if (isSigned(incident)) {
      return new Saving.Refused("The post-mortem is signed; what is signed is not changed.");
    }
    String text = FreeText.storable(typed);
    if (text.isEmpty() || text.length() > TEXT_LENGTH_MAX || newest.version() >= VERSIONS_MAX) {
      return new Saving.Refused(
          "A text has 1 to %d letters, and %d versions at most."
              .formatted(TEXT_LENGTH_MAX, VERSIONS_MAX));
    }
    return newest.version() == version
        ? new Saving.Saved(keep(id, newest.version() + 1, Masking.cover(text), actor))
        : new Saving.Outdated(newest);
  }

  /** A person signs it as it stands; the draft too may be good enough. */
  @Transactional
  public IncidentChange finish(IncidentId id, Actor actor) {
    if (!incidents.lock(id)) {
      return new IncidentChange.Unknown();
    }
    Incident incident = reading.find(id).orElseThrow();
    Optional<String> refusal = refusalToSign(incident, actor);
    if (refusal.isPresent()) {
      return new IncidentChange.Refused(refusal.get());
    }
    PostMortem newest = get(id).orElseThrow();
    if (newest.version() == 0) {
      keep(id, 1, newest.text(), actor);
    }
    incidents.finishPostMortem(id, new Signature(actor, clock.instant()));
    steps.take(
        id,
        incident.course().round(),
        new StepTaken(
            IncidentStep.POST_MORTEM, new StepTaken.Way(false, ""), actor, clock.instant()));
    tell(id, Deed.POST_MORTEM_SIGNED, actor, Math.max(1, newest.version()));
    if (steps.isPostMortemOverdue(incident)) {
      log.tell(new IncidentEvent.PostMortemNotOverdue(id));
    }
    return new IncidentChange.Done(reading.find(id).orElseThrow());
  }

  private PostMortem keep(IncidentId id, int version, String text, Actor actor) {
    Signature by = new Signature(actor, clock.instant());
    texts.save(id, version, text, by);
    tell(id, Deed.POST_MORTEM_SAVED, actor, version);
    return texts.newest(id).orElseThrow();
  }

  private static Optional<String> refusalToSign(Incident incident, Actor actor) {
    if (actor.kind() != Actor.Kind.PERSON) {
      return Optional.of("A post-mortem is signed by a person.");
    }
    if (!incident.isResolved()) {
      return Optional.of("Resolve the incident first.");
    }
    return isSigned(incident)
        ? Optional.of("The post-mortem is signed already.")
        : Optional.empty();
  }

  private static boolean isSigned(Incident incident) {
    return incident.postMortem().flatMap(Incident.PostMortemDuty::signed).isPresent();
  }

  private void tell(IncidentId id, Deed deed, Actor actor, int version) {
    log.tell(new IncidentEvent.ByPerson(id, deed, actor, "version " + version, ""));
  }
}
