package ai.agentbar.web.console;

/**
 * One moment of a line of time.
 *
 * @param day where it is another than the one before, or empty
 * @param tone {@code good}, {@code warn}, {@code bad}, or empty
 * @param more in small letters, or empty
 * @param quote what another system said of it, in its own words, or empty
 * @param body to be opened, or empty
 * @param link to where there is more, or empty
 */
public record Moment(
    String day,
    String time,
    String tone,
    String text,
    String more,
    String quote,
    String body,
    String link) {}
