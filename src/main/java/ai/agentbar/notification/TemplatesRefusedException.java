package ai.agentbar.notification;

import java.util.List;

/** The templates cannot be used as they are; the message lists all that is wrong with them. */
class TemplatesRefusedException extends RuntimeException {

  TemplatesRefusedException(List<String> problems) {
    super(
        "AgentBar does not start, its message templates must be mended:\n  - "
            + String.join("\n  - ", problems));
  }
}
