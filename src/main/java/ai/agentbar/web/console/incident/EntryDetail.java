package ai.agentbar.web.console.incident;

import ai.agentbar.kernel.Actor;
import ai.agentbar.watch.incident.Entry;
import ai.agentbar.watch.playbook.Playbook;
import ai.agentbar.watch.playbook.Wording;
import ai.agentbar.web.console.Words;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;

/** What the sentence of an entry leaves out: the finding of a probe, a step, a reason. */
record EntryDetail(Playbook playbook, Words words) {

  String of(Entry entry) {
    if (isToldByIncident(entry)) {
      return "";
    }
    return switch (entry.kind()) {
      case COMMENT, MESSAGE -> "";
      case PROBE, ACTION -> result(entry);
      case INCIDENT -> entry.actor().isPresent() ? byPerson(entry) : byItself(entry);
      case ALERT, SILENCE, OTHER -> words.because(field(entry, "reason"));
    };
  }

  /** Why people are called stands with the incident's clock, beside this entry. */
  private static boolean isToldByIncident(Entry entry) {
    return entry.event().equals("ALERT_ESCALATED");
  }

  private String result(Entry entry) {
    if (entry.event().equals("ACTION_MEASURED")) {
      return "%s: %s → %s"
          .formatted(field(entry, "metric"), field(entry, "before"), field(entry, "after"));
    }
    Wording result = new Wording(field(entry, "result_id"), field(entry, "result"));
    return result.english().isEmpty() ? reason(entry) : result.in(words.reader().language());
  }

  private String reason(Entry entry) {
    return entry.actor().filter(it -> it.kind() == Actor.Kind.SYSTEM).isPresent()
        ? words.say("alert.step.automatic")
        : field(entry, "reason");
  }

  /** An incident's own sentence ends with who did it, what exactly and why. */
  private String byPerson(Entry entry) {
    String by = "by " + entry.actor().map(Objects::toString).orElseThrow();
    int at = entry.text().indexOf(by);
    return at < 0
        ? entry.text()
        : named(entry.text().substring(at + by.length()).replaceFirst("^: ", ""));
  }

  /** With the step or the role that stands first in the reader's words. */
  private String named(String rest) {
    String first = rest.replaceFirst("(?s)[: ].*", "").toLowerCase(Locale.ROOT);
    return words
        .find("incident-step." + first)
        .or(() -> words.find("incident-role." + first))
        .map(it -> it + rest.substring(first.length()))
        .orElse(rest);
  }

  private String byItself(Entry entry) {
    return switch (entry.event()) {
      case "INCIDENT_SEVERITY_RAISED" ->
          "%s → %s: %s".formatted(field(entry, "from"), field(entry, "to"), rule(entry));
      case "INCIDENT_REOPENED" -> rule(entry);
      case "INCIDENT_ESCALATED", "INCIDENT_OVERDUE" ->
          "%s, %s".formatted(words.of("clock", field(entry, "clock")), due(entry));
      case "INCIDENT_RESOLVED" -> words.say("entry.by-itself");
      case "POST_MORTEM_OVERDUE" -> due(entry);
      default -> "";
    };
  }

  private String rule(Entry entry) {
    return IncidentsView.title(field(entry, "rule"), playbook, words);
  }

  private String due(Entry entry) {
    Instant due = Instant.parse(field(entry, "due_at"));
    return words.say("clock.due", words.reader().moment(due));
  }

  private static String field(Entry entry, String name) {
    return Objects.toString(entry.fields().get(name), "");
  }
}
