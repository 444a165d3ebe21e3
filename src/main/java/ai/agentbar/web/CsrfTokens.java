package ai.agentbar.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.security.web.csrf.CsrfTokenRepository;
import org.springframework.security.web.csrf.DefaultCsrfToken;

/**
 * What a form of ours must bring: a hash of the browser's own session, or before there is one, of a
 * cookie made for its forms. A foreign page can read neither, nodes need not share anything, and a
 * new session makes the old form worthless.
 */
final class CsrfTokens implements CsrfTokenRepository {

  static final String HEADER = "X-CSRF-TOKEN";
  private static final String PARAMETER = "_csrf";
  private static final String GENERATED = CsrfTokens.class.getName();
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int BYTES = 32;

  private final SessionCookies cookies;

  CsrfTokens(SessionCookies cookies) {
    this.cookies = cookies;
  }

  @Override
  public @Nullable CsrfToken loadToken(HttpServletRequest request) {
    return of(request).map(CsrfTokens::token).orElse(null);
  }

  @Override
  public CsrfToken generateToken(HttpServletRequest request) {
    byte[] bytes = new byte[BYTES];
    RANDOM.nextBytes(bytes);
    String secret = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    request.setAttribute(GENERATED, secret);
    return token(secret);
  }

  @Override
  public void saveToken(
      @Nullable CsrfToken token, HttpServletRequest request, HttpServletResponse response) {
    if (request.getAttribute(GENERATED) instanceof String secret && token != null) {
      cookies.writeForm(secret, response);
    }
  }

  private Optional<String> of(HttpServletRequest request) {
    return cookies.read(request).or(() -> cookies.readForm(request));
  }

  private static CsrfToken token(String secret) {
    return new DefaultCsrfToken(HEADER, PARAMETER, tokenOf(secret));
  }

  static String tokenOf(String secret) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256")
              .digest(("csrf:" + secret).getBytes(StandardCharsets.UTF_8));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
