package ai.agentbar.web.console.audit;

import ai.agentbar.audit.Audit;
import ai.agentbar.audit.AuditQuery;
import ai.agentbar.web.console.Typed;
import ai.agentbar.web.console.Words;
import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.RequestParam;

/** The audit log, and whether it is whole. */
@Controller
class AuditPage {

  static final int PAGE_ROWS = 50;

  private final Audit audit;

  AuditPage(Audit audit) {
    this.audit = audit;
  }

  @GetMapping("/audit")
  String list(
      @RequestParam MultiValueMap<String, String> fields,
      @ModelAttribute(name = "words", binding = false) Words words,
      Model model) {
    Typed typed = new Typed(fields);
    AuditWish wish = AuditWish.of(typed);
    Optional<Long> before = typed.read("before", Long::valueOf);
    AuditQuery query = new AuditQuery(wish.filter(words.reader().zone()), before, PAGE_ROWS + 1);
    model.addAttribute("view", AuditView.of(audit.find(query), wish, before.isEmpty(), words));
    return "console/audit";
  }

  /** Walks the whole log; a head that was kept shows also what was rewritten whole. */
  @GetMapping("/audit/verification")
  String verify(
      @RequestParam(defaultValue = "") String head,
      @ModelAttribute(name = "words", binding = false) Words words,
      Model model) {
    Optional<Audit.Remembered> kept = Kept.parse(head);
    boolean unfit = !head.isBlank() && kept.isEmpty();
    model.addAttribute("view", VerificationView.of(audit.verify(kept), head.strip(), unfit, words));
    return "console/audit-verification";
  }
}
