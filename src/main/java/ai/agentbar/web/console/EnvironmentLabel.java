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

  EnvironmentLabel(@Value("${agentbar.environment-label:}") String label) {
    this.label = label;
  }

  @ModelAttribute("environmentLabel")
  String label() {
    return label;
  }
}
