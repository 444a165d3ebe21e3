/**
 * What every page and every answer shares: who may see what, what an error looks like, how long a
 * body may be, and under which request id its events stand.
 *
 * <p>Promise: an error tells the reader what to do and never shows a stack, a key or a person's
 * data. Never: a decision of commerce or watch. Tables: none. Imports: {@code kernel}, {@code
 * event}, {@code job}, {@code staff}.
 */
@ApplicationModule(allowedDependencies = {"kernel", "event", "job", "staff"})
@NullMarked
package ai.agentbar.web;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
