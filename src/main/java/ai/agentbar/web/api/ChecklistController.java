package ai.agentbar.web.api;

import ai.agentbar.kernel.Actor;
import ai.agentbar.watch.checklist.Checklist;
import ai.agentbar.watch.checklist.ChecklistId;
import ai.agentbar.watch.checklist.ChecklistItem;
import ai.agentbar.watch.checklist.Checklists;
import ai.agentbar.watch.checklist.Checklists.Notes;
import ai.agentbar.watch.checklist.Checklists.Signing;
import ai.agentbar.watch.checklist.Finding;
import ai.agentbar.watch.playbook.Wording;
import ai.agentbar.web.Colleagues;
import ai.agentbar.web.CurrentActor;
import ai.agentbar.web.Problem;
import ai.agentbar.web.api.WatchRequests.SignBody;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The checklists of the shifts. */
@RestController
@RequestMapping(path = "/api/watch/checklists", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Checklists")
class ChecklistController {

  record ItemView(
      String item,
      Wording text,
      Finding.Verdict verdict,
      Wording value,
      Wording normal,
      String link,
      String note) {

    static ItemView of(Finding finding) {
      return new ItemView(
          finding.item().name().toLowerCase(Locale.ROOT),
          finding.item().text(),
          finding.verdict(),
          finding.value(),
          finding.normal(),
          finding.link(),
          finding.note());
    }
  }

  record ChecklistView(
      long id,
      LocalDate day,
      String shift,
      Wording name,
      Instant beginsAt,
      Instant endsAt,
      Instant signBy,
      List<String> signers,
      Instant filledAt,
      @Nullable Actor signedBy,
      @Nullable Instant signedAt,
      boolean overdue,
      List<ItemView> items) {

    static ChecklistView of(Checklist checklist) {
      Checklist.Period period = checklist.period();
      return new ChecklistView(
          checklist.id().number(),
          checklist.day(),
          period.shift(),
          period.name(),
          period.beginsAt(),
          period.endsAt(),
          period.signBy(),
          checklist.signers(),
          checklist.filledAt(),
          checklist.signed().map(Checklist.Signature::actor).orElse(null),
          checklist.signed().map(Checklist.Signature::at).orElse(null),
          checklist.isOverdue(),
          checklist.findings().stream().map(ItemView::of).toList());
    }
  }

  record PageView(List<ChecklistView> checklists) {}

  private final Checklists checklists;
  private final Colleagues colleagues;

  ChecklistController(Checklists checklists, Colleagues colleagues) {
    this.checklists = checklists;
    this.colleagues = colleagues;
  }

  @Operation(summary = "The newest checklists, or today's; the next page begins before the last id")
  @GetMapping
  PageView list(
      @RequestParam(name = "before", required = false) @Nullable Long before,
      @RequestParam(name = "today", defaultValue = "false") boolean today,
      @RequestParam(name = "limit", defaultValue = "20") int limit) {
    return new PageView(page(before, today, limit).stream().map(ChecklistView::of).toList());
  }

  @Operation(summary = "One checklist")
  @GetMapping("/{id}")
  ResponseEntity<?> find(@PathVariable String id) {
    Optional<Checklist> found =
        WatchRequests.number(id, ChecklistId::new).flatMap(checklists::find);
    return found.isEmpty() ? unknown() : ResponseEntity.ok(ChecklistView.of(found.get()));
  }

  @Operation(summary = "Sign it, as one of its teams; tickets or a note about cs_tickets is needed")
  @PostMapping(path = "/{id}/sign", consumes = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<?> sign(@PathVariable String id, @RequestBody SignBody body) {
    FieldReader fields = new FieldReader();
    Notes notes = notes(body, fields);
    if (fields.failed()) {
      return fields.problem();
    }
    Optional<Checklist> found =
        WatchRequests.number(id, ChecklistId::new).flatMap(checklists::find);
    if (found.isEmpty()) {
      return unknown();
    }
    return colleagues.isOneOf(found.get().signers())
        ? answer(checklists.sign(found.get().id(), CurrentActor.get(), notes))
        : notYours(found.get());
  }

  private List<Checklist> page(@Nullable Long before, boolean today, int limit) {
    if (today) {
      return checklists.today();
    }
    return before == null || before < 1
        ? checklists.history(limit)
        : checklists.historyBefore(new ChecklistId(before), limit);
  }

  private static Notes notes(SignBody body, FieldReader fields) {
    Map<ChecklistItem, String> notes = new EnumMap<>(ChecklistItem.class);
    Map<String, String> told = body.notes() == null ? Map.of() : body.notes();
    told.forEach(
        (item, note) ->
            fields
                .required("notes." + item, item, it -> WatchRequests.word(it, ChecklistItem.class))
                .ifPresent(it -> notes.put(it, note)));
    Optional<Long> tickets = Optional.ofNullable(body.tickets());
    if (tickets.filter(it -> it < 0).isPresent()) {
      fields.refuse("tickets", "is a number from 0");
    }
    return new Notes(notes, tickets.map(OptionalLong::of).orElseGet(OptionalLong::empty));
  }

  private static ResponseEntity<?> answer(Signing signing) {
    return switch (signing) {
      case Signing.Signed(Checklist checklist) -> ResponseEntity.ok(ChecklistView.of(checklist));
      case Signing.Refused(String reason) ->
          Problem.of(HttpStatus.CONFLICT, "Refused", reason).answer();
      case Signing.Unknown _ -> unknown();
    };
  }

  private static ResponseEntity<Problem> notYours(Checklist checklist) {
    return Problem.of(
            HttpStatus.FORBIDDEN,
            "Not yours to sign",
            "It is signed by one person of %s.".formatted(String.join(", ", checklist.signers())))
        .answer();
  }

  private static ResponseEntity<Problem> unknown() {
    return Problem.of(HttpStatus.NOT_FOUND, "No such checklist", "There is no such checklist.")
        .answer();
  }
}
