/**
 * The whole program against the sandbox, over HTTP from end to end: the scenarios of {@code
 * midtrans.md} 8, each stating every event of its orders. What an order's commerce tells stands in
 * exact order; its messages travel beside it, each at its channel's own pace, so they stand beside
 * it: by channel and template, with all their events in exact order. Nothing else may be told.
 */
@NullMarked
package ai.agentbar.story;

import org.jspecify.annotations.NullMarked;
