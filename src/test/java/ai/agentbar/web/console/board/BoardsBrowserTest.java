package ai.agentbar.web.console.board;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import ai.agentbar.kernel.OrderId;
import ai.agentbar.staff.Logins;
import ai.agentbar.staff.Passwords;
import ai.agentbar.staff.People;
import ai.agentbar.staff.Role;
import ai.agentbar.testing.Browser;
import ai.agentbar.testing.CommerceEvents;
import ai.agentbar.testing.Firings;
import ai.agentbar.testing.MovableClock;
import ai.agentbar.testing.RoomTest;
import ai.agentbar.testing.Staffing;
import ai.agentbar.watch.alert.FiringId;
import ai.agentbar.watch.playbook.Severity;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.Cookie;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Import;

/** What only a real browser can show of the boards and of the frame. */
@RoomTest
@Import(CommerceEvents.class)
class BoardsBrowserTest {

  @LocalServerPort int port;
  @Autowired ApplicationContext program;
  @Autowired CommerceEvents commerce;
  @Autowired MovableClock clock;
  @Autowired LiveFeed feed;
  private Firings firings;
  private Browser browser;
  private String cookie;

  @BeforeEach
  void open() {
    browser = Browser.open();
    firings = new Firings(program);
    firings.begin();
    Staffing staffing =
        new Staffing(
            program.getBean(People.class),
            program.getBean(Passwords.class),
            program.getBean(Logins.class));
    String login = "looks-" + clock.instant().getEpochSecond();
    cookie = staffing.cookie(staffing.hire(login, Role.CS)).substring("agentbar=".length());
  }

  @AfterEach
  void close() {
    firings.forget();
    if (browser != null) {
      browser.close();
    }
  }

  @Test
  void a_chart_is_drawn_switches_its_range_and_its_mark_leads_to_the_alert() {
    FiringId firing = firings.fire("outbox_backlog", Severity.P2);
    clock.move(Duration.ofMinutes(20));
    Page page = page(1280, 900, "/boards/outbox");

    assertThat(page.locator("#outbox-backlog canvas")).isVisible();
    assertThat(page.locator("#outbox-backlog svg.drawn")).isHidden();
    assertThat(page.locator("article.panel canvas")).hasCount(4);

    page.getByText("7 days").click();
    assertThat(page).hasURL(Pattern.compile(".*/boards/outbox\\?range=7d"));
    assertThat(page.locator("#outbox-backlog canvas")).isVisible();

    page.locator("#outbox-backlog a.mark[href='/alerts/" + firing + "']").click();
    assertThat(page).hasURL(Pattern.compile(".*/alerts/" + firing));
    assertThat(page.locator("h1")).containsText("Outbox backlog");
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void a_click_on_a_point_leads_to_the_rows_of_its_day() {
    Page page = page(1280, 900, "/boards/outbox?range=30d");
    Locator plot = page.locator("#outbox-backlog .u-over");

    plot.click(new Locator.ClickOptions().setPosition(120, 150));

    assertThat(page)
        .hasURL(Pattern.compile(".*/outbox\\?state=(pending|retrying)&day=\\d{4}-\\d\\d-\\d\\d"));
    assertThat(page.locator("h1")).containsText("Messages");
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void an_order_that_is_paid_changes_the_open_board_without_a_reload() {
    feed.start();
    Page page = page(1280, 900, "/boards/payments");
    assertThat(page.locator("#payments-funnel canvas")).isVisible();
    String before = data(page);

    clock.move(Duration.ofSeconds(2));
    OrderId id = OrderId.next(clock.instant(), new Random(clock.instant().getEpochSecond()));
    commerce.append(
        CommerceEvents.placed(id),
        CommerceEvents.attempted(id),
        CommerceEvents.opened(id),
        CommerceEvents.paid(id),
        CommerceEvents.granted(id));

    Awaitility.await()
        .atMost(Duration.ofSeconds(15))
        .pollInSameThread()
        .until(
            () -> {
              clock.move(Duration.ofSeconds(1));
              commerce.settle();
              return page.locator(".figures").textContent().contains("1 paid of 1 attempts");
            });
    assertThat(data(page)).isNotEqualTo(before);
    assertThat(page.locator("#payments-funnel canvas")).isVisible();
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void on_a_phone_nothing_overflows_and_the_menu_opens_to_all_areas() {
    for (String path : List.of("/", "/boards", "/boards/payments", "/boards/workers")) {
      Page page = page(360, 740, path);
      assertThat(overflow(page)).as(path).isLessThanOrEqualTo(0);
      page.locator("details.menu > summary").click();
      assertThat(page.locator(".sheet a[href='/orders']")).isVisible();
      assertThat(overflow(page)).as(path + " with its menu open").isLessThanOrEqualTo(0);
      page.close();
    }
    assertThat(browser.complaints()).isEmpty();
  }

  private static Integer overflow(Page page) {
    return (Integer) page.evaluate("document.documentElement.scrollWidth - window.innerWidth");
  }

  private static String data(Page page) {
    return page.locator("#payments-funnel [data-chart]").getAttribute("data-chart");
  }

  private Page page(int width, int height, String path) {
    String home = "http://127.0.0.1:" + port;
    Page page = browser.page(width, height);
    page.context().addCookies(List.of(new Cookie("agentbar", cookie).setUrl(home)));
    page.navigate(home + path);
    return page;
  }
}
