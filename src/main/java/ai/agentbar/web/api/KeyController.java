package ai.agentbar.web.api;

import ai.agentbar.kernel.Actor;
import ai.agentbar.kernel.Secret;
import ai.agentbar.staff.ApiKey;
import ai.agentbar.staff.ApiKeys;
import ai.agentbar.staff.Because;
import ai.agentbar.staff.KeyChange;
import ai.agentbar.staff.KeyName;
import ai.agentbar.staff.NewKey;
import ai.agentbar.staff.Right;
import ai.agentbar.web.Problem;
import ai.agentbar.web.api.StaffRequests.NewKeyBody;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The keys of machines. */
@RestController
@RequestMapping(path = "/api/staff/keys", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Staff")
class KeyController {

  record KeyView(
      String name,
      List<Right> rights,
      Actor createdBy,
      Instant createdAt,
      @Nullable Instant expiresAt,
      @Nullable Instant revokedAt,
      @Nullable Instant lastUsedAt) {

    static KeyView of(ApiKey key) {
      return new KeyView(
          key.name().text(),
          key.rights().stream().sorted().toList(),
          key.createdBy(),
          key.createdAt(),
          key.expiresAt().orElse(null),
          key.revokedAt().orElse(null),
          key.lastUsedAt().orElse(null));
    }
  }

  record KeysView(List<KeyView> keys) {}

  /**
   * @param secret goes into Authorization: Bearer; it is shown here only
   */
  record CreatedView(KeyView key, String secret) {}

  private final ApiKeys keys;

  KeyController(ApiKeys keys) {
    this.keys = keys;
  }

  @Operation(summary = "All keys, also the revoked; never what opens anything")
  @GetMapping
  KeysView all() {
    return new KeysView(keys.all().stream().map(KeyView::of).toList());
  }

  @Operation(summary = "Make a key; its secret is shown once")
  @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<?> create(@RequestBody NewKeyBody body) {
    FieldReader fields = new FieldReader();
    Optional<KeyName> name = fields.required("name", body.name(), KeyName::new);
    Set<Right> rights = StaffRequests.words("rights", body.rights(), Right.class, fields);
    if (rights.contains(Right.ADMINISTER)) {
      fields.refuse("rights", "ADMINISTER is a person's");
    }
    Optional<Instant> expiresAt = fields.optional("expires_at", body.expiresAt(), Instant::parse);
    Because because = StaffRequests.because(body.reason(), fields);
    return fields.failed()
        ? fields.problem()
        : answer(keys.create(new NewKey(name.orElseThrow(), rights, expiresAt), because));
  }

  @Operation(summary = "Revoke a key, at once and for good")
  @DeleteMapping("/{name}")
  ResponseEntity<?> revoke(
      @PathVariable String name, @RequestParam(defaultValue = "") String reason) {
    FieldReader fields = new FieldReader();
    Optional<KeyName> key = fields.required("name", name, KeyName::new);
    Because because = StaffRequests.because(reason, fields);
    return fields.failed() ? fields.problem() : answer(keys.revoke(key.orElseThrow(), because));
  }

  private static ResponseEntity<?> answer(KeyChange change) {
    return switch (change) {
      case KeyChange.Created(ApiKey key, Secret secret) ->
          ResponseEntity.status(HttpStatus.CREATED)
              .header("Cache-Control", "no-store")
              .body(new CreatedView(KeyView.of(key), secret.reveal()));
      case KeyChange.Revoked(ApiKey key) -> ResponseEntity.ok(KeyView.of(key));
      case KeyChange.Refused(String reason) ->
          Problem.of(HttpStatus.CONFLICT, "Refused", reason + ".").answer();
      case KeyChange.Unknown _ ->
          Problem.of(HttpStatus.NOT_FOUND, "No such key", "There is no such key.").answer();
    };
  }
}
