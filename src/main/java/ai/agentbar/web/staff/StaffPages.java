package ai.agentbar.web.staff;

import jakarta.servlet.http.HttpServletResponse;

/** What the pages of this room share. */
final class StaffPages {

  private StaffPages() {}

  /** Not kept, and its address, where a token may stand, is named to no other site. */
  static void keepSecret(HttpServletResponse response) {
    response.setHeader("Cache-Control", "no-store");
    response.setHeader("Referrer-Policy", "no-referrer");
    response.setHeader("X-Robots-Tag", "noindex");
  }
}
