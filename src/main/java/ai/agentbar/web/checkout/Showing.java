package ai.agentbar.web.checkout;

import ai.agentbar.order.Order;
import ai.agentbar.payment.PaymentPopup;
import ai.agentbar.payment.PaymentPopup.Script;
import ai.agentbar.web.console.Reader;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.i18n.CookieLocaleResolver;
import org.springframework.web.util.WebUtils;

/**
 * How the page leaves: in the order's language until the reader chooses another, by the reader's
 * clock, and with a policy of its own, which allows Midtrans' script at its one address while there
 * is something to pay. The token stands in the address, so the page is not kept, not indexed, and
 * named to no other site.
 */
@Component
class Showing {

  private static final String LANGUAGE = "language";
  private static final String ZONE = "zone";
  private final PaymentPopup popup;
  private final String support;
  private final InstantSource clock;

  Showing(
      PaymentPopup popup,
      @Value("${agentbar.notification.support-contact:}") String support,
      InstantSource clock) {
    this.popup = popup;
    this.support = support;
    this.clock = clock;
  }

  /** The request that is answered, and where the answer's headers go. */
  record Asked(HttpServletRequest request, HttpServletResponse response) {

    Optional<String> chosen(String name) {
      return Optional.ofNullable(WebUtils.getCookie(request, name)).map(it -> it.getValue());
    }
  }

  ModelAndView page(OrderKnown known, Asked asked) {
    Reader reader = reader(known.order(), asked);
    OrderPageView view = OrderPageView.of(known, clock.instant(), reader);
    Optional<Script> script = view.needs(popup);
    headers(script, asked.response());
    ModelAndView shown = new ModelAndView("checkout/order");
    shown.addObject("view", view);
    shown.addObject("reader", reader);
    shown.addObject("snap", script.orElse(null));
    shown.addObject("support", support);
    return shown;
  }

  ModelAndView unavailable(OrderKnown known, Asked asked) {
    ModelAndView shown = page(known, asked);
    shown.setStatus(HttpStatus.SERVICE_UNAVAILABLE);
    shown.addObject("unavailable", true);
    return shown;
  }

  /** For a link that was cut off or mistyped. */
  ModelAndView missing(Asked asked) {
    headers(Optional.empty(), asked.response());
    return new ModelAndView("checkout/missing", Map.of("support", support), HttpStatus.NOT_FOUND);
  }

  private static Reader reader(Order order, Asked asked) {
    Locale language =
        asked.chosen(LANGUAGE).map(Locale::forLanguageTag).orElse(order.language().locale());
    Reader reader = Reader.of(language, asked.chosen(ZONE).orElse(""));
    asked
        .request()
        .setAttribute(CookieLocaleResolver.LOCALE_REQUEST_ATTRIBUTE_NAME, reader.language());
    return reader;
  }

  private static void headers(Optional<Script> script, HttpServletResponse response) {
    response.setHeader("Cache-Control", "no-store");
    response.setHeader("Referrer-Policy", "no-referrer");
    response.setHeader("X-Robots-Tag", "noindex");
    response.setHeader("Content-Security-Policy", policy(script.map(Script::origin)));
  }

  /**
   * @param gateway the one address beside our own whose script may run
   */
  static String policy(Optional<String> gateway) {
    String also = gateway.map(it -> " " + it).orElse("");
    return String.join(
        "; ",
        "default-src 'none'",
        "script-src 'self'" + also,
        "connect-src 'self'" + also,
        "frame-src " + gateway.orElse("'none'"),
        "style-src 'self'",
        "img-src 'self' data:",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "base-uri 'none'");
  }
}
