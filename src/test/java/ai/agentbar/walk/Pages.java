package ai.agentbar.walk;

import ai.agentbar.testing.Http;
import ai.agentbar.testing.Http.Answer;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.context.ApplicationContext;
import org.springframework.http.server.PathContainer;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/**
 * All pages of the program: those the program itself says it has, and for each an address under
 * which it is reached by links alone, beginning at the overview.
 */
final class Pages {

  private static final String ROOM = "ai.agentbar.web.";
  private static final String API = ROOM + "api.";
  private static final Pattern LINK = Pattern.compile("href=\"(/[^\"#]*)");

  private final Map<String, PathPattern> patterns = new HashMap<>();
  private final Set<String> walked = new LinkedHashSet<>();
  private final Map<String, Integer> counts = new HashMap<>();

  Pages(ApplicationContext program) {
    program
        .getBeansOfType(RequestMappingInfoHandlerMapping.class)
        .values()
        .forEach(it -> it.getHandlerMethods().forEach(this::add));
  }

  /** Follows links from these addresses, to so many pages of one kind at most. */
  Pages crawl(Http shop, String cookie, Collection<String> from, int ofOneKindMax) {
    Queue<String> next = new ArrayDeque<>(from);
    Set<String> seen = new LinkedHashSet<>(from);
    while (!next.isEmpty()) {
      String path = next.remove();
      Optional<String> kind = kind(path);
      boolean wanted =
          from.contains(path) || counts.getOrDefault(kind.orElse(""), 0) < ofOneKindMax;
      if (kind.isPresent() && wanted) {
        Answer answer = shop.get(path, "Accept", "text/html", "Cookie", cookie);
        if (answer.header("Content-Type").startsWith("text/html")) {
          walked.add(path);
          counts.merge(kind.get(), 1, Integer::sum);
          links(answer.text()).filter(seen::add).forEach(next::add);
        }
      }
    }
    return this;
  }

  /** The addresses to walk, one after the other. */
  List<String> walked() {
    return List.copyOf(walked);
  }

  /** The kinds of pages that nobody came to. */
  Set<String> missed() {
    Set<String> missed = new TreeSet<>(patterns.keySet());
    missed.removeAll(counts.keySet());
    return missed;
  }

  private static Stream<String> links(String html) {
    return LINK.matcher(html)
        .results()
        .map(it -> it.group(1).replace("&amp;", "&"))
        .filter(it -> !it.startsWith("//"));
  }

  /** The most special of the patterns that fit. */
  private Optional<String> kind(String path) {
    PathContainer container = PathContainer.parsePath(path.replaceFirst("\\?.*", ""));
    return patterns.values().stream()
        .filter(it -> it.matches(container))
        .min(PathPattern.SPECIFICITY_COMPARATOR)
        .map(PathPattern::getPatternString);
  }

  private void add(RequestMappingInfo info, HandlerMethod handler) {
    String bean = handler.getBeanType().getName();
    Set<RequestMethod> methods = info.getMethodsCondition().getMethods();
    boolean read = methods.isEmpty() || methods.contains(RequestMethod.GET);
    if (bean.startsWith(ROOM) && !bean.startsWith(API) && read) {
      for (String pattern : info.getPatternValues()) {
        patterns.put(
            Objects.requireNonNull(pattern), PathPatternParser.defaultInstance.parse(pattern));
      }
    }
  }
}
