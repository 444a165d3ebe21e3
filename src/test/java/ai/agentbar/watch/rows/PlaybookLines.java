package ai.agentbar.watch.rows;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the playbook says in the sections that the watch keeps; headings and rulers left out. */
final class PlaybookLines {

  private static final String FILE = "/playbook/monitoring-alerting-playbook.md";

  /** A heading stands at the margin, {@code ### 3.1 Payment} or {@code 5.1 Webhook}. */
  private static final Pattern HEADING = Pattern.compile("#*\\s?(\\d)(\\.\\d)?\\.? .*");

  private static final Set<String> KEPT = Set.of("3", "5", "6", "7", "8");

  /** Lines that only say what kind of line follows. */
  private static final Set<String> FRAME =
      Set.of(
          "",
          "---",
          "⸻",
          "🚨 **Alert jika:**",
          "Action:",
          "Setiap hari (atau shift):",
          "Level",
          "Description",
          "SLA");

  /** A line without its indent; its section is {@code 3.1} or {@code 6}. */
  record Line(String section, String text) {}

  private PlaybookLines() {}

  static List<Line> read() {
    List<Line> lines = new ArrayList<>();
    String section = "";
    for (String raw : text().lines().toList()) {
      Matcher heading = HEADING.matcher(raw);
      String line = raw.strip().replaceAll("\\s+", " ");
      if (heading.matches()) {
        section = heading.group(1) + Objects.requireNonNullElse(heading.group(2), "");
      } else if (KEPT.contains(section.replaceAll("\\..*", "")) && !isFrame(line)) {
        lines.add(new Line(section, line));
      }
    }
    return lines;
  }

  private static boolean isFrame(String line) {
    return FRAME.contains(line) || line.startsWith("|--") || line.startsWith("| Metric ");
  }

  private static String text() {
    try (InputStream file =
        Objects.requireNonNull(PlaybookLines.class.getResourceAsStream(FILE), FILE)) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
