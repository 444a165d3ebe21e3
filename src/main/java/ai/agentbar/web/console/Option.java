package ai.agentbar.web.console;

/** One choice of a filter. */
public record Option(String value, String text, boolean selected) {}
