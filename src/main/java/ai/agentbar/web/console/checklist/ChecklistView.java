package ai.agentbar.web.console.checklist;

import ai.agentbar.watch.checklist.Checklist;
import ai.agentbar.watch.checklist.ChecklistItem;
import ai.agentbar.watch.checklist.Finding;
import ai.agentbar.web.console.Badge;
import ai.agentbar.web.console.Words;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * One checklist in one language.
 *
 * @param hours of its shift
 * @param sentence who signed it, or until when somebody does
 * @param signers which teams one person of signs it
 * @param open whether it can be signed
 * @param tickets as typed, where a signature was refused
 * @param problem why a signature was refused, or empty
 */
public record ChecklistView(
    long id,
    String shift,
    String day,
    String hours,
    Badge state,
    String sentence,
    String signers,
    String filled,
    boolean open,
    List<Item> items,
    String tickets,
    String problem) {

  /**
   * One thing to look at.
   *
   * @param name of its field
   * @param link where it is seen in full, or empty
   * @param outside whether the link leads to a page of somebody else's
   * @param asked whether the person who signs knows it and nobody else
   * @param note as it was signed, or as it was typed
   */
  public record Item(
      String name,
      String text,
      Badge verdict,
      String value,
      String normal,
      String link,
      boolean outside,
      boolean asked,
      String note) {}

  static ChecklistView of(Checklist checklist, Instant now, Words words) {
    return of(checklist, Typed.NOTHING, now, words);
  }

  static ChecklistView of(Checklist checklist, Typed typed, Instant now, Words words) {
    Checklist.Period period = checklist.period();
    return new ChecklistView(
        checklist.id().number(),
        period.name().in(words.reader().language()),
        words.reader().day(period.beginsAt()),
        words.say(
            "checklist.hours",
            words.reader().time(period.beginsAt()),
            words.reader().time(period.endsAt()),
            words.reader().zoneName()),
        state(checklist, now, words),
        sentence(checklist, now, words),
        String.join(", ", checklist.signers()),
        words.reader().moment(checklist.filledAt()),
        checklist.signed().isEmpty(),
        checklist.findings().stream().map(it -> item(it, typed, words)).toList(),
        typed.tickets(),
        typed.problem());
  }

  static Badge state(Checklist checklist, Instant now, Words words) {
    if (checklist.signed().isPresent()) {
      return new Badge(words.say("checklist-is.signed"), "good");
    }
    if (checklist.lapsedAt().isPresent()) {
      return new Badge(words.say("checklist-is.lapsed"), "bad");
    }
    if (!now.isBefore(checklist.period().signBy())) {
      return new Badge(words.say("checklist-is.missing"), "bad");
    }
    return now.isBefore(checklist.period().endsAt())
        ? new Badge(words.say("checklist-is.going"), "")
        : new Badge(words.say("checklist-is.due"), "warn");
  }

  private static String sentence(Checklist checklist, Instant now, Words words) {
    if (checklist.signed().isPresent()) {
      Checklist.Signature signed = checklist.signed().get();
      return words.say(
          "checklist.signed", words.who(signed.actor()), words.reader().moment(signed.at()));
    }
    String by = words.reader().moment(checklist.period().signBy());
    return now.isBefore(checklist.period().signBy())
        ? words.say("checklist.sign-by", by)
        : words.say("checklist.missed", by);
  }

  private static Item item(Finding finding, Typed typed, Words words) {
    boolean asked = finding.verdict() == Finding.Verdict.ASKED;
    return new Item(
        Words.lower(finding.item()),
        finding.item().text().in(words.reader().language()),
        verdict(finding, words),
        finding.value().in(words.reader().language()),
        finding.normal().in(words.reader().language()),
        finding.link(),
        !finding.link().startsWith("/"),
        asked,
        typed.notes().getOrDefault(finding.item(), finding.note()));
  }

  private static Badge verdict(Finding finding, Words words) {
    String text = words.of("checklist-item", finding.verdict());
    return switch (finding.verdict()) {
      case GOOD -> new Badge(text, "good");
      case BAD -> new Badge(text, "bad");
      case ASKED -> new Badge(text, "");
    };
  }

  /** What was typed into a form whose signature was refused. */
  record Typed(Map<ChecklistItem, String> notes, String tickets, String problem) {

    static final Typed NOTHING = new Typed(Map.of(), "", "");
  }
}
