package ai.agentbar.watch.delivery;

/**
 * Something to tell one contact.
 *
 * @param attempts how many tries failed
 */
record Delivery(long id, News news, Place place, int attempts) {}
