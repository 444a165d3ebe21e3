package ai.agentbar.web.console.checklist;

import ai.agentbar.watch.checklist.Checklist;
import ai.agentbar.watch.checklist.ChecklistId;
import ai.agentbar.watch.checklist.Checklists;
import ai.agentbar.watch.playbook.Playbooks;
import ai.agentbar.web.Colleagues;
import ai.agentbar.web.console.Words;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.RequestParam;

/** Today's shifts, what is still to be signed, and the days before. */
@Controller
class ChecklistsPage {

  private static final int ROWS = 30;

  private final Checklists checklists;
  private final Playbooks playbooks;
  private final Colleagues colleagues;
  private final InstantSource clock;

  ChecklistsPage(
      Checklists checklists, Playbooks playbooks, Colleagues colleagues, InstantSource clock) {
    this.checklists = checklists;
    this.colleagues = colleagues;
    this.playbooks = playbooks;
    this.clock = clock;
  }

  @GetMapping("/checklists")
  String list(
      @RequestParam(defaultValue = "") String before,
      @ModelAttribute(name = "words", binding = false) Words words,
      Model model) {
    boolean first = !before.matches("[1-9]\\d{0,17}");
    List<Checklist> page =
        first
            ? checklists.history(ROWS)
            : checklists.historyBefore(new ChecklistId(Long.parseLong(before)), ROWS);
    String older = page.size() < ROWS ? "" : page.getLast().id().toString();
    ChecklistsView.Asked asked =
        new ChecklistsView.Asked(
            first ? checklists.today() : List.of(), page, playbooks.current(), first);
    model.addAttribute("view", ChecklistsView.of(asked, older, clock.instant(), words));
    model.addAttribute("mine", mine(asked));
    return "console/checklists";
  }

  /** Those that whoever asks may sign. */
  private Set<Long> mine(ChecklistsView.Asked asked) {
    return Stream.concat(asked.today().stream(), asked.page().stream())
        .filter(it -> colleagues.isOneOf(it.signers()))
        .map(it -> it.id().number())
        .collect(Collectors.toSet());
  }
}
