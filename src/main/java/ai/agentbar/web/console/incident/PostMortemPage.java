package ai.agentbar.web.console.incident;

import ai.agentbar.watch.incident.Incident;
import ai.agentbar.watch.incident.IncidentChange;
import ai.agentbar.watch.incident.IncidentId;
import ai.agentbar.watch.incident.Incidents;
import ai.agentbar.watch.incident.PostMortem;
import ai.agentbar.watch.incident.PostMortems;
import ai.agentbar.watch.incident.PostMortems.Saving;
import ai.agentbar.web.CurrentActor;
import ai.agentbar.web.console.Words;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What is learned from an incident: read, written, signed, taken away as a file. */
@Controller
@RequestMapping("/incidents/{id:\\d{1,18}}")
class PostMortemPage {

  private static final MediaType MARKDOWN =
      new MediaType("text", "markdown", StandardCharsets.UTF_8);

  private final Incidents incidents;
  private final PostMortems postMortems;

  PostMortemPage(Incidents incidents, PostMortems postMortems) {
    this.incidents = incidents;
    this.postMortems = postMortems;
  }

  @GetMapping("/post-mortem")
  String show(
      @PathVariable long id,
      @ModelAttribute(name = "words", binding = false) Words words,
      Model model) {
    return shown(view(id, words), model);
  }

  @GetMapping("/post-mortem.md")
  ResponseEntity<byte[]> download(@PathVariable long id) {
    return ResponseEntity.ok()
        .contentType(MARKDOWN)
        .header(
            HttpHeaders.CONTENT_DISPOSITION,
            ContentDisposition.attachment()
                .filename("post-mortem-%d.md".formatted(id))
                .build()
                .toString())
        .body(text(id).text().getBytes(StandardCharsets.UTF_8));
  }

  @PostMapping("/post-mortem")
  String save(
      @PathVariable long id,
      @RequestParam(defaultValue = "-1") int version,
      @RequestParam(defaultValue = "") String text,
      @ModelAttribute(name = "words", binding = false) Words words,
      Model model) {
    String written = text.replace("\r\n", "\n");
    return switch (postMortems.save(incident(id).id(), version, written, CurrentActor.get())) {
      case Saving.Saved _ -> "redirect:/incidents/%d/post-mortem?done=saved".formatted(id);
      case Saving.Outdated _ ->
          shown(view(id, words).refused(written, words.say("post-mortem.outdated")), model);
      case Saving.Refused(String why) ->
          shown(view(id, words).refused(written, words.because(why)), model);
      case Saving.Unknown _ -> throw IncidentPage.missing();
    };
  }

  @PostMapping("/post-mortem/finish")
  String finish(
      @PathVariable long id,
      @ModelAttribute(name = "words", binding = false) Words words,
      Model model) {
    return switch (postMortems.finish(incident(id).id(), CurrentActor.get())) {
      case IncidentChange.Done _ -> "redirect:/incidents/%d/post-mortem?done=signed".formatted(id);
      case IncidentChange.Refused(String why) -> {
        PostMortemView view = view(id, words);
        yield shown(view.refused(view.text(), words.because(why)), model);
      }
      case IncidentChange.Unknown _ -> throw IncidentPage.missing();
    };
  }

  private PostMortemView view(long id, Words words) {
    return PostMortemView.of(incident(id), text(id), words);
  }

  private static String shown(PostMortemView view, Model model) {
    model.addAttribute("view", view);
    return "console/post-mortem";
  }

  private Incident incident(long id) {
    return number(id).flatMap(incidents::find).orElseThrow(IncidentPage::missing);
  }

  private PostMortem text(long id) {
    return number(id).flatMap(postMortems::get).orElseThrow(IncidentPage::missing);
  }

  private static Optional<IncidentId> number(long id) {
    return Optional.of(id).filter(it -> it > 0).map(IncidentId::new);
  }
}
