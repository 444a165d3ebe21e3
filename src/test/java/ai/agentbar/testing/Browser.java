package ai.agentbar.testing;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.ReducedMotion;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A real Chromium, the machine's own. Without one the test is skipped, unless {@code
 * AGENTBAR_REQUIRE_BROWSER=true} makes that a failure.
 */
public final class Browser implements AutoCloseable {

  /**
   * Where somebody sits.
   *
   * @param language what their browser asks for: {@code id-ID}
   * @param scripts whether pages may run scripts
   */
  public record Seat(String language, int width, int height, boolean scripts) {}

  private static final Path CHROMIUM = Path.of("/usr/bin/chromium");

  private final Playwright playwright;
  private final com.microsoft.playwright.Browser browser;
  private final List<String> complaints = new ArrayList<>();
  private final List<String> sent = new ArrayList<>();

  private Browser(Playwright playwright, com.microsoft.playwright.Browser browser) {
    this.playwright = playwright;
    this.browser = browser;
  }

  public static Browser open() {
    if (!"true".equals(System.getenv("AGENTBAR_REQUIRE_BROWSER"))) {
      assumeTrue(Files.exists(CHROMIUM), "no " + CHROMIUM);
    }
    Playwright playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    return new Browser(
        playwright,
        playwright
            .chromium()
            .launch(
                new BrowserType.LaunchOptions()
                    .setExecutablePath(CHROMIUM)
                    .setArgs(
                        List.of(
                            "--no-sandbox",
                            "--disable-gpu",
                            "--disable-quic",
                            "--no-first-run",
                            "--disable-background-networking",
                            "--disable-component-update",
                            "--disable-sync"))));
  }

  /** A page of that size, in English, whose complaints on the console are kept. */
  public Page page(int width, int height) {
    return page(new Seat("en-GB", width, height, true));
  }

  /** A page on a screen of its own, with no cookies yet, whose complaints are kept. */
  public Page page(Seat seat) {
    Page page =
        browser
            .newContext(
                new com.microsoft.playwright.Browser.NewContextOptions()
                    .setLocale(seat.language())
                    .setReducedMotion(ReducedMotion.REDUCE)
                    .setJavaScriptEnabled(seat.scripts())
                    .setViewportSize(seat.width(), seat.height()))
            .newPage();
    page.onConsoleMessage(
        message -> {
          if (message.type().equals("error")) {
            complaints.add(message.text());
          }
        });
    page.onPageError(complaints::add);
    page.onResponse(this::note);
    return page;
  }

  private void note(Response response) {
    if (response.request().method().equals("POST") && response.status() < 400) {
      sent.add(URI.create(response.url()).getPath());
    }
  }

  /** The paths of the forms that pages sent and that were not refused. */
  public List<String> sent() {
    return List.copyOf(sent);
  }

  /** What the pages complained about: script errors, and what the security policy refused. */
  public List<String> complaints() {
    return List.copyOf(complaints);
  }

  /** The same, and they are not told again. */
  public List<String> takeComplaints() {
    List<String> taken = complaints();
    complaints.clear();
    return taken;
  }

  @Override
  public void close() {
    browser.close();
    playwright.close();
  }
}
