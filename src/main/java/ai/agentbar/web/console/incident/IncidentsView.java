package ai.agentbar.web.console.incident;

import ai.agentbar.watch.incident.Incident;
import ai.agentbar.watch.playbook.Playbook;
import ai.agentbar.web.console.Badge;
import ai.agentbar.web.console.Words;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Incidents in one language.
 *
 * @param open on the first page, whatever their age
 * @param past those of this page that are over
 * @param first whether it is the first page
 * @param older before which incident the next page begins, or empty
 */
public record IncidentsView(List<Row> open, List<Row> past, boolean first, String older) {

  /**
   * One incident.
   *
   * @param alerts what fires or fired in it
   */
  public record Row(
      long id, String severity, Badge state, String alerts, String opened, String person) {}

  static IncidentsView of(
      List<Incident> open, List<Incident> page, boolean first, Playbook playbook, Words words) {
    List<Incident> shown = page.stream().limit(IncidentsPage.PAGE_ROWS).toList();
    return new IncidentsView(
        open.stream().map(it -> row(it, playbook, words)).toList(),
        shown.stream().filter(Incident::isResolved).map(it -> row(it, playbook, words)).toList(),
        first,
        page.size() > IncidentsPage.PAGE_ROWS ? shown.getLast().id().toString() : "");
  }

  private static Row row(Incident incident, Playbook playbook, Words words) {
    return new Row(
        incident.id().number(),
        incident.severity().name(),
        IncidentBriefs.state(incident, words),
        incident.alerts().stream()
            .map(it -> title(it.ruleId(), playbook, words))
            .distinct()
            .collect(Collectors.joining(", ")),
        words.reader().moment(incident.course().openedAt()),
        incident.course().acknowledged().map(it -> words.who(it.actor())).orElse(""));
  }

  static String title(String rule, Playbook playbook, Words words) {
    return playbook
        .rule(rule)
        .map(it -> it.card().title().in(words.reader().language()))
        .orElse(rule);
  }
}
