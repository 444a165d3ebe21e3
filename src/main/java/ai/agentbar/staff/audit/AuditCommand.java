package ai.agentbar.staff.audit;

import ai.agentbar.staff.audit.Audit.Remembered;
import java.util.Arrays;
import java.util.Optional;
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
 * {@code java -jar agentbar.jar --agentbar.command=verify-audit}: verifies the audit log of the
 * configured database and ends with 0 when it is whole, with 1 when it is not. It starts neither
 * the web server nor any work, and changes nothing.
 *
 * <p>{@code --agentbar.audit.head=<entries>:<hash>} also compares with a head that was kept, as
 * {@code AUDIT_VERIFIED} tells it.
 */
public final class AuditCommand {

  public static final String ARGUMENT = "--agentbar.command=verify-audit";

  private static final String HEAD = "agentbar.audit.head";

  /** The database and what reads the chain; nothing else of the program. */
  @Configuration(proxyBeanMethods = false)
  @ComponentScan("ai.agentbar.database")
  @ConfigurationPropertiesScan("ai.agentbar.database")
  @ImportAutoConfiguration({
    DataSourceTransactionManagerAutoConfiguration.class,
    JdbcClientAutoConfiguration.class,
    JdbcTemplateAutoConfiguration.class,
    TransactionAutoConfiguration.class
  })
  @Import({AuditTable.class, Audit.class})
  static class Reader {}

  private AuditCommand() {}

  public static boolean isAsked(String... args) {
    return Arrays.asList(args).contains(ARGUMENT);
  }

  /** The exit code; what was found is printed for a person. */
  public static int run(String... args) {
    SpringApplication application = new SpringApplication(Reader.class);
    application.setWebApplicationType(WebApplicationType.NONE);
    application.setBannerMode(Banner.Mode.OFF);
    application.setLogStartupInfo(false);
    try (ConfigurableApplicationContext context = application.run(args)) {
      Optional<Remembered> remembered =
          Optional.ofNullable(context.getEnvironment().getProperty(HEAD)).map(AuditCommand::parse);
      Verification found = context.getBean(Audit.class).verify(remembered);
      System.err.println(told(found));
      return found instanceof Verification.Intact ? 0 : 1;
    }
  }

  private static String told(Verification found) {
    return switch (found) {
      case Verification.Intact(long entries, String head) ->
          "The audit log is whole: %d entries. Its head, to compare with later: %d:%s"
              .formatted(entries, entries, head);
      case Verification.Broken(_, String reason) ->
          "The audit log was tampered with: %s.".formatted(reason);
    };
  }

  private static Remembered parse(String text) {
    int colon = text.indexOf(':');
    if (colon < 1) {
      throw new IllegalArgumentException("--%s is <entries>:<hash>".formatted(HEAD));
    }
    return new Remembered(
        Long.parseLong(text.substring(0, colon)), text.substring(colon + 1).strip());
  }
}
