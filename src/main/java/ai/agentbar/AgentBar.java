package ai.agentbar;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** Starts Spring; nothing else. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class AgentBar {
  public static void main(String[] args) {
    SpringApplication.run(AgentBar.class, args);
  }
}
