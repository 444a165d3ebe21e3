package ai.agentbar.web;

import java.util.function.BooleanSupplier;

/**
 * Who began an answer that goes on for minutes. What they proved once may have ended since, so
 * whoever goes on answering asks again and again.
 *
 * @param who one name for all that the same person or machine began
 * @param stands whether the same proof would do today; asks the database, and counts as no use
 */
public record LastingProof(String who, BooleanSupplier stands) {}
