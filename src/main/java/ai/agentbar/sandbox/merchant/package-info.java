/**
 * The merchant's own system at the other end of the outgoing webhook: it checks signatures by the
 * Standard Webhooks specification, in code of its own, and shows what arrived.
 */
@NullMarked
package ai.agentbar.sandbox.merchant;

import org.jspecify.annotations.NullMarked;
