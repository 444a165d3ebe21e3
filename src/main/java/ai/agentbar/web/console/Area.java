package ai.agentbar.web.console;

import java.util.Locale;

/** The areas of the console, in the order of its navigation. */
public enum Area {
  OVERVIEW("/", Group.NOW),
  BOARDS("/boards", Group.NOW),
  ALERTS("/alerts", Group.NOW),
  INCIDENTS("/incidents", Group.NOW),
  ORDERS("/orders", Group.WORK),
  MESSAGES("/outbox", Group.WORK),
  NOTIFICATIONS("/inbox", Group.WORK),
  JOBS("/jobs", Group.WORK),
  CHECKLISTS("/checklists", Group.WATCH),
  SILENCES("/silences", Group.WATCH),
  PLAYBOOK("/playbook", Group.WATCH),
  AUDIT("/audit", Group.HOUSE),
  PEOPLE("/people", Group.HOUSE),
  KEYS("/keys", Group.HOUSE),
  SETUP("/setup", Group.HOUSE);

  /** What stands together in the navigation. */
  public enum Group {
    /** Is all well? */
    NOW,
    /** What goes through. */
    WORK,
    /** What was agreed on. */
    WATCH,
    /** Who may what. */
    HOUSE
  }

  private final String path;
  private final Group group;

  Area(String path, Group group) {
    this.path = path;
    this.group = group;
  }

  public String path() {
    return path;
  }

  public Group group() {
    return group;
  }

  /** Its name in the message keys: {@code area.orders}. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }
}
