package ai.agentbar.walk;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.springframework.context.ApplicationContext;
import org.springframework.http.server.PathContainer;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/** The kinds of pages, or of forms, that the program itself says it has: {@code /orders/{id}}. */
final class Kinds {

  private static final String ROOM = "ai.agentbar.web.";
  private static final String API = ROOM + "api.";

  private final Map<String, PathPattern> patterns = new HashMap<>();
  private final RequestMethod method;

  private Kinds(RequestMethod method) {
    this.method = method;
  }

  /** What people may ask for by that method; the API is for machines. */
  static Kinds of(ApplicationContext program, RequestMethod method) {
    Kinds kinds = new Kinds(method);
    program
        .getBeansOfType(RequestMappingInfoHandlerMapping.class)
        .values()
        .forEach(it -> it.getHandlerMethods().forEach(kinds::add));
    return kinds;
  }

  Set<String> all() {
    return Set.copyOf(patterns.keySet());
  }

  /** The most special of the patterns that fit. */
  Optional<String> find(String path) {
    PathContainer container = PathContainer.parsePath(path.replaceFirst("\\?.*", ""));
    return patterns.values().stream()
        .filter(it -> it.matches(container))
        .min(PathPattern.SPECIFICITY_COMPARATOR)
        .map(PathPattern::getPatternString);
  }

  private void add(RequestMappingInfo info, HandlerMethod handler) {
    String bean = handler.getBeanType().getName();
    Set<RequestMethod> methods = info.getMethodsCondition().getMethods();
    boolean fits = methods.isEmpty() || methods.contains(method);
    if (bean.startsWith(ROOM) && !bean.startsWith(API) && fits) {
      for (String pattern : info.getPatternValues()) {
        patterns.put(
            Objects.requireNonNull(pattern), PathPatternParser.defaultInstance.parse(pattern));
      }
    }
  }
}
