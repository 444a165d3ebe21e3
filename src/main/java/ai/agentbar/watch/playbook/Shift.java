package ai.agentbar.watch.playbook;

import java.time.Duration;
import java.time.LocalTime;
import java.util.List;

/**
 * A part of the day whose checklist somebody signs, in the merchant's {@linkplain Playbook#zone
 * timezone}.
 *
 * @param ends later than {@code begins} for the same day, else on the day after
 * @param signWithin how long after its end the checklist may still be unsigned
 * @param signers teams of which one person signs; never empty
 */
public record Shift(
    String id,
    Wording name,
    LocalTime begins,
    LocalTime ends,
    Duration signWithin,
    List<Team> signers) {}
