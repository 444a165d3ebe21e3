package ai.agentbar.web.console;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.util.WebUtils;

/** Shows {@link MissingException} within the console's frame. */
@ControllerAdvice("ai.agentbar.web.console")
class MissingPage {

  private final EnvironmentLabel label;
  private final Shell shell;

  MissingPage(EnvironmentLabel label, Shell shell) {
    this.label = label;
    this.shell = shell;
  }

  /** An answer to an exception has no model of its own: the frame's parts are put in by hand. */
  @ExceptionHandler
  ModelAndView missing(MissingException missing, Locale language, HttpServletRequest request) {
    @Nullable Cookie zone = WebUtils.getCookie(request, "zone");
    ModelAndView page = new ModelAndView("console/missing", HttpStatus.NOT_FOUND);
    page.addObject("reader", shell.reader(language, zone == null ? "" : zone.getValue()));
    page.addObject("frame", shell.frame(request));
    page.addObject("environmentLabel", label.label());
    page.addObject("what", missing.what());
    page.addObject("found", missing.area());
    return page;
  }
}
