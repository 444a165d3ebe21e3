package ai.agentbar.web.staff;

import ai.agentbar.kernel.Email;
import ai.agentbar.staff.LoginName;
import ai.agentbar.staff.LoginResult;
import ai.agentbar.staff.ProviderLogins;
import ai.agentbar.staff.ProviderLogins.Identity;
import ai.agentbar.staff.Sessions;
import ai.agentbar.web.SessionCookies;
import ai.agentbar.web.staff.ProviderSettings.PersonBy;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Objects;
import java.util.Optional;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.oidc.StandardClaimAccessor;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;
import org.springframework.security.web.authentication.AuthenticationSuccessHandler;

/**
 * Somebody comes back from the provider. Whoever is a person here gets a session like any other;
 * what the provider said is forgotten with the request.
 */
final class ProviderArrival implements AuthenticationSuccessHandler, AuthenticationFailureHandler {

  private final ProviderLogins logins;
  private final Sessions sessions;
  private final SessionCookies cookies;
  private final ProviderSettings settings;

  ProviderArrival(
      ProviderLogins logins, Sessions sessions, SessionCookies cookies, ProviderSettings settings) {
    this.logins = logins;
    this.sessions = sessions;
    this.cookies = cookies;
    this.settings = settings;
  }

  @Override
  public void onAuthenticationSuccess(
      HttpServletRequest request, HttpServletResponse response, Authentication proven)
      throws IOException {
    LoginResult result =
        identity((OidcUser) Objects.requireNonNull(proven.getPrincipal()), settings.personBy())
            .map(logins::login)
            .orElseGet(logins::refuse);
    if (result instanceof LoginResult.LoggedIn in) {
      cookies.read(request).ifPresent(sessions::end);
      cookies.write(in.token(), response);
      response.sendRedirect(ProviderErrands.next(request));
    } else {
      response.sendRedirect("/staff/login?said=stranger");
    }
  }

  /** Why is nobody's business; what the provider answered may carry anything. */
  @Override
  public void onAuthenticationFailure(
      HttpServletRequest request, HttpServletResponse response, AuthenticationException failure)
      throws IOException {
    boolean unreachable =
        failure instanceof OAuth2AuthenticationException refused
            && refused.getError().getErrorCode().equals(ProviderRegistration.UNREACHABLE);
    response.sendRedirect("/staff/login?said=" + (unreachable ? "unreachable" : "unproven"));
  }

  /** By what that person is known here; nothing where the provider does not say it for sure. */
  static Optional<Identity> identity(StandardClaimAccessor user, PersonBy by) {
    return switch (by) {
      case EMAIL ->
          Optional.ofNullable(user.getEmail())
              .filter(_ -> Boolean.TRUE.equals(user.getEmailVerified()))
              .flatMap(ProviderArrival::email)
              .map(Identity.ByEmail::new);
      case PREFERRED_USERNAME ->
          Optional.ofNullable(user.getPreferredUsername())
              .flatMap(LoginName::parse)
              .map(Identity.ByLogin::new);
    };
  }

  private static Optional<Email> email(String claim) {
    try {
      return Optional.of(new Email(claim));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }
}
