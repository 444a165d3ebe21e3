package ai.agentbar.web.console;

import java.util.Locale;

/** The areas of the console, in the order of its navigation. */
public enum Area {
  OVERVIEW("/"),
  BOARDS("/boards"),
  ORDERS("/orders"),
  ALERTS("/alerts"),
  INCIDENTS("/incidents"),
  MESSAGES("/outbox"),
  NOTIFICATIONS("/inbox"),
  JOBS("/jobs"),
  CHECKLISTS("/checklists"),
  SILENCES("/silences"),
  PLAYBOOK("/playbook"),
  PEOPLE("/people"),
  KEYS("/keys"),
  AUDIT("/audit"),
  SETUP("/setup");

  private final String path;

  Area(String path) {
    this.path = path;
  }

  public String path() {
    return path;
  }

  /** Its name in the message keys: {@code area.orders}. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }
}
