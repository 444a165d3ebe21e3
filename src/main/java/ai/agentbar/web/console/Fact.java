package ai.agentbar.web.console;

/** One fact of a page's head: what it is, and how it stands. */
public record Fact(String name, String text) {}
