package ai.agentbar.web.console.board;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import ai.agentbar.kernel.Wib;
import ai.agentbar.staff.Role;
import ai.agentbar.testing.Browser;
import ai.agentbar.testing.CommerceEvents;
import ai.agentbar.testing.Firings;
import ai.agentbar.testing.MovableClock;
import ai.agentbar.testing.RoomTest;
import ai.agentbar.testing.StaffBrowser;
import ai.agentbar.watch.alert.FiringId;
import ai.agentbar.watch.playbook.Severity;
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

/** A live page that has stopped says so, to whoever looks at it. */
@RoomTest
@Import(CommerceEvents.class)
class StalePageBrowserTest {

  private static final Duration SAID_WITHIN = Duration.ofSeconds(20);

  @LocalServerPort int port;
  @Autowired ApplicationContext program;
  @Autowired CommerceEvents commerce;
  @Autowired MovableClock clock;
  @Autowired LiveFeed feed;
  @Autowired JdbcClient jdbc;
  private Firings firings;
  private Browser browser;
  private StaffBrowser staff;

  @BeforeEach
  void open() {
    browser = Browser.open();
    firings = new Firings(program);
    firings.begin();
    staff = StaffBrowser.of(program, port, Role.CS);
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
    return DateTimeFormatter.ofPattern("HH:mm:")
        .withZone(Wib.ZONE)
        .format(clock.instant());
  }

  private Page page(String path) {
    String home = "http://127.0.0.1:" + port;
    Page page = browser.page(1280, 900);
    page.context().addCookies(List.of(new Cookie("agentbar", staff.session()).setUrl(home)));
    page.navigate(home + path);
    return page;
  }
}
