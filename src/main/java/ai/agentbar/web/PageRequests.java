package ai.agentbar.web;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;

/** Tells a browser that asks for a page from a machine that reads problem details. */
public final class PageRequests {

  private PageRequests() {}

  public static boolean isOne(HttpServletRequest request) {
    String accept = request.getHeader(HttpHeaders.ACCEPT);
    return accept != null
        && accept.contains(MediaType.TEXT_HTML_VALUE)
        && !request.getRequestURI().startsWith("/api/");
  }
}
