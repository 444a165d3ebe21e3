package ai.agentbar.watch.playbook;

/** What is wrong in the file, and in which line, counted from 1. */
record Mistake(int line, String reason) implements Comparable<Mistake> {

  String in(String file) {
    return "%s:%d: %s".formatted(file, line, reason);
  }

  @Override
  public int compareTo(Mistake other) {
    return Integer.compare(line, other.line);
  }
}
