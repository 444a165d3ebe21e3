package ai.agentbar.web.console.board;

import ai.agentbar.watch.alert.Firing;
import ai.agentbar.watch.metric.Courses;
import ai.agentbar.watch.playbook.Rule;
import ai.agentbar.watch.playbook.Wording;
import ai.agentbar.web.console.Amounts;
import ai.agentbar.web.console.Words;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * One chart in one language: the numbers for the script that draws it, the same drawn by the server
 * for whoever has none, and the newest of them in a table whose every number leads to its rows.
 *
 * @param data for the script, as JSON
 * @param normal what the playbook calls normal, or empty
 * @param marks the newest alerts on what it shows
 */
public record Chart(
    String id,
    String title,
    String normal,
    String newest,
    String data,
    Drawing drawing,
    List<String> heads,
    List<Row> rows,
    List<Mark> marks) {

  /** One step in the table. */
  public record Row(String time, List<Cell> cells) {}

  public record Cell(String text, String link) {}

  /**
   * Where an alert fired.
   *
   * @param x where on the server's drawing
   */
  public record Mark(String link, String title, String severity, String at, long t, double x) {}

  /** One line, for the script. */
  record LineData(String name, String rows, List<@Nullable Long> values) {}

  /** All of it, for the script. */
  record Data(
      String unit,
      String language,
      String zone,
      List<Long> t,
      List<LineData> lines,
      @Nullable List<@Nullable Long> low,
      @Nullable List<@Nullable Long> high,
      List<Mark> marks) {}

  private static final int ROWS_MAX = 12;
  private static final int MARKS_MAX = 20;
  private static final JsonMapper JSON = new JsonMapper();
  private static final ZoneId WIB = ZoneId.of("Asia/Jakarta");

  static Chart of(Plot plot, BoardName board, Snapshot read, Words words) {
    Optional<Normal> normal = Normal.of(plot, read);
    List<String> names = plot.lines().stream().map(it -> name(it, words)).toList();
    List<Mark> marks = marks(plot, read, words);
    Data data = data(plot, normal, names, marks, read, words);
    return new Chart(
        board.key() + "-" + plot.key(),
        words.of("plot", plot.key()),
        normal
            .map(it -> words.say("plot.normal", it.band().normal().in(words.reader().language())))
            .orElse(""),
        newest(plot, names, read, words),
        JSON.writeValueAsString(data),
        Drawing.of(data),
        Stream.concat(Stream.of(words.say("plot.time")), names.stream()).toList(),
        rows(plot, read, words),
        marks);
  }

  private static String name(Line line, Words words) {
    return switch (line) {
      case Line.Labelled labelled -> words.of(labelled.group(), labelled.label());
      case Line.Whole _, Line.Lowest _, Line.Share _, Line.Percentile _ ->
          words.of("line", line.key());
    };
  }

  private static Data data(
      Plot plot,
      Optional<Normal> normal,
      List<String> names,
      List<Mark> marks,
      Snapshot read,
      Words words) {
    Courses courses = read.courses();
    List<LineData> lines =
        Stream.iterate(0, it -> it < names.size(), it -> it + 1)
            .map(
                it ->
                    new LineData(
                        names.get(it),
                        plot.lines().get(it).rows(),
                        values(courses, step -> plot.lines().get(it).at(step, courses))))
            .toList();
    return new Data(
        Words.lower(plot.unit()),
        words.reader().language().getLanguage(),
        words.reader().zone().getId(),
        courses.starts().stream().map(Instant::getEpochSecond).toList(),
        lines,
        normal
            .filter(it -> it.band().atLeast().isPresent())
            .map(it -> values(courses, step -> it.lowAt(step, courses)))
            .orElse(null),
        normal
            .filter(it -> it.band().atMost().isPresent())
            .map(it -> values(courses, step -> it.highAt(step, courses)))
            .orElse(null),
        marks);
  }

  /** A value of one step. */
  @FunctionalInterface
  private interface AtStep {
    Optional<Long> at(Instant step);
  }

  private static List<@Nullable Long> values(Courses courses, AtStep line) {
    List<@Nullable Long> values = new java.util.ArrayList<>();
    courses.starts().forEach(step -> values.add(line.at(step).orElse(null)));
    return values;
  }

  private static List<Mark> marks(Plot plot, Snapshot read, Words words) {
    return read.firingsOf(plot.metrics()).stream()
        .limit(MARKS_MAX)
        .map(it -> mark(it, read, words))
        .toList();
  }

  private static Mark mark(Firing firing, Snapshot read, Words words) {
    return new Mark(
        "/alerts/" + firing.id(),
        title(firing, read, words),
        firing.severity().name(),
        words.reader().moment(firing.firedAt()),
        firing.firedAt().getEpochSecond(),
        Drawing.x(firing.firedAt().getEpochSecond(), read.courses().starts()));
  }

  private static String title(Firing firing, Snapshot read, Words words) {
    return read.playbook()
        .rule(firing.ruleId())
        .map(Rule::card)
        .map(Rule.Card::title)
        .map((Wording it) -> it.in(words.reader().language()))
        .orElse(firing.ruleId());
  }

  private static String newest(Plot plot, List<String> names, Snapshot read, Words words) {
    Instant last = read.courses().starts().getLast();
    return Stream.iterate(0, it -> it < names.size(), it -> it + 1)
        .map(it -> names.get(it) + " " + text(plot, plot.lines().get(it), last, read, words))
        .collect(java.util.stream.Collectors.joining(", "));
  }

  private static List<Row> rows(Plot plot, Snapshot read, Words words) {
    List<Instant> newestFirst = read.courses().starts().reversed();
    return newestFirst.stream()
        .limit(ROWS_MAX)
        .map(
            step ->
                new Row(
                    time(step, read, words),
                    plot.lines().stream()
                        .map(
                            it ->
                                new Cell(
                                    text(plot, it, step, read, words),
                                    link(it.rows(), step, words.reader().zone())))
                        .toList()))
        .toList();
  }

  private static String time(Instant step, Snapshot read, Words words) {
    return read.range().compareTo(BoardRange.DAY) <= 0
        ? words.reader().time(step)
        : words.reader().day(step) + " " + words.reader().time(step);
  }

  private static String text(Plot plot, Line line, Instant step, Snapshot read, Words words) {
    return line.at(step, read.courses())
        .map(it -> Amounts.text(plot.unit(), it, words.reader()))
        .orElse(ai.agentbar.web.console.Reader.NOTHING);
  }

  static String link(String rows, Instant step, ZoneId zone) {
    return rows.replace(Line.DAY, LocalDate.ofInstant(step, zone).toString())
        .replace(Line.WIB_DAY, LocalDate.ofInstant(step, WIB).toString());
  }
}
