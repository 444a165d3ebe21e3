package ai.agentbar.setup;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.core.env.Environment;

/**
 * What cannot be meant in the settings of the identity provider: it is set whole or not at all, and
 * reached by https where this is production. No problem repeats a secret.
 */
final class ProviderProblems {

  private static final String ISSUER = "agentbar.oidc.issuer";

  private static final Map<String, String> NEEDED = new LinkedHashMap<>();

  static {
    NEEDED.put(ISSUER, "the address of your identity provider");
    NEEDED.put("agentbar.oidc.client-id", "as which your identity provider knows this program");
    NEEDED.put("agentbar.oidc.client-secret", "by which this program proves itself there");
  }

  private ProviderProblems() {}

  static List<String> in(Environment environment) {
    List<String> problems = new ArrayList<>();
    if (NEEDED.keySet().stream().allMatch(it -> text(it, environment).isEmpty())) {
      return problems;
    }
    NEEDED.forEach(
        (property, meaning) -> {
          if (text(property, environment).isEmpty()) {
            problems.add(
                "%s is missing: %s".formatted(RequiredSettings.variable(property), meaning));
          }
        });
    String issuer = text(ISSUER, environment);
    boolean production = text("agentbar.environment-label", environment).isEmpty();
    if (!issuer.isEmpty() && !isAddress(issuer, production)) {
      problems.add(
          "%s is not the https address of an identity provider: %s"
              .formatted(RequiredSettings.variable(ISSUER), issuer));
    }
    return problems;
  }

  private static boolean isAddress(String text, boolean production) {
    try {
      URI address = new URI(text);
      boolean https = "https".equalsIgnoreCase(address.getScheme());
      boolean http = "http".equalsIgnoreCase(address.getScheme()) && !production;
      return address.getHost() != null && address.getRawUserInfo() == null && (https || http);
    } catch (URISyntaxException _) {
      return false;
    }
  }

  private static String text(String property, Environment environment) {
    return environment.getProperty(property, "").strip();
  }
}
