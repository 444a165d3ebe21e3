package ai.agentbar.web;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.PathContainer;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;
import org.springframework.web.util.pattern.PathPattern;

/**
 * The page a refused request came from, so that a person can be led back to it. The address of a
 * form shows nothing by itself, so what counts is the page it stood on, else the nearest page
 * above.
 */
final class WayBack {

  private static final Set<String> SHOWN = Set.of("GET", "HEAD");

  /** Read when it is first needed: the filters are made before the pages. */
  private final Supplier<List<RequestMappingInfoHandlerMapping>> mappings;

  WayBack(Supplier<List<RequestMappingInfoHandlerMapping>> mappings) {
    this.mappings = mappings;
  }

  String of(HttpServletRequest request) {
    if (SHOWN.contains(request.getMethod())) {
      return OwnPath.of(withQuery(request.getRequestURI(), request.getQueryString()));
    }
    return page(request).orElseGet(() -> nearest(request.getRequestURI()));
  }

  /** Another site's page counts for nothing. */
  private Optional<String> page(HttpServletRequest request) {
    return Optional.ofNullable(request.getHeader(HttpHeaders.REFERER))
        .flatMap(WayBack::read)
        .filter(it -> it.getRawAuthority().equals(request.getHeader(HttpHeaders.HOST)))
        .filter(it -> isShown(it.getRawPath()))
        .map(it -> OwnPath.of(withQuery(it.getRawPath(), it.getRawQuery())));
  }

  private static Optional<URI> read(String referer) {
    try {
      return Optional.of(new URI(referer)).filter(it -> it.getRawAuthority() != null);
    } catch (URISyntaxException _) {
      return Optional.empty();
    }
  }

  private String nearest(String path) {
    String page = path;
    while (!isShown(page)) {
      page = page.substring(0, Math.max(page.lastIndexOf('/'), 0));
    }
    return OwnPath.of(page);
  }

  private boolean isShown(String path) {
    PathContainer parsed = PathContainer.parsePath(path);
    return path.isEmpty() || shown().anyMatch(it -> it.matches(parsed));
  }

  private Stream<PathPattern> shown() {
    return mappings.get().stream()
        .flatMap(it -> it.getHandlerMethods().keySet().stream())
        .filter(WayBack::shows)
        .flatMap(
            it ->
                Optional.ofNullable(it.getPathPatternsCondition()).stream()
                    .flatMap(patterns -> patterns.getPatterns().stream()));
  }

  private static boolean shows(RequestMappingInfo info) {
    Set<RequestMethod> methods = info.getMethodsCondition().getMethods();
    return methods.isEmpty() || methods.contains(RequestMethod.GET);
  }

  private static String withQuery(String path, @Nullable String query) {
    return query == null ? path : path + "?" + query;
  }
}
