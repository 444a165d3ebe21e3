package ai.agentbar.staff;

import ai.agentbar.kernel.Actor;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/**
 * {@code java -jar agentbar.jar --agentbar.command=recover-access}: the way back in when whoever
 * may administer has lost their password, or is gone. Prints a one-time link for that person on
 * standard error; {@code --agentbar.login=ayu} names one, who is enabled and made TECH_LEAD where
 * they are not. Ends with 0 when there is a link, with 1 when there is none.
 *
 * <p>Whoever can run it owns the database already. It stands in the audit log as the program's own
 * doing. It starts neither the web server nor any work; an embedded database must be stopped.
 */
public final class RecoverCommand {

  public static final String ARGUMENT = "--agentbar.command=recover-access";

  private static final String LOGIN = "agentbar.login";
  private static final Because BECAUSE =
      new Because(Actor.SYSTEM, "recover-access, run at the machine");

  /** The database, the event log, the audit log that listens to it, and of this room the people. */
  @Configuration(proxyBeanMethods = false)
  @ComponentScan({"ai.agentbar.database", "ai.agentbar.event", "ai.agentbar.audit"})
  @ConfigurationPropertiesScan({"ai.agentbar.database", "ai.agentbar.event"})
  @ImportAutoConfiguration({
    DataSourceTransactionManagerAutoConfiguration.class,
    JdbcClientAutoConfiguration.class,
    JdbcTemplateAutoConfiguration.class,
    TransactionAutoConfiguration.class
  })
  @Import({PersonTable.class, LinkTable.class, SessionTable.class, Links.class, People.class})
  static class Room {}

  private RecoverCommand() {}

  public static boolean isAsked(String... args) {
    return Arrays.asList(args).contains(ARGUMENT);
  }

  /** The exit code; the link is printed for a person. */
  public static int run(String... args) {
    SpringApplication application = new SpringApplication(Room.class);
    application.setWebApplicationType(WebApplicationType.NONE);
    application.setBannerMode(Banner.Mode.OFF);
    application.setLogStartupInfo(false);
    application.setDefaultProperties(Map.of("agentbar.public-url", ""));
    try (ConfigurableApplicationContext context = application.run(args)) {
      Optional<LoginName> named =
          Optional.ofNullable(context.getEnvironment().getProperty(LOGIN))
              .flatMap(LoginName::parse);
      People people = context.getBean(People.class);
      if (people.all().isEmpty()) {
        return linked("the first person", context.getBean(Links.class).first());
      }
      List<Person> candidates = candidates(people.all(), named);
      return candidates.size() == 1
          ? recovered(candidates.getFirst(), people)
          : undecided(candidates.isEmpty() ? people.all() : candidates);
    }
  }

  /** The one who is named, or all who would have the right. */
  static List<Person> candidates(List<Person> all, Optional<LoginName> named) {
    return all.stream()
        .filter(
            it ->
                named.isPresent()
                    ? it.login().equals(named.get())
                    : Role.rightsOf(it.roles()).contains(Right.ADMINISTER))
        .toList();
  }

  private static int recovered(Person person, People people) {
    people.enable(person.login(), BECAUSE);
    people.changeRoles(person.login(), administering(person.roles()), BECAUSE);
    return people.reset(person.login(), BECAUSE) instanceof StaffChange.Linked linked
        ? linked(person.login().text(), linked.link())
        : undecided(people.all());
  }

  private static Set<Role> administering(Set<Role> roles) {
    Set<Role> all = EnumSet.copyOf(roles);
    if (!Role.rightsOf(all).contains(Right.ADMINISTER)) {
      all.add(Role.TECH_LEAD);
    }
    return all;
  }

  private static int linked(String whom, OneTimeLink link) {
    System.err.printf(
        "%nThis link sets a password for %s, once, until %s:%n  %s%n%n",
        whom, link.until(), link.address());
    return 0;
  }

  private static int undecided(List<Person> people) {
    System.err.printf(
        "%nNo link was made. Name the person with --%s=<login>, one of: %s%n%n",
        LOGIN, people.stream().map(it -> it.login().text()).collect(Collectors.joining(", ")));
    return 1;
  }
}
