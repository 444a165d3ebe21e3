package ai.agentbar.web.console.board;

/**
 * One number of a board.
 *
 * @param more what stands below it in small letters, or empty
 * @param tone {@code good}, {@code warn}, {@code bad}, or empty
 * @param rows where the rows behind it are
 */
public record Figure(String name, String value, String more, String tone, String rows) {}
