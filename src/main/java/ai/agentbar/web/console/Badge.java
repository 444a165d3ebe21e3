package ai.agentbar.web.console;

/**
 * A word in a coloured pill.
 *
 * @param tone {@code good}, {@code warn}, {@code bad}, or empty
 */
public record Badge(String text, String tone) {}
