package ai.agentbar.web.console.board;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import ai.agentbar.kernel.Actor;
import ai.agentbar.kernel.Wib;
import ai.agentbar.staff.Role;
import ai.agentbar.testing.Browser;
import ai.agentbar.testing.CommerceEvents;
import ai.agentbar.testing.Firings;
import ai.agentbar.testing.MovableClock;
import ai.agentbar.testing.RoomTest;
import ai.agentbar.testing.StaffBrowser;
import ai.agentbar.watch.alert.Alerts;
import ai.agentbar.watch.alert.FiringId;
import ai.agentbar.watch.alert.ProbeResult;
import ai.agentbar.watch.alert.ProbeResult.Verdict;
import ai.agentbar.watch.playbook.ProbeName;
import ai.agentbar.watch.playbook.Severity;
import ai.agentbar.watch.playbook.Wording;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.Cookie;
import java.time.Duration;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A live page shows what changes, leaves hands alone, and says so when it has stopped. */
@RoomTest
@Import(CommerceEvents.class)
class LiveBrowserTest {

  private static final Duration SAID_WITHIN = Duration.ofSeconds(20);

  @LocalServerPort int port;
  @Autowired ApplicationContext program;
  @Autowired CommerceEvents commerce;
  @Autowired MovableClock clock;
  @Autowired LiveFeed feed;
  @Autowired Alerts alerts;
  @Autowired JdbcClient jdbc;
  private Firings firings;
  private Browser browser;
  private StaffBrowser staff;

  @BeforeEach
  void open() {
    browser = Browser.open();
    firings = new Firings(program);
    firings.begin();
    staff = StaffBrowser.of(program, port, Role.DEVOPS);
    feed.start();
  }

  @AfterEach
  void close() {
    feed.start();
    firings.forget();
    if (browser != null) {
      browser.close();
    }
  }

  @Test
  void a_feed_that_stops_is_told_and_so_is_that_it_goes_on() {
    Page page = page("/boards");
    Locator banner = page.locator("#notlive");
    until(() -> page.locator("p.asof").textContent().contains(time()));
    assertThat(banner).isHidden();

    feed.stop();
    until(banner::isVisible);
    assertThat(banner).containsText("This page is not live: nothing new since");
    assertThat(banner.getByText("Reload")).hasAttribute("href", "/boards");
    assertThat(banner.getByText("Log in again")).isHidden();

    feed.start();
    until(banner::isHidden);
    assertThat(page.locator("main")).not().hasClass(Pattern.compile(".*stale.*"));
  }

  @Test
  void whoever_is_logged_out_over_an_alert_is_led_back_to_it() {
    FiringId firing = firings.fire("outbox_backlog", Severity.P2);
    Page page = page("/alerts/" + firing);
    assertThat(page.locator("#notlive")).isHidden();

    jdbc.sql("delete from staff_session where login = :login")
        .param("login", staff.login())
        .update();
    until(page.locator("#notlive")::isVisible);

    page.locator("#notlive").getByText("Log in again").click();
    assertThat(page).hasURL(Pattern.compile(".*/staff/login\\?next=(/|%2F)alerts(/|%2F)" + firing));
  }

  @Test
  void a_session_that_ends_takes_the_open_overview_with_it() {
    Page page = page("/");
    until(() -> page.locator("p.asof").textContent().contains(time()));

    jdbc.sql("delete from staff_session where login = :login")
        .param("login", staff.login())
        .update();
    until(page.locator("#notlive")::isVisible);

    assertThat(page.locator("#notlive")).containsText("You are logged out. Log in again");
    assertThat(page.locator("main")).hasClass(Pattern.compile(".*stale.*"));
  }

  @Test
  void an_alert_that_is_open_shows_what_is_found_and_that_it_is_over_without_a_reload() {
    FiringId firing = firings.fire("outbox_backlog", Severity.P2);
    Page page = page("/alerts/" + firing);
    assertThat(page.locator("#findings")).not().containsText("asleep");
    page.locator("textarea[name=text]").fill("half a sentence");

    alerts.diagnosed(
        firing,
        List.of(new ProbeResult(ProbeName.SMTP, Verdict.BAD, new Wording("mati", "asleep"), 3)));
    alerts.acknowledge(firing, Actor.person("budi"), "on it");
    until(() -> page.locator("#findings").textContent().contains("asleep"));
    assertThat(page.locator("#standing .taken")).containsText("budi has taken it on");
    assertThat(page.locator("#standing .badge")).hasText("firing");

    firings.end(firing, "outbox_backlog");
    until(() -> page.locator("#standing.good").count() == 1);
    assertThat(page.locator("#standing .badge")).hasText("over");
    assertThat(page.locator("textarea[name=text]")).hasValue("half a sentence");
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void whoever_is_on_a_link_of_an_alert_stays_there_while_its_seconds_pass() {
    commerce.append(CommerceEvents.processingFailed());
    commerce.settle();
    Page page = page("/");
    page.evaluate(
        """
        window.swaps = 0;
        document.addEventListener("htmx:sseMessage",
          (event) => { window.swaps += event.detail.type === "alerts" ? 1 : 0; });
        document.querySelector(".alert h2 a").focus();
        """);
    Object link = page.evaluate("document.activeElement.getAttribute('href')");
    assertThat(link.toString()).startsWith("/alerts/");

    until(() -> (Integer) page.evaluate("window.swaps") >= 3);

    assertThat(page.evaluate("document.activeElement.getAttribute('href')")).isEqualTo(link);
  }

  /** While the clock goes on and the watch works. */
  private void until(Awaits condition) {
    Awaitility.await()
        .atMost(SAID_WITHIN)
        .pollInSameThread()
        .pollInterval(Duration.ofMillis(500))
        .until(
            () -> {
              clock.move(Duration.ofSeconds(1));
              commerce.settle();
              return condition.holds();
            });
  }

  /** What is waited for. */
  private interface Awaits {

    boolean holds();
  }

  private String time() {
    return DateTimeFormatter.ofPattern("HH:mm:").withZone(Wib.ZONE).format(clock.instant());
  }

  private Page page(String path) {
    String home = "http://127.0.0.1:" + port;
    Page page = browser.page(1280, 900);
    page.context().addCookies(List.of(new Cookie("agentbar", staff.session()).setUrl(home)));
    page.navigate(home + path);
    return page;
  }
}
