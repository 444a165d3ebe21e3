package ai.agentbar.web.console.playbook;

import ai.agentbar.watch.playbook.Mistake;
import ai.agentbar.watch.playbook.Playbooks;
import ai.agentbar.web.console.Words;
import java.util.List;

/**
 * A text of the playbook in the editor, and what came of checking it.
 *
 * @param where it is to be put
 * @param problem why it was not looked at, or empty
 * @param review what it would mean; none where it was not checked or has mistakes
 */
public record DraftView(
    String text,
    int lines,
    String source,
    String where,
    String problem,
    List<MistakeRow> mistakes,
    List<DraftReview.Result> review) {

  static DraftView untouched(String text, Playbooks playbooks, Words words) {
    return new DraftView(
        text,
        Math.toIntExact(text.lines().count()),
        playbooks.inForce().source(),
        playbooks
            .path()
            .map(it -> words.say("draft.where.file", it.toString()))
            .orElseGet(() -> words.say("draft.where.jar")),
        "",
        List.of(),
        List.of());
  }

  DraftView tooLong(int most, Words words) {
    return new DraftView(
        text,
        lines,
        source,
        where,
        words.say("draft.too-long", words.reader().number(most)),
        List.of(),
        List.of());
  }

  DraftView with(List<Mistake> found, Words words) {
    List<String> all = text.lines().toList();
    return new DraftView(
        text,
        lines,
        source,
        where,
        "",
        found.stream()
            .map(it -> MistakeRow.of(it, it.file().equals(source) ? all : List.of(), words))
            .toList(),
        List.of());
  }

  DraftView with(DraftReview.Result result) {
    return new DraftView(text, lines, source, where, "", List.of(), List.of(result));
  }
}
