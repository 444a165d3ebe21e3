package ai.agentbar.walk;

import ai.agentbar.testing.Http;
import ai.agentbar.testing.Http.Answer;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.context.ApplicationContext;
import org.springframework.web.bind.annotation.RequestMethod;

/**
 * All pages of the program: those the program itself says it has, and for each an address under
 * which it is reached by links alone, beginning at the overview.
 */
final class Pages {

  private static final Pattern LINK = Pattern.compile("href=\"(/[^\"#]*)");

  private final Kinds kinds;
  private final Set<String> walked = new LinkedHashSet<>();
  private final Map<String, Integer> counts = new HashMap<>();

  Pages(ApplicationContext program) {
    kinds = Kinds.of(program, RequestMethod.GET);
  }

  /** Follows links from these addresses, to so many pages of one kind at most. */
  Pages crawl(Http shop, String cookie, Collection<String> from, int ofOneKindMax) {
    Queue<String> next = new ArrayDeque<>(from);
    Set<String> seen = new LinkedHashSet<>(from);
    while (!next.isEmpty()) {
      String path = next.remove();
      Optional<String> kind = kinds.find(path);
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
    Set<String> missed = new TreeSet<>(kinds.all());
    missed.removeAll(counts.keySet());
    return missed;
  }

  private static Stream<String> links(String html) {
    return LINK.matcher(html)
        .results()
        .map(it -> it.group(1).replace("&amp;", "&"))
        .filter(it -> !it.startsWith("//"));
  }
}
