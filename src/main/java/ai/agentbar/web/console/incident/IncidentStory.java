package ai.agentbar.web.console.incident;

import ai.agentbar.watch.incident.Entry;
import ai.agentbar.watch.playbook.Playbook;
import ai.agentbar.watch.playbook.Team;
import ai.agentbar.web.console.Moment;
import ai.agentbar.web.console.Words;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Tells a timeline to people, oldest first. Messages that left at one time are told at once, and
 * that one is about to leave is not told. An entry that has no words here is told in its own: it
 * may come from a room younger than this page.
 */
final class IncidentStory {

  private static final String SENT = "ALERT_SENT";
  private static final Duration AT_ONE_TIME = Duration.ofMinutes(1);

  private static final Set<String> UNTOLD = Set.of("ALERT_DELIVERY_CREATED", "ALERT_DIAGNOSED");
  private static final Set<String> GOOD =
      Set.of("ALERT_RESOLVED", "INCIDENT_RECOVERED", "INCIDENT_RESOLVED", "PROBE_GOOD");
  private static final Set<String> WARN =
      Set.of(
          "ALERT_DELIVERY_DELAYED",
          "ALERT_FALLBACK",
          "ALERT_ESCALATED",
          "INCIDENT_ACKNOWLEDGEMENT_FELL",
          "INCIDENT_ESCALATED",
          "INCIDENT_REOPENED",
          "PROBE_UNKNOWN");
  private static final Set<String> BAD =
      Set.of(
          "ALERT_FIRING",
          "ALERT_SEVERITY_RAISED",
          "ALERT_DELIVERY_FAILED",
          "ACTION_FAILED",
          "INCIDENT_OPENED",
          "INCIDENT_OVERDUE",
          "INCIDENT_SEVERITY_RAISED",
          "POST_MORTEM_OVERDUE",
          "PROBE_BAD");

  private final Playbook playbook;
  private final Words words;
  private final EntryDetail detail;
  private String day = "";

  private IncidentStory(Playbook playbook, Words words) {
    this.playbook = playbook;
    this.words = words;
    this.detail = new EntryDetail(playbook, words);
  }

  static List<Moment> of(List<Entry> entries, Playbook playbook, Words words) {
    IncidentStory story = new IncidentStory(playbook, words);
    return grouped(entries).stream().map(story::moment).toList();
  }

  private static List<List<Entry>> grouped(List<Entry> entries) {
    List<List<Entry>> groups = new ArrayList<>();
    for (Entry entry : entries) {
      if (UNTOLD.contains(entry.event())) {
        continue;
      }
      if (!groups.isEmpty() && isTwin(groups.getLast().getFirst(), entry)) {
        groups.getLast().add(entry);
      } else {
        groups.add(new ArrayList<>(List.of(entry)));
      }
    }
    return groups;
  }

  private static boolean isTwin(Entry first, Entry next) {
    return first.event().equals(SENT)
        && next.event().equals(SENT)
        && Duration.between(first.at(), next.at()).compareTo(AT_ONE_TIME) < 0;
  }

  private Moment moment(List<Entry> group) {
    Entry entry = group.getFirst();
    String said = entry.event().equals(SENT) ? told(group) : said(entry);
    return new Moment(
        newDay(entry),
        words.reader().time(entry.at()),
        tone(entry.event()),
        said.isEmpty() ? entry.text() : said,
        said.isEmpty() ? "" : detail.of(entry),
        entry.kind() == Entry.Kind.MESSAGE ? field(entry, "reason") : "",
        "",
        "");
  }

  private String newDay(Entry entry) {
    String its = words.reader().day(entry.at());
    boolean another = !its.equals(day);
    day = its;
    return another ? its : "";
  }

  private static String tone(String event) {
    if (BAD.contains(event)) {
      return "bad";
    }
    if (WARN.contains(event)) {
      return "warn";
    }
    return GOOD.contains(event) ? "good" : "";
  }

  private String told(List<Entry> group) {
    return words.say(
        "entry.alert_sent",
        group.stream()
            .map(it -> "%s (%s)".formatted(team(field(it, "team")), channel(it)))
            .distinct()
            .collect(Collectors.joining(", ")));
  }

  private String said(Entry entry) {
    String who = entry.actor().map(words::who).orElseGet(() -> words.say("actor.system"));
    if (entry.kind() == Entry.Kind.COMMENT) {
      return who + ": " + entry.text();
    }
    return words
        .find(
            key(entry),
            who,
            IncidentsView.title(field(entry, "rule"), playbook, words),
            team(field(entry, "team")),
            channel(entry),
            words.of("probe", field(entry, "probe")),
            words.of("action-button", field(entry, "action")))
        .orElse("");
  }

  /** Whoever takes an alert on is named there; of its incident nobody is named once more. */
  private static String key(Entry entry) {
    String event = entry.event().toLowerCase(Locale.ROOT);
    return entry.event().equals("INCIDENT_ACKNOWLEDGED") && entry.actor().isEmpty()
        ? "entry.incident_taken_on"
        : "entry." + event;
  }

  private String team(String id) {
    return playbook.team(id).map(Team::name).orElse(id);
  }

  private String channel(Entry entry) {
    return words.of("contact", field(entry, "channel"));
  }

  private static String field(Entry entry, String name) {
    return Objects.toString(entry.fields().get(name), "");
  }
}
