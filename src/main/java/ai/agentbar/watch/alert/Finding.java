package ai.agentbar.watch.alert;

import ai.agentbar.watch.playbook.Wording;
import java.time.Instant;

/**
 * What a rule's condition came to.
 *
 * @param heldAt when it last held, if it holds
 * @param value a count, or seconds of silence
 * @param limit in the same unit
 */
record Finding(boolean holds, Instant heldAt, long value, long limit, Wording reason) {}
