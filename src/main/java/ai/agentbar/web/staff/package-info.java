/**
 * The way in for staff: the login page, the page of the first person, the page of a one-time link
 * that sets a password, and the errand to an identity provider where one is set.
 *
 * <p>Promise: every way ends in the same kind of session; the pages work without JavaScript; a
 * refused login does not say why; after each the way leads to a page of this site only. Never: a
 * decision. Tables: none. Imports: {@code kernel}, {@code staff}, {@code web}.
 */
@ApplicationModule(allowedDependencies = {"kernel", "staff", "web"})
@NullMarked
package ai.agentbar.web.staff;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
