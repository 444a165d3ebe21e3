package ai.agentbar.walk;

import ai.agentbar.testing.Browser;
import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Looks at a page as strict readers do: on a phone and at a desk, by day and by night, with a ruler
 * and with a screen reader. What they find wrong is said in words, and nothing is said of a page
 * that is as it should be.
 */
final class Look {

  /** A screen and its light. */
  private record Sight(String name, int width, ColorScheme light) {}

  private static final int HEIGHT = 800;
  private static final Sight PHONE_BY_DAY = new Sight("phone, light", 360, ColorScheme.LIGHT);
  private static final Sight PHONE_AT_NIGHT = new Sight("phone, dark", 360, ColorScheme.DARK);
  private static final Sight DESK_BY_DAY = new Sight("desk, light", 1280, ColorScheme.LIGHT);
  private static final Sight DESK_AT_NIGHT = new Sight("desk, dark", 1280, ColorScheme.DARK);

  /** WCAG 2.2, A and AA. */
  private static final String AXE =
      """
      async () => {
        const found = await axe.run(document, {
          runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'],
          resultTypes: ['violations']
        });
        return found.violations.flatMap(rule => rule.nodes.slice(0, 3).map(node =>
          rule.id + ': ' + node.html.slice(0, 160) + ' '
            + (node.any[0] || node.all[0] || node.none[0] || {message: ''}).message));
      }
      """;

  /** A chart is drawn anew a moment after its screen was turned. */
  private static final String OVERFLOW =
      """
      async () => {
        const page = document.scrollingElement;
        for (let i = 0; i < 20 && page.scrollWidth > window.innerWidth; i++) {
          await new Promise(drawn => setTimeout(drawn, 50));
        }
        if (page.scrollWidth <= window.innerWidth) return [];
        const scrolled = it => { for (let up = it.parentElement; up && up !== document.body;
          up = up.parentElement) if (getComputedStyle(up).overflowX !== 'visible') return true;
          return false; };
        const wide = [...document.querySelectorAll('body *')]
          .filter(it => it.getBoundingClientRect().right > window.innerWidth + 1 && !scrolled(it));
        return ['scrolls sideways, ' + page.scrollWidth + ' px: '
          + wide.slice(-2).map(it => it.outerHTML.slice(0, 120)).join(' | ')];
      }
      """;

  /** Everything a reader can see or hear, but for what machines and other people wrote. */
  private static final String TEXT =
      """
      () => {
        const copy = document.body.cloneNode(true);
        copy.querySelectorAll('pre, textarea, script, noscript, .mono, [lang=en], [translate=no]')
          .forEach(it => it.remove());
        const said = [...copy.querySelectorAll('[aria-label], [placeholder], [title]')].map(it =>
          ['aria-label', 'placeholder', 'title'].map(name => it.getAttribute(name) || '').join(' '));
        return document.title + '\\n' + said.join('\\n') + '\\n' + copy.textContent;
      }
      """;

  private final Browser browser;
  private final Page page;
  private final String language;
  private final List<String> wrong = new ArrayList<>();

  Look(Browser browser, Page page, String language) {
    this.browser = browser;
    this.page = page;
    this.language = language;
    page.addInitScript(axe());
    page.addInitScript(
        "document.addEventListener('securitypolicyviolation', it =>"
            + " console.error('refused by the policy: ' + it.violatedDirective + ' '"
            + " + it.blockedURI + ' ' + it.sample))");
  }

  /** Looks at one page from all sides; with the strictest eye from two of them. */
  void at(String url) {
    String path = url.replaceFirst("https?://[^/]+", "");
    page.setViewportSize(PHONE_BY_DAY.width(), HEIGHT);
    Response answer = Objects.requireNonNull(page.navigate(url));
    see(path, language.equals("en") ? PHONE_BY_DAY : PHONE_AT_NIGHT, true);
    see(path, language.equals("en") ? PHONE_AT_NIGHT : PHONE_BY_DAY, false);
    see(path, language.equals("en") ? DESK_BY_DAY : DESK_AT_NIGHT, false);
    see(path, language.equals("en") ? DESK_AT_NIGHT : DESK_BY_DAY, true);
    read(path);
    listen(path, answer.status());
  }

  /** What is wrong, each with the page, the screen and the light. */
  List<String> wrong() {
    return List.copyOf(wrong);
  }

  private void see(String path, Sight sight, boolean strictly) {
    page.setViewportSize(sight.width(), HEIGHT);
    page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(sight.light()));
    note(path + " (" + language + ", " + sight.name() + ")", OVERFLOW);
    if (strictly) {
      note(path + " (" + language + ", " + sight.name() + ")", AXE);
    }
  }

  private void note(String where, String script) {
    if (page.evaluate(script) instanceof List<?> found) {
      found.forEach(it -> wrong.add(where + " " + it));
    }
  }

  private void read(String path) {
    String lang = String.valueOf(page.evaluate("document.documentElement.lang"));
    if (!lang.equals(language)) {
      wrong.add(path + " says it is written in '" + lang + "', not in " + language);
    }
    String text = String.valueOf(page.evaluate(TEXT));
    Language.untranslated(text, language)
        .forEach(it -> wrong.add(path + " (" + language + ") says: " + it));
  }

  /** That its own status is no success is no complaint of a page that is to say so. */
  private void listen(String path, int status) {
    if (status >= 500) {
      wrong.add(path + " (" + language + ") answers " + status);
    }
    for (String complaint : browser.takeComplaints()) {
      if (status < 400 || !complaint.startsWith("Failed to load resource")) {
        wrong.add(path + " (" + language + ") complains: " + complaint);
      }
    }
  }

  private static String axe() {
    try (InputStream script =
        Objects.requireNonNull(AxeBuilder.class.getResourceAsStream("/axe.min.js"))) {
      return new String(script.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
