package ai.agentbar.watch.rows;

import ai.agentbar.watch.rows.PlaybookLines.Line;
import java.util.List;
import java.util.stream.Stream;

/**
 * Lines of the playbook that belong together, and what shows that the program keeps them.
 *
 * @param shown throws where it does not
 */
record Row(List<Line> lines, Runnable shown) {

  static Row of(String section, String line, Runnable shown) {
    return of(section, List.of(line), shown);
  }

  static Row of(String section, List<String> lines, Runnable shown) {
    return new Row(lines.stream().map(it -> new Line(section, it)).toList(), shown);
  }

  String name() {
    return Stream.concat(
            Stream.of(lines.getFirst().section() + ":"), lines.stream().map(Line::text))
        .reduce((a, b) -> a + " " + b)
        .orElseThrow();
  }
}
