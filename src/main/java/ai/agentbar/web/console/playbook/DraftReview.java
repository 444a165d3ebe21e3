package ai.agentbar.web.console.playbook;

import ai.agentbar.watch.alert.Hindsight;
import ai.agentbar.watch.alert.Hindsight.Question;
import ai.agentbar.watch.alert.Retrospect;
import ai.agentbar.watch.playbook.Playbook;
import ai.agentbar.watch.playbook.PlaybookChanges;
import ai.agentbar.watch.playbook.PlaybookChanges.Changed;
import ai.agentbar.watch.playbook.Rule;
import ai.agentbar.web.console.Reader;
import ai.agentbar.web.console.Words;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * What a valid text would change, and how often each changed rule would have fired in the last
 * seven days before and after. Rules are named by their ids where they are new: what a text says in
 * its words is not shown, since it may name settings.
 */
@Component
class DraftReview {

  static final Duration OVER = Duration.ofDays(7);

  /** So many rules are looked at; those that come later are named without numbers. */
  static final int RULES_MAX = 12;

  private final Hindsight hindsight;

  DraftReview(Hindsight hindsight) {
    this.hindsight = hindsight;
  }

  /**
   * What would be otherwise.
   *
   * @param parts what is otherwise beside the rules, or empty
   * @param notes what was not looked at
   */
  public record Result(List<Row> rows, String parts, List<String> notes) {

    public boolean isEmpty() {
      return rows.isEmpty() && parts.isEmpty();
    }
  }

  /**
   * One rule.
   *
   * @param before when it fires now, or empty
   * @param after when it would fire, or empty
   * @param firedBefore how often it would have fired; a dash where that was not looked at
   */
  public record Row(
      String id,
      String kind,
      String tone,
      String before,
      String after,
      String firedBefore,
      String firedAfter) {}

  /** A rule before and after; none where it was not, or will not be. */
  private record Pair(String id, String kind, List<Rule> before, List<Rule> after) {

    boolean judgesOtherwise() {
      return before.isEmpty()
          || after.isEmpty()
          || new Changed(before.getFirst(), after.getFirst()).judgesOtherwise();
    }
  }

  Result of(Playbook inForce, Playbook draft, Words words) {
    PlaybookChanges changes = PlaybookChanges.between(inForce, draft);
    List<Pair> pairs = pairs(changes);
    List<Pair> looked = pairs.stream().filter(Pair::judgesOtherwise).limit(RULES_MAX).toList();
    List<Retrospect> seen = hindsight.look(questions(looked, inForce, draft));
    List<Row> rows = pairs.stream().map(it -> row(it, looked, seen, words)).toList();
    return new Result(rows, parts(changes, words), notes(pairs, looked, seen, words));
  }

  private static List<Pair> pairs(PlaybookChanges changes) {
    return Stream.of(
            changes.changed().stream()
                .map(
                    it ->
                        new Pair(
                            it.after().id(),
                            it.judgesOtherwise() ? "changed" : "worded",
                            List.of(it.before()),
                            List.of(it.after()))),
            changes.added().stream().map(it -> new Pair(it.id(), "added", List.of(), List.of(it))),
            changes.off().stream().map(it -> new Pair(it.id(), "off", List.of(it), List.of())))
        .flatMap(it -> it)
        .toList();
  }

  private static List<Question> questions(List<Pair> pairs, Playbook inForce, Playbook draft) {
    List<Question> questions = new ArrayList<>();
    for (Pair pair : pairs) {
      pair.before().forEach(it -> questions.add(new Question(it, inForce.busyHours(), OVER)));
      pair.after().forEach(it -> questions.add(new Question(it, draft.busyHours(), OVER)));
    }
    return questions;
  }

  private static Row row(Pair pair, List<Pair> looked, List<Retrospect> seen, Words words) {
    boolean wasLooked = looked.contains(pair);
    return new Row(
        pair.id(),
        words.of("draft-rule", pair.kind()),
        pair.kind().equals("off") ? "warn" : "",
        pair.before().stream().map(it -> told(it, words)).findFirst().orElse(""),
        pair.after().stream().map(it -> told(it, words)).findFirst().orElse(""),
        wasLooked ? fired(pair.before(), seen, words) : Reader.NOTHING,
        wasLooked ? fired(pair.after(), seen, words) : Reader.NOTHING);
  }

  private static String told(Rule rule, Words words) {
    return RuleWords.condition(rule, words) + " " + RuleWords.timing(rule, words);
  }

  private static String fired(List<Rule> rule, List<Retrospect> seen, Words words) {
    return seen.stream()
        .filter(it -> rule.stream().anyMatch(it.rule()::equals))
        .filter(it -> !it.isCutShort())
        .findFirst()
        .map(it -> words.reader().number(it.firings().size()))
        .orElse(Reader.NOTHING);
  }

  private static String parts(PlaybookChanges changes, Words words) {
    return changes.parts().stream()
        .map(it -> words.of("draft-part", it))
        .collect(Collectors.joining(", "));
  }

  private static List<String> notes(
      List<Pair> pairs, List<Pair> looked, List<Retrospect> seen, Words words) {
    List<String> notes = new ArrayList<>();
    if (pairs.stream().filter(Pair::judgesOtherwise).count() > looked.size()) {
      notes.add(words.say("draft.rules-max", words.reader().number(RULES_MAX)));
    }
    if (seen.stream().anyMatch(Retrospect::isCutShort)) {
      notes.add(words.say("draft.cut"));
    }
    seen.stream()
        .filter(it -> !it.isCutShort())
        .filter(
            it ->
                it.knownSince()
                    .filter(since -> !since.isAfter(it.from().plusSeconds(120)))
                    .isEmpty())
        .findFirst()
        .ifPresent(
            it ->
                notes.add(
                    it.knownSince()
                        .map(since -> words.say("hindsight.begins", words.reader().moment(since)))
                        .orElseGet(() -> words.say("hindsight.nothing"))));
    return notes;
  }
}
