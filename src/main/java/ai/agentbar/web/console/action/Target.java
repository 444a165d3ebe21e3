package ai.agentbar.web.console.action;

import ai.agentbar.watch.alert.FiringId;
import ai.agentbar.watch.playbook.ActionName;
import ai.agentbar.web.console.Area;
import ai.agentbar.web.console.action.ConfirmView.Paths;
import java.util.Locale;
import java.util.Optional;

/**
 * An action and its page.
 *
 * @param firing the firing it is an answer to, if it is one
 */
record Target(ActionName action, Area area, Paths paths, Optional<FiringId> firing) {

  static Target of(ActionName action, Area area, String path) {
    return new Target(action, area, new Paths(path, area.path()), Optional.empty());
  }

  /** As an answer to what fires. */
  static Target of(ActionName action, FiringId firing) {
    String alert = "/alerts/" + firing;
    String path = "%s/actions/%s".formatted(alert, action.name().toLowerCase(Locale.ROOT));
    return new Target(action, Area.ALERTS, new Paths(path, alert), Optional.of(firing));
  }
}
