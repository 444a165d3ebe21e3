package ai.agentbar.watch.playbook;

import java.time.Duration;
import java.util.Optional;

/**
 * What a severity means and what is promised about it.
 *
 * @param answerWithin by when it is answered, as the playbook words it
 * @param acknowledgeWithin the clock within which somebody takes it on; empty where none runs
 * @param resolveWithin the clock within which it is over; empty where none runs
 * @param repeatEvery how often people are told again while nobody has taken it on
 * @param escalation who is told before a clock runs out; empty where nobody is
 */
public record SeverityTerms(
    Wording meaning,
    Wording answerWithin,
    Optional<Duration> acknowledgeWithin,
    Optional<Duration> resolveWithin,
    Duration repeatEvery,
    Optional<Escalation> escalation) {}
