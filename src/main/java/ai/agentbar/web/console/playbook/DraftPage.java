package ai.agentbar.web.console.playbook;

import ai.agentbar.watch.playbook.Draft;
import ai.agentbar.watch.playbook.Playbook;
import ai.agentbar.watch.playbook.Playbooks;
import ai.agentbar.web.console.Words;
import java.nio.charset.StandardCharsets;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * A changed text of the playbook: what is wrong with it, or what it would mean. It is kept nowhere;
 * whoever likes it takes it along and puts it where the file stands.
 */
@Controller
class DraftPage {

  /** Letters of a text; five times what is shipped. */
  static final int TEXT_LENGTH_MAX = 250_000;

  private final Playbooks playbooks;
  private final DraftReview review;

  DraftPage(Playbooks playbooks, DraftReview review) {
    this.playbooks = playbooks;
    this.review = review;
  }

  @GetMapping("/playbook/check")
  String show(@ModelAttribute(name = "words", binding = false) Words words, Model model) {
    return shown(DraftView.untouched(offered(words), playbooks, words), model);
  }

  @PostMapping("/playbook/check")
  String check(
      @RequestParam(defaultValue = "") String text,
      @ModelAttribute(name = "words", binding = false) Words words,
      Model model) {
    String written = written(text);
    DraftView untouched = DraftView.untouched(written, playbooks, words);
    if (written.length() > TEXT_LENGTH_MAX) {
      return shown(untouched.tooLong(TEXT_LENGTH_MAX, words), model);
    }
    return switch (playbooks.draft(written)) {
      case Draft.Mistaken(var mistakes) -> shown(untouched.with(mistakes, words), model);
      case Draft.Valid(Playbook draft) ->
          shown(untouched.with(review.of(playbooks.current(), draft, words)), model);
    };
  }

  /** The text in the form, as a file. */
  @PostMapping("/playbook/check/file")
  ResponseEntity<byte[]> take(@RequestParam(defaultValue = "") String text) {
    return file(written(text));
  }

  /** The text in force, as a file. */
  @GetMapping("/playbook/file")
  ResponseEntity<byte[]> inForce() {
    return file(playbooks.text());
  }

  /** The one in the jar is changed by a short text that lies over it. */
  private String offered(Words words) {
    return playbooks.path().isPresent() || playbooks.text().contains("extends:")
        ? playbooks.text()
        : words.say("draft.overlay");
  }

  private static String shown(DraftView view, Model model) {
    model.addAttribute("view", view);
    return "console/playbook-check";
  }

  private static String written(String text) {
    return text.replace("\r\n", "\n");
  }

  private static ResponseEntity<byte[]> file(String text) {
    return ResponseEntity.ok()
        .contentType(new MediaType("application", "yaml", StandardCharsets.UTF_8))
        .header(
            HttpHeaders.CONTENT_DISPOSITION,
            ContentDisposition.attachment().filename("playbook.yaml").build().toString())
        .body(text.getBytes(StandardCharsets.UTF_8));
  }
}
