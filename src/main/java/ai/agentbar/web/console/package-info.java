/**
 * What all pages of staff are made of: the frame with its areas, the reader's language and clock,
 * the words of the house, and the story of events.
 *
 * <p>Promise: the frame offers only what the reader may see; it needs no JavaScript. Never: a
 * change of anything but the reader's own preferences; SQL. Tables: none. Imports: {@code kernel},
 * {@code event}, {@code web}, and for the units of numbers {@code watch.metric} and {@code
 * watch.playbook}.
 */
@ApplicationModule(
    allowedDependencies = {"kernel", "event", "web", "watch.metric", "watch.playbook"})
@NullMarked
package ai.agentbar.web.console;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
