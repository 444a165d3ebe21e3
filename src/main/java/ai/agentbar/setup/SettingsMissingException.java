package ai.agentbar.setup;

import java.util.List;

/** This installation cannot start as it is configured; the message lists all that is wrong. */
class SettingsMissingException extends RuntimeException {

  SettingsMissingException(List<String> problems) {
    super("AgentBar does not start:\n  - " + String.join("\n  - ", problems));
  }
}
