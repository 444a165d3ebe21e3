/**
 * Silences for staff: which rules nobody is told of, since when, until when, by whom and why.
 *
 * <p>Promise: what is refused comes back as it was typed, with the reason at its field; without
 * JavaScript all of it can be done. Never: a decision whether a silence may be; that is with {@code
 * watch.alert}. Tables: none. Imports: {@code kernel}, {@code web}, {@code web.console}, and the
 * doors of {@code watch.alert} and {@code watch.playbook}.
 */
@ApplicationModule(
    allowedDependencies = {"kernel", "watch.alert", "watch.playbook", "web", "web.console"})
@NullMarked
package ai.agentbar.web.console.silence;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
