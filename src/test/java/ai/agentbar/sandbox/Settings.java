package ai.agentbar.sandbox;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

/** An environment that holds just what a test says. */
final class Settings {

  private Settings() {}

  /** {@code name=value} each, in full. */
  static ConfigurableEnvironment of(String... namesAndValues) {
    Map<String, Object> values =
        Arrays.stream(namesAndValues)
            .map(pair -> pair.split("=", 2))
            .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
    StandardEnvironment environment = new StandardEnvironment();
    environment.getPropertySources().addFirst(new MapPropertySource("test", values));
    ConfigurationPropertySources.attach(environment);
    return environment;
  }
}
