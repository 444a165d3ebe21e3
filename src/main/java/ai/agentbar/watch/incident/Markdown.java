package ai.agentbar.watch.incident;

/** Text of others inside our Markdown: it stays text and ends no line and no cell. */
final class Markdown {

  private Markdown() {}

  static String line(String text) {
    return text.replaceAll("\\s+", " ")
        .replace("\\", "\\\\")
        .replace("<", "&lt;")
        .replaceAll("([`*_\\[\\]#])", "\\\\$1")
        .strip();
  }

  static String cell(String text) {
    return line(text).replace("|", "\\|");
  }
}
