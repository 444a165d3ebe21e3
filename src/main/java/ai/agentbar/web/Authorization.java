package ai.agentbar.web;

import ai.agentbar.staff.Right;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;

/** Applies {@link AccessRules} to one request. */
final class Authorization {

  private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS", "TRACE");

  private final boolean metricsOpen;

  Authorization(boolean metricsOpen) {
    this.metricsOpen = metricsOpen;
  }

  boolean allows(HttpServletRequest request, @Nullable Authentication proof) {
    return AccessRules.find(request).map(rule -> allows(rule.access(), proof)).orElse(false);
  }

  private boolean allows(Access access, @Nullable Authentication proof) {
    return switch (access) {
      case Access.Public _, Access.BuyerToken _, Access.OwnForm _ -> true;
      case Access.Metrics(Right right) -> metricsOpen || has(right, proof);
      case Access.Needs(Right right) -> has(right, proof);
    };
  }

  private static boolean has(Right right, @Nullable Authentication proof) {
    return proof instanceof StaffProof staff && staff.rights().contains(right);
  }

  /**
   * Whether a request that changes something must show that a page of ours sent it: wherever a
   * cookie or the place counts as proof. A machine that brings a key, or none of a browser's
   * headers, is no browser that could be misled.
   */
  static boolean needsCsrfToken(HttpServletRequest request) {
    if (SAFE.contains(request.getMethod())) {
      return false;
    }
    Optional<Access> access = AccessRules.find(request).map(AccessRules.Rule::access);
    if (access.filter(it -> it instanceof Access.OwnForm).isPresent()) {
      return true;
    }
    return access.filter(it -> it instanceof Access.Needs).isPresent()
        && SecurityContextHolder.getContext().getAuthentication() instanceof StaffProof proof
        && switch (proof.means()) {
          case SESSION -> true;
          case KEY -> false;
          case LOOPBACK -> isFromBrowser(request);
        };
  }

  private static boolean isFromBrowser(HttpServletRequest request) {
    return request.getHeader(HttpHeaders.ORIGIN) != null
        || request.getHeader(HttpHeaders.REFERER) != null
        || request.getHeader(HttpHeaders.COOKIE) != null
        || request.getHeader("Sec-Fetch-Site") != null;
  }
}
