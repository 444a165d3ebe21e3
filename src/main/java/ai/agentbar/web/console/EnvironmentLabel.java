package ai.agentbar.web.console;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/**
 * Gives every page the word that says which installation it belongs to; {@code layout.html} shows
 * it as a banner and in the title. Production has none.
 */
@ControllerAdvice
class EnvironmentLabel {

  private final String label;
  private final String link;

  EnvironmentLabel(
      @Value("${agentbar.environment-label:}") String label,
      @Value("${agentbar.environment-link:}") String link) {
    this.label = label;
    this.link = label.isBlank() ? "" : link;
  }

  @ModelAttribute("environmentLabel")
  String label() {
    return label;
  }

  /** Where that word leads staff: in the demo to its first minute; empty elsewhere. */
  @ModelAttribute("environmentLink")
  String link() {
    return link;
  }
}
