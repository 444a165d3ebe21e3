package ai.agentbar;

import ai.agentbar.audit.AuditCommand;
import ai.agentbar.staff.RecoverCommand;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** Starts Spring, or the command that is asked for; nothing else. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class AgentBar {
  public static void main(String[] args) {
    if (AuditCommand.isAsked(args)) {
      System.exit(AuditCommand.run(args));
    }
    if (RecoverCommand.isAsked(args)) {
      System.exit(RecoverCommand.run(args));
    }
    SpringApplication.run(AgentBar.class, args);
  }
}
