package ai.agentbar.web;

import ai.agentbar.kernel.Actor;
import ai.agentbar.staff.ApiKey;
import ai.agentbar.staff.ApiKeys;
import ai.agentbar.staff.KeyProof;
import ai.agentbar.staff.Person;
import ai.agentbar.staff.Right;
import ai.agentbar.staff.Sessions;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/** Keeps hold of what a request proved, for an answer that outlives it. */
@Component
public class LastingProofs {

  private final Sessions sessions;
  private final ApiKeys keys;
  private final SessionCookies cookies;

  LastingProofs(Sessions sessions, ApiKeys keys, SessionCookies cookies) {
    this.sessions = sessions;
    this.keys = keys;
    this.cookies = cookies;
  }

  /** Where nothing was proved, nothing can end: the place or the page asks for no proof. */
  public LastingProof of(HttpServletRequest request) {
    return CurrentActor.proof()
        .map(
            it ->
                switch (it.means()) {
                  case SESSION -> lasting(it, session(request));
                  case KEY -> lasting(it, key(request));
                  case LOOPBACK -> new LastingProof(name(it.actor()), () -> true);
                })
        .orElseGet(() -> new LastingProof("", () -> true));
  }

  /** Where somebody's rights have changed they begin anew, and are judged by the new ones. */
  private static LastingProof lasting(StaffProof begun, Supplier<Optional<Set<Right>>> now) {
    return new LastingProof(
        name(begun.actor()), () -> now.get().filter(begun.rights()::equals).isPresent());
  }

  private Supplier<Optional<Set<Right>>> session(HttpServletRequest request) {
    String token = cookies.read(request).orElse("");
    return () -> sessions.look(token).map(Person::rights);
  }

  private Supplier<Optional<Set<Right>>> key(HttpServletRequest request) {
    String bearer = ProofFilter.bearer(request).orElse("");
    return () ->
        keys.prove(bearer) instanceof KeyProof.Valid(ApiKey key)
            ? Optional.of(key.rights())
            : Optional.empty();
  }

  private static String name(Actor actor) {
    return actor.kind() + " " + actor.name();
  }
}
