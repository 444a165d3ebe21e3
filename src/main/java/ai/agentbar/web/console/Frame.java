package ai.agentbar.web.console;

import ai.agentbar.kernel.Actor;
import ai.agentbar.web.CurrentActor;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What stands around a page for whoever reads it.
 *
 * @param groups the areas they may see, grouped
 * @param who their login, or empty where nobody proved who they are
 * @param canLogOut whether there is a session to end
 * @param here where they are, to come back to
 */
public record Frame(List<Group> groups, String who, boolean canLogOut, String here) {

  /** Areas that stand together; never none. */
  public record Group(String key, List<Area> areas) {}

  static Frame of(HttpServletRequest request) {
    return new Frame(
        Arrays.stream(Area.Group.values())
            .map(it -> new Group(Words.lower(it), areas(it)))
            .filter(it -> !it.areas().isEmpty())
            .toList(),
        CurrentActor.find().map(Actor::name).orElse(""),
        CurrentActor.isLoggedIn(),
        here(request));
  }

  private static List<Area> areas(Area.Group group) {
    return Arrays.stream(Area.values())
        .filter(it -> it.group() == group && CurrentActor.maySee(it.path()))
        .toList();
  }

  /** Without the word of what was just done, which is said once. */
  private static String here(HttpServletRequest request) {
    String query =
        Stream.of(Objects.requireNonNullElse(request.getQueryString(), "").split("&", -1))
            .filter(it -> !it.isEmpty() && !it.startsWith("done="))
            .collect(Collectors.joining("&"));
    return query.isEmpty() ? request.getRequestURI() : request.getRequestURI() + "?" + query;
  }
}
