package ai.agentbar.walk;

import ai.agentbar.watch.playbook.ActionName;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.RequestMethod;

/**
 * What the walks of this JVM have pressed. Nobody says in which order they run, so whichever ends
 * last looks for what none of them pressed; one that runs without the others cannot tell.
 */
final class Presses {

  /** Together they press everything there is. */
  private static final Set<Class<? extends Pressing>> WALKS =
      Set.of(
          ButtonsWalkTest.class, HouseWalkTest.class, IncidentWalkTest.class, PeopleWalkTest.class);

  private static final Set<String> SENT = ConcurrentHashMap.newKeySet();
  private static final Set<Class<?>> ENDED = ConcurrentHashMap.newKeySet();

  private Presses() {}

  /** The paths of forms that the program took. */
  static void note(Collection<String> paths) {
    SENT.addAll(paths);
  }

  /**
   * The kinds of forms that nobody sent and the actions that no person had run, once all walks have
   * ended; without a browser nobody has pressed anything.
   */
  static Set<String> missedAfter(Class<?> walk, ApplicationContext program) {
    boolean last = WALKS.contains(walk) && ENDED.add(walk) && ENDED.size() == WALKS.size();
    if (!last || SENT.isEmpty()) {
      return Set.of();
    }
    Set<String> missed = forms(program);
    missed.addAll(actions(program));
    return missed;
  }

  private static Set<String> forms(ApplicationContext program) {
    Kinds kinds = Kinds.of(program, RequestMethod.POST);
    Set<String> missed = new TreeSet<>(kinds.all());
    SENT.stream().flatMap(it -> kinds.find(it).stream()).forEach(missed::remove);
    return missed;
  }

  private static List<String> actions(ApplicationContext program) {
    List<String> pressed =
        program
            .getBean(JdbcClient.class)
            .sql("select distinct action from runbook_run where actor like 'person:%'")
            .query((row, _) -> row.getString("action"))
            .list();
    return Stream.of(ActionName.values())
        .map(Enum::name)
        .filter(it -> !pressed.contains(it))
        .toList();
  }
}
