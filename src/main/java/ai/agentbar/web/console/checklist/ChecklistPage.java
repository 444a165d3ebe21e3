package ai.agentbar.web.console.checklist;

import ai.agentbar.watch.checklist.Checklist;
import ai.agentbar.watch.checklist.ChecklistId;
import ai.agentbar.watch.checklist.ChecklistItem;
import ai.agentbar.watch.checklist.Checklists;
import ai.agentbar.watch.checklist.Checklists.Notes;
import ai.agentbar.watch.checklist.Checklists.Signing;
import ai.agentbar.web.Colleagues;
import ai.agentbar.web.CurrentActor;
import ai.agentbar.web.console.Area;
import ai.agentbar.web.console.MissingException;
import ai.agentbar.web.console.Words;
import ai.agentbar.web.console.checklist.ChecklistView.Typed;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** One checklist: what stands in it, and the form by which a person signs it. */
@Controller
@RequestMapping("/checklists/{id:\\d{1,18}}")
class ChecklistPage {

  private static final String NOTE = "note-";

  private final Checklists checklists;
  private final Colleagues colleagues;
  private final InstantSource clock;

  ChecklistPage(Checklists checklists, Colleagues colleagues, InstantSource clock) {
    this.checklists = checklists;
    this.colleagues = colleagues;
    this.clock = clock;
  }

  @GetMapping
  String show(
      @PathVariable long id,
      @ModelAttribute(name = "words", binding = false) Words words,
      Model model) {
    return shown(find(id), Typed.NOTHING, words, model);
  }

  @PostMapping("/sign")
  String sign(
      @PathVariable long id,
      @RequestParam Map<String, String> fields,
      @ModelAttribute(name = "words", binding = false) Words words,
      Model model) {
    Checklist checklist = find(id);
    Map<ChecklistItem, String> notes = notes(fields);
    String tickets = fields.getOrDefault("tickets", "").strip();
    if (!colleagues.isOneOf(checklist.signers())) {
      String why = words.say("checklist.not-yours", String.join(", ", checklist.signers()));
      return shown(checklist, new Typed(notes, tickets, why), words, model);
    }
    if (!tickets.matches("\\d{0,9}")) {
      String why = words.say("checklist.tickets.number");
      return shown(checklist, new Typed(notes, tickets, why), words, model);
    }
    OptionalLong number =
        tickets.isEmpty() ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(tickets));
    return switch (checklists.sign(checklist.id(), CurrentActor.get(), new Notes(notes, number))) {
      case Signing.Signed _ -> "redirect:/checklists/%d?done=checklist-signed".formatted(id);
      case Signing.Refused(String reason) ->
          shown(find(id), new Typed(notes, tickets, why(find(id), reason, words)), words, model);
      case Signing.Unknown _ -> throw missing();
    };
  }

  private static String why(Checklist checklist, String reason, Words words) {
    return checklist
        .signed()
        .map(it -> words.say("checklist.signed-before", words.who(it.actor())))
        .orElseGet(() -> words.because(reason));
  }

  private String shown(Checklist checklist, Typed typed, Words words, Model model) {
    model.addAttribute("view", ChecklistView.of(checklist, typed, clock.instant(), words));
    model.addAttribute("mine", colleagues.isOneOf(checklist.signers()));
    return "console/checklist";
  }

  private static Map<ChecklistItem, String> notes(Map<String, String> fields) {
    Map<ChecklistItem, String> notes = new EnumMap<>(ChecklistItem.class);
    for (ChecklistItem item : ChecklistItem.values()) {
      String note = fields.getOrDefault(NOTE + Words.lower(item), "").strip();
      if (!note.isEmpty()) {
        notes.put(item, note);
      }
    }
    return notes;
  }

  private Checklist find(long id) {
    return Optional.of(id)
        .filter(it -> it > 0)
        .flatMap(it -> checklists.find(new ChecklistId(it)))
        .orElseThrow(ChecklistPage::missing);
  }

  private static MissingException missing() {
    return new MissingException("checklist", Area.CHECKLISTS);
  }
}
