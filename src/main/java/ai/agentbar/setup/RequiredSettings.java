package ai.agentbar.setup;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;

/**
 * Refuses to start while a setting that production needs is missing, or fits the sandbox only. An
 * installation that is not production says so with {@code agentbar.environment-label} and may then
 * use sandbox settings; the label stands on every page.
 */
public class RequiredSettings implements EnvironmentPostProcessor, Ordered {

  private record Required(String property, String variable, String meaning) {}

  private static final List<Required> ALWAYS =
      List.of(
          new Required(
              "agentbar.midtrans.server-key",
              "AGENTBAR_MIDTRANS_SERVER_KEY",
              "the server key of your Midtrans account (Settings, Access Keys)"),
          new Required(
              "agentbar.midtrans.merchant-id",
              "AGENTBAR_MIDTRANS_MERCHANT_ID",
              "the merchant id of that account, G and nine digits"),
          new Required(
              "agentbar.public-url",
              "AGENTBAR_PUBLIC_URL",
              "the https address under which buyers, staff and Midtrans reach this program"),
          new Required(
              "agentbar.catalogue.packages[0].id",
              "AGENTBAR_CATALOGUE_PACKAGES_0_ID (with _NAME, _PRICE and _ACCESSLINK)",
              "what you sell; several packages are better kept in config/application.yaml"),
          new Required(
              "spring.mail.host",
              "SPRING_MAIL_HOST",
              "the SMTP server that messages and alerts leave by"));

  /** Whom the playbook in the jar tells; one of one's own says itself whom it needs. */
  private static final List<String> TEAMS = List.of("TECH_LEAD", "DEVOPS", "OPS", "PRODUCT");

  private static final List<String> WAYS =
      List.of("EMAIL", "SLACK", "WHATSAPP", "TELEGRAM", "ALERTMANAGER");

  private static final List<Required> SENDERS =
      List.of(
          new Required(
              "agentbar.alert.mail-from",
              "AGENTBAR_ALERT_MAIL_FROM",
              "the sender of alert mails, one your mail server accepts"),
          new Required(
              "agentbar.notification.mail-from",
              "AGENTBAR_NOTIFICATION_MAIL_FROM",
              "the sender of mails to buyers, one your mail server accepts"));

  /** OWASP's least for bcrypt. */
  private static final int PASSWORD_COST_MIN = 10;

  /** After every source of settings has been read. */
  @Override
  public int getOrder() {
    return Ordered.LOWEST_PRECEDENCE;
  }

  @Override
  public void postProcessEnvironment(
      ConfigurableEnvironment environment, SpringApplication application) {
    if (application.getWebApplicationType() == WebApplicationType.NONE) {
      // A command serves nobody; it needs the database alone.
      return;
    }
    List<String> problems = new ArrayList<>();
    ALWAYS.forEach(required -> missing(environment, required, problems));
    if (text(environment, "agentbar.playbook").isEmpty()) {
      TEAMS.forEach(team -> unreachable(environment, team, problems));
    }
    if (text(environment, "agentbar.environment-label").isEmpty()) {
      unfitForProduction(environment, problems);
    }
    problems.addAll(ChannelProblems.in(environment));
    problems.addAll(ProviderProblems.in(environment));
    if (!problems.isEmpty()) {
      throw new SettingsMissingException(problems);
    }
  }

  private static void unfitForProduction(Environment environment, List<String> problems) {
    SENDERS.forEach(required -> missing(environment, required, problems));
    if (text(environment, "agentbar.midtrans.server-key").startsWith("SB-")) {
      problems.add("AGENTBAR_MIDTRANS_SERVER_KEY is a sandbox key");
    }
    if (environment.getProperty("agentbar.staff.open-demo", Boolean.class, false)) {
      problems.add("AGENTBAR_STAFF_OPEN_DEMO opens everything to whoever sits at this machine");
    }
    if (environment.getProperty("agentbar.staff.password-cost", Integer.class, 12)
        < PASSWORD_COST_MIN) {
      problems.add(
          "AGENTBAR_STAFF_PASSWORD_COST is below %d; a copied database could be guessed"
              .formatted(PASSWORD_COST_MIN));
    }
    for (String property :
        List.of(
            "agentbar.midtrans.snap-url",
            "agentbar.midtrans.api-url",
            "agentbar.whatsapp.url",
            "agentbar.public-url")) {
      String url = text(environment, property);
      if (url.contains("sandbox") || (!url.isEmpty() && !url.startsWith("https://"))) {
        problems.add("%s is not fit for production: %s".formatted(variable(property), url));
      }
    }
  }

  private static void unreachable(Environment environment, String team, List<String> problems) {
    boolean reachable =
        WAYS.stream()
            .flatMap(way -> Stream.of(address(team, way), address("DEFAULT", way)))
            .anyMatch(address -> !text(environment, address).isEmpty());
    if (!reachable) {
      problems.add(
          "%s is missing: who is told of an alert (or %s; %s serves every team)"
              .formatted(
                  address(team, "EMAIL"),
                  WAYS.stream().skip(1).map(way -> "_" + way).collect(Collectors.joining(", ")),
                  address("DEFAULT", "EMAIL")));
    }
  }

  private static String address(String team, String way) {
    return "AGENTBAR_TEAM_%s_%s".formatted(team, way);
  }

  private static void missing(Environment environment, Required required, List<String> problems) {
    if (text(environment, required.property()).isEmpty()) {
      problems.add("%s is missing: %s".formatted(required.variable(), required.meaning()));
    }
  }

  private static String text(Environment environment, String property) {
    return environment.getProperty(property, "").strip();
  }

  static String variable(String property) {
    return property.replace('-', '_').replace('.', '_').toUpperCase(Locale.ROOT);
  }
}
