package ai.agentbar.web.api;

import ai.agentbar.kernel.Actor;
import ai.agentbar.staff.LoginName;
import ai.agentbar.staff.LoginResult;
import ai.agentbar.staff.Logins;
import ai.agentbar.staff.Logins.Credentials;
import ai.agentbar.staff.PasswordChange;
import ai.agentbar.staff.Passwords;
import ai.agentbar.staff.Passwords.Exchange;
import ai.agentbar.staff.Right;
import ai.agentbar.staff.Sessions;
import ai.agentbar.staff.Weakness;
import ai.agentbar.web.CurrentActor;
import ai.agentbar.web.Problem;
import ai.agentbar.web.SessionCookies;
import ai.agentbar.web.api.StaffRequests.LoginBody;
import ai.agentbar.web.api.StaffRequests.PasswordBody;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Who am I, in and out, and another password. */
@RestController
@Tag(name = "Staff")
class SessionController {

  /** What a program with a session sends with every change. */
  record CsrfView(String header, String token) {}

  record SessionView(Actor actor, List<Right> rights, @Nullable CsrfView csrf) {

    static SessionView of(Actor actor, Collection<Right> rights, @Nullable CsrfView csrf) {
      return new SessionView(actor, rights.stream().sorted().toList(), csrf);
    }
  }

  private final Logins logins;
  private final Sessions sessions;
  private final Passwords passwords;
  private final SessionCookies cookies;

  SessionController(Logins logins, Sessions sessions, Passwords passwords, SessionCookies cookies) {
    this.logins = logins;
    this.sessions = sessions;
    this.passwords = passwords;
    this.cookies = cookies;
  }

  @Operation(summary = "Who am I, and what may I do")
  @GetMapping(path = "/api/staff/session", produces = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<SessionView> who(@Parameter(hidden = true) CsrfToken csrf) {
    return ResponseEntity.ok()
        .header(HttpHeaders.CACHE_CONTROL, "no-store")
        .body(
            SessionView.of(
                CurrentActor.get(),
                CurrentActor.rights(),
                new CsrfView(csrf.getHeaderName(), csrf.getToken())));
  }

  @Operation(summary = "Log in; the answer sets the session's cookie")
  @PostMapping(
      path = "/api/staff/session",
      consumes = MediaType.APPLICATION_JSON_VALUE,
      produces = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<?> login(
      @RequestBody LoginBody body, HttpServletRequest request, HttpServletResponse response) {
    FieldReader fields = new FieldReader();
    Optional<String> login = fields.required("login", body.login(), it -> it);
    if (body.password() == null) {
      fields.refuse("password", "is missing");
    }
    if (fields.failed() || body.password() == null) {
      return fields.problem();
    }
    Credentials given =
        new Credentials(login.orElseThrow(), body.password(), request.getRemoteAddr());
    return switch (logins.login(given)) {
      case LoginResult.LoggedIn in -> {
        cookies.read(request).ifPresent(sessions::end);
        cookies.write(in.token(), response);
        yield ResponseEntity.ok(SessionView.of(in.person().actor(), in.person().rights(), null));
      }
      case LoginResult.Refused _ ->
          Problem.of(HttpStatus.UNAUTHORIZED, "Not let in", "Login or password is wrong.").answer();
      case LoginResult.TooMany(Duration retryAfter) -> tooMany(retryAfter);
    };
  }

  @Operation(summary = "Log out")
  @DeleteMapping("/api/staff/session")
  ResponseEntity<Void> logout(HttpServletRequest request, HttpServletResponse response) {
    cookies.read(request).ifPresent(sessions::end);
    cookies.clear(response);
    return ResponseEntity.noContent().build();
  }

  @Operation(summary = "Set another password for oneself; every session of one's own ends")
  @PutMapping(path = "/api/staff/password", consumes = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<?> exchange(
      @RequestBody PasswordBody body, HttpServletRequest request, HttpServletResponse response) {
    Actor actor = CurrentActor.get();
    if (actor.kind() != Actor.Kind.PERSON) {
      return Problem.of(HttpStatus.CONFLICT, "No person", "Only a person has a password.").answer();
    }
    if (body.before() == null || body.after() == null) {
      FieldReader fields = new FieldReader();
      fields.refuse(body.before() == null ? "before" : "after", "is missing");
      return fields.problem();
    }
    Exchange wanted =
        new Exchange(
            new LoginName(actor.name()), body.before(), body.after(), request.getRemoteAddr());
    return switch (passwords.exchange(wanted)) {
      case PasswordChange.Done _ -> {
        cookies.clear(response);
        yield ResponseEntity.noContent().build();
      }
      case PasswordChange.Weak(Set<Weakness> weaknesses) -> weak(weaknesses);
      case PasswordChange.TooMany(Duration retryAfter) -> tooMany(retryAfter);
      case PasswordChange.Wrong _, PasswordChange.LinkGone _ -> wrongBefore();
    };
  }

  private static ResponseEntity<Problem> weak(Set<Weakness> weaknesses) {
    FieldReader fields = new FieldReader();
    weaknesses.forEach(it -> fields.refuse("after", it.meaning()));
    return fields.problem();
  }

  private static ResponseEntity<Problem> wrongBefore() {
    FieldReader fields = new FieldReader();
    fields.refuse("before", "is not your password");
    return fields.problem();
  }

  private static ResponseEntity<Problem> tooMany(Duration retryAfter) {
    HttpHeaders headers = new HttpHeaders();
    headers.set(HttpHeaders.RETRY_AFTER, Long.toString(retryAfter.toSeconds()));
    return Problem.of(
            HttpStatus.TOO_MANY_REQUESTS,
            "Too many tries",
            "Too many tries failed. Try again in %d seconds.".formatted(retryAfter.toSeconds()))
        .answer(headers);
  }
}
