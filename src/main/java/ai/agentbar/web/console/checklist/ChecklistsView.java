package ai.agentbar.web.console.checklist;

import ai.agentbar.watch.checklist.Checklist;
import ai.agentbar.watch.checklist.Finding;
import ai.agentbar.watch.playbook.Playbook;
import ai.agentbar.watch.playbook.Shift;
import ai.agentbar.web.console.Badge;
import ai.agentbar.web.console.Reader;
import ai.agentbar.web.console.Words;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The checklists in one language.
 *
 * @param now those of today, and those of before that somebody still has to sign, in their order
 * @param past all others, newest first
 * @param older where the next page begins, or empty
 * @param shifts when a checklist is made, for whoever finds none
 */
public record ChecklistsView(
    List<ChecklistView> now, List<Row> past, boolean first, String older, String shifts) {

  /** One checklist of an earlier time. */
  public record Row(long id, String day, String shift, Badge state, Badge bad, String signed) {}

  /** What was read for it. */
  record Asked(List<Checklist> today, List<Checklist> page, Playbook playbook, boolean first) {}

  static ChecklistsView of(Asked asked, String older, Instant now, Words words) {
    List<Checklist> shown = asked.first() ? current(asked) : List.of();
    Set<Object> ids = shown.stream().map(Checklist::id).collect(Collectors.toSet());
    return new ChecklistsView(
        shown.stream().map(it -> ChecklistView.of(it, now, words)).toList(),
        asked.page().stream()
            .filter(it -> !ids.contains(it.id()))
            .map(it -> row(it, now, words))
            .toList(),
        asked.first(),
        older,
        shifts(asked.playbook(), words));
  }

  private static List<Checklist> current(Asked asked) {
    Set<Object> today = asked.today().stream().map(Checklist::id).collect(Collectors.toSet());
    return Stream.concat(
            asked.page().reversed().stream()
                .filter(it -> it.signed().isEmpty() && it.lapsedAt().isEmpty())
                .filter(it -> !today.contains(it.id())),
            asked.today().stream())
        .toList();
  }

  private static Row row(Checklist checklist, Instant now, Words words) {
    return new Row(
        checklist.id().number(),
        words.reader().day(checklist.period().beginsAt()),
        checklist.period().name().in(words.reader().language()),
        ChecklistView.state(checklist, now, words),
        bad(checklist, words),
        checklist
            .signed()
            .map(it -> words.who(it.actor()) + " · " + words.reader().moment(it.at()))
            .orElse(""));
  }

  private static Badge bad(Checklist checklist, Words words) {
    long bad =
        checklist.findings().stream().filter(it -> it.verdict() == Finding.Verdict.BAD).count();
    return bad == 0
        ? new Badge(words.say("checklists.bad.none"), "good")
        : new Badge(words.say("checklists.bad", words.reader().number(bad)), "bad");
  }

  /** By the merchant's clock, whatever the reader's is. */
  private static String shifts(Playbook playbook, Words words) {
    Reader merchant = new Reader(words.reader().language(), playbook.zone());
    return playbook.shifts().stream()
            .map(it -> shift(it, merchant))
            .collect(Collectors.joining(", "))
        + " "
        + merchant.zoneName();
  }

  private static String shift(Shift shift, Reader merchant) {
    return "%s %s–%s"
        .formatted(
            shift.name().in(merchant.language()),
            merchant.hour(shift.begins()),
            merchant.hour(shift.ends()));
  }
}
