package ai.agentbar.web.console;

import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.servlet.i18n.CookieLocaleResolver;

/**
 * The reader's language and clock, kept in two cookies that hold nothing else. Without them the
 * browser's language counts, and western Indonesian time.
 */
@Controller
class Preferences {

  private static final Duration KEPT_FOR = Duration.ofDays(365);
  private static final Set<String> LANGUAGES = Set.of("id", "en");
  private static final Set<String> ZONES = Set.of("WIB", "WITA", "WIT");

  @Configuration(proxyBeanMethods = false)
  static class Resolver {

    @Bean
    LocaleResolver localeResolver() {
      CookieLocaleResolver resolver = new CookieLocaleResolver("language");
      resolver.setRejectInvalidCookies(false);
      resolver.setDefaultLocaleFunction(request -> Languages.of(request.getLocale()));
      return resolver;
    }
  }

  /** Sets one of them and leads back; what is none of the choices is passed over. */
  @GetMapping("/preferences")
  String set(
      @RequestParam(required = false) String language,
      @RequestParam(required = false) String zone,
      @RequestParam(defaultValue = "/") String back,
      HttpServletResponse response) {
    if (language != null && LANGUAGES.contains(language)) {
      keep("language", Locale.of(language).toLanguageTag(), response);
    }
    if (zone != null && ZONES.contains(zone)) {
      keep("zone", zone, response);
    }
    return "redirect:" + (isOurs(back) ? back : "/");
  }

  /** A page of this very site, so that nobody is led elsewhere by a link of ours. */
  private static boolean isOurs(String path) {
    return path.matches("/(?![/\\\\])[\\w./?=&%-]{0,200}");
  }

  private static void keep(String name, String value, HttpServletResponse response) {
    response.addHeader(
        HttpHeaders.SET_COOKIE,
        ResponseCookie.from(name, value)
            .path("/")
            .maxAge(KEPT_FOR)
            .sameSite("Lax")
            .httpOnly(true)
            .build()
            .toString());
  }
}
