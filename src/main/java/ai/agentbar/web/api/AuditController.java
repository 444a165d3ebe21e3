package ai.agentbar.web.api;

import ai.agentbar.audit.Audit;
import ai.agentbar.audit.AuditEntry;
import ai.agentbar.audit.AuditFilter;
import ai.agentbar.audit.AuditQuery;
import ai.agentbar.audit.ChainedEntry;
import ai.agentbar.audit.Verification;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What people and keys did; it can be read and nothing else. */
@RestController
@RequestMapping(path = "/api/watch/audit", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Audit")
class AuditController {

  private static final String PAGE_ROWS = "50";

  /**
   * @param nextBefore goes into {@code before} for the next page; none on the last
   */
  record PageView(List<EntryView> entries, @Nullable Long nextBefore) {}

  /**
   * @param hash of the previous hash and of all the entry says
   */
  record EntryView(@JsonUnwrapped AuditEntry entry, String previousHash, String hash) {}

  /**
   * @param head of a whole log; kept elsewhere, it shows later whether the log was rewritten
   * @param brokenAt the first entry that is wrong
   */
  record VerificationView(
      boolean whole,
      @Nullable Long entries,
      @Nullable String head,
      @Nullable Long brokenAt,
      @Nullable String reason) {}

  private final Audit audit;

  AuditController(Audit audit) {
    this.audit = audit;
  }

  @Operation(summary = "Entries, newest first")
  @GetMapping
  ResponseEntity<?> find(
      @RequestParam Optional<String> actor,
      @RequestParam Optional<String> subject,
      @RequestParam Optional<String> before,
      @RequestParam(defaultValue = PAGE_ROWS) String limit) {
    FieldReader fields = new FieldReader();
    Optional<Long> number = fields.optional("before", before.orElse(null), Long::valueOf);
    Optional<AuditQuery> query =
        fields.required(
            "limit",
            limit,
            it -> new AuditQuery(AuditFilter.of(actor, subject), number, Integer.parseInt(it)));
    return fields.failed() ? fields.problem() : ResponseEntity.ok(page(query.orElseThrow()));
  }

  @Operation(summary = "Walk along the whole log and say whether it was tampered with")
  @GetMapping("/verification")
  VerificationView verify() {
    return switch (audit.verify()) {
      case Verification.Intact(long entries, String head) ->
          new VerificationView(true, entries, head, null, null);
      case Verification.Broken(long number, String reason) ->
          new VerificationView(false, null, null, number, reason);
    };
  }

  private PageView page(AuditQuery query) {
    List<ChainedEntry> found = audit.find(query);
    return new PageView(
        found.stream().map(it -> new EntryView(it.entry(), it.previousHash(), it.hash())).toList(),
        found.size() < query.limit() ? null : found.getLast().entry().number());
  }
}
