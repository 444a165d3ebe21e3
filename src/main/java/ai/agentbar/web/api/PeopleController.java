package ai.agentbar.web.api;

import ai.agentbar.staff.Because;
import ai.agentbar.staff.DisplayName;
import ai.agentbar.staff.LoginName;
import ai.agentbar.staff.NewPerson;
import ai.agentbar.staff.OneTimeLink;
import ai.agentbar.staff.People;
import ai.agentbar.staff.Person;
import ai.agentbar.staff.Role;
import ai.agentbar.staff.StaffChange;
import ai.agentbar.staff.StaffLanguage;
import ai.agentbar.web.Problem;
import ai.agentbar.web.api.StaffRequests.NewPersonBody;
import ai.agentbar.web.api.StaffRequests.ReasonBody;
import ai.agentbar.web.api.StaffRequests.RolesBody;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Who works here. */
@RestController
@RequestMapping(path = "/api/staff/people", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Staff")
class PeopleController {

  record PersonView(
      String login,
      String name,
      String language,
      List<Role> roles,
      boolean active,
      boolean hasPassword,
      Instant createdAt,
      @Nullable Instant lastLoginAt) {

    static PersonView of(Person person) {
      return new PersonView(
          person.login().text(),
          person.name().text(),
          person.language().code(),
          person.roles().stream().sorted().toList(),
          person.active(),
          person.hasPassword(),
          person.createdAt(),
          person.lastLoginAt().orElse(null));
    }
  }

  record PeopleView(List<PersonView> people) {}

  /**
   * @param link for that person, who sets a password with it; it is shown here only
   */
  record LinkedView(PersonView person, String link, Instant linkUntil) {}

  private final People people;

  PeopleController(People people) {
    this.people = people;
  }

  @Operation(summary = "Everybody, also the disabled")
  @GetMapping
  PeopleView all() {
    return new PeopleView(people.all().stream().map(PersonView::of).toList());
  }

  @Operation(summary = "Make a person; the answer's link goes to them")
  @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<?> create(@RequestBody NewPersonBody body) {
    FieldReader fields = new FieldReader();
    Optional<LoginName> login = fields.required("login", body.login(), LoginName::new);
    Optional<DisplayName> name = fields.required("name", body.name(), DisplayName::new);
    Optional<StaffLanguage> language =
        fields.optional(
            "language", body.language(), it -> StaffRequests.known(it, StaffLanguage.class));
    Set<Role> roles = StaffRequests.words("roles", body.roles(), Role.class, fields);
    Because because = StaffRequests.because(body.reason(), fields);
    if (fields.failed()) {
      return fields.problem();
    }
    NewPerson wanted =
        new NewPerson(
            login.orElseThrow(), name.orElseThrow(), language.orElse(StaffLanguage.ID), roles);
    return answer(people.create(wanted, because), HttpStatus.CREATED);
  }

  @Operation(summary = "Change a person's roles")
  @PutMapping(path = "/{login}/roles", consumes = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<?> changeRoles(@PathVariable String login, @RequestBody RolesBody body) {
    FieldReader fields = new FieldReader();
    Set<Role> roles = StaffRequests.words("roles", body.roles(), Role.class, fields);
    Because because = StaffRequests.because(body.reason(), fields);
    return fields.failed()
        ? fields.problem()
        : changed(login, because, (it, why) -> people.changeRoles(it, roles, why));
  }

  @Operation(summary = "Disable a person: their sessions and links end at once")
  @PostMapping(path = "/{login}/disable", consumes = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<?> disable(@PathVariable String login, @RequestBody ReasonBody body) {
    return changed(login, body, people::disable);
  }

  @Operation(summary = "Let a disabled person in again")
  @PostMapping(path = "/{login}/enable", consumes = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<?> enable(@PathVariable String login, @RequestBody ReasonBody body) {
    return changed(login, body, people::enable);
  }

  @Operation(summary = "Make a link with which a person sets a new password")
  @PostMapping(path = "/{login}/reset", consumes = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<?> reset(@PathVariable String login, @RequestBody ReasonBody body) {
    return changed(login, body, people::reset);
  }

  private static ResponseEntity<?> changed(
      String login, ReasonBody body, BiFunction<LoginName, Because, StaffChange> change) {
    FieldReader fields = new FieldReader();
    Because because = StaffRequests.because(body.reason(), fields);
    return fields.failed() ? fields.problem() : changed(login, because, change);
  }

  private static ResponseEntity<?> changed(
      String login, Because because, BiFunction<LoginName, Because, StaffChange> change) {
    return answer(
        LoginName.parse(login)
            .map(it -> change.apply(it, because))
            .orElseGet(StaffChange.Unknown::new),
        HttpStatus.OK);
  }

  private static ResponseEntity<?> answer(StaffChange change, HttpStatus done) {
    return switch (change) {
      case StaffChange.Done(Person person) ->
          ResponseEntity.status(done).body(PersonView.of(person));
      case StaffChange.Linked(Person person, OneTimeLink link) ->
          ResponseEntity.status(done)
              .header("Cache-Control", "no-store")
              .body(new LinkedView(PersonView.of(person), link.address(), link.until()));
      case StaffChange.Refused(String reason) ->
          Problem.of(HttpStatus.CONFLICT, "Refused", reason + ".").answer();
      case StaffChange.Unknown _ ->
          Problem.of(HttpStatus.NOT_FOUND, "No such person", "There is no such person.").answer();
    };
  }
}
