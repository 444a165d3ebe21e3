package ai.agentbar.walk;

import static org.assertj.core.api.Assertions.assertThat;

import ai.agentbar.staff.LoginName;
import ai.agentbar.staff.People;
import ai.agentbar.staff.Role;
import ai.agentbar.staff.StaffChange;
import ai.agentbar.testing.Browser.Seat;
import ai.agentbar.testing.Http;
import ai.agentbar.testing.Staffing;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.Cookie;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every page there is, in both languages, on a phone and at a desk, by day and by night. */
@Order(10)
@Tag("long")
class ConsoleWalkTest extends Walks {

  /** What is fetched and is no page, or only leads on. */
  private static final Set<String> NO_PAGES =
      Set.of(
          "/live",
          "/live/boards",
          "/live/boards/{name}",
          "/preferences",
          "/incidents/{id:\\d{1,18}}/post-mortem.md",
          "/audit/entries.jsonl",
          "/audit/entries.csv",
          "/playbook/file");

  private static final int OF_ONE_KIND_MAX = 2;

  @ParameterizedTest
  @ValueSource(strings = {"en", "id"})
  void every_page_is_whole_legible_and_in_the_language_of_its_reader(String language) {
    Page page = page(phone(language), Role.TECH_LEAD);
    reads(page, language);
    Look look = new Look(browser, page, language);

    pages().walked().forEach(it -> look.at(shopUrl + it));

    assertThat(look.wrong()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"en", "id"})
  void a_link_that_still_opens_shows_a_form_as_whole_and_legible(String language) {
    Page page = browser.page(phone(language));
    reads(page, language);
    Look look = new Look(browser, page, language);

    look.at(firstLink());
    assertThat(page.locator("form[action='/staff/first'] button").count()).isOne();
    look.at(passwordLink(staffing().hire("kartika", Role.OPS)));
    assertThat(page.locator("form[action='/staff/password'] button").count()).isOne();

    assertThat(look.wrong()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"en", "id"})
  void whoever_may_not_reads_so_on_a_page_as_whole_and_legible(String language) {
    Page page = page(phone(language), Role.CS);
    reads(page, language);
    Look look = new Look(browser, page, language);

    assertThat(open(page, "/people").locator("h1").textContent())
        .isEqualTo(
            language.equals("en")
                ? "Your roles do not include this"
                : "Peran Anda tidak mencakup ini");
    look.at(shopUrl + "/people");

    assertThat(look.wrong()).isEmpty();
  }

  @Test
  void no_page_is_left_out() {
    assertThat(pages().missed()).isEqualTo(NO_PAGES);
  }

  private static Seat phone(String language) {
    return new Seat(language.equals("en") ? "en-GB" : "id-ID", 360, 800, true);
  }

  /** A buyer's page is in the language of the order where its reader has chosen none. */
  private void reads(Page page, String language) {
    page.context().addCookies(List.of(new Cookie("language", language).setUrl(shopUrl)));
  }

  private String passwordLink(LoginName login) {
    StaffChange change = program.getBean(People.class).reset(login, Staffing.BECAUSE);
    return ((StaffChange.Linked) change).link().address();
  }

  private Pages pages() {
    return new Pages(program)
        .crawl(new Http(shopUrl), cookie(Role.TECH_LEAD), beginnings(), OF_ONE_KIND_MAX);
  }

  /** Where somebody comes from elsewhere: an address typed, a message's link. */
  private List<String> beginnings() {
    World world = world();
    return Stream.of(
            Stream.of("/", "/staff/login", "/staff/first?token=used", "/staff/password?token=used"),
            world.orders().stream().map(it -> "/orders/" + it.id()),
            world.buyerPages(),
            Stream.of("/orders/010126ABCDEF", "/orders?q=nobody@example.com", "/nothing-here"),
            Stream.of("/inbox?state=failed", "/inbox?state=rejected", "/outbox?state=failed"),
            offered())
        .flatMap(it -> it)
        .toList();
  }

  /** Pages that are linked only as long as something failed; another walk may have mended it. */
  private Stream<String> offered() {
    return Stream.of(
        "/outbox/%d/resend".formatted(one("select min(id) from notification_outbox")),
        "/outbox/%d/followed-up".formatted(one("select min(id) from notification_outbox")),
        "/alerts/%d/actions/run_reconciliation".formatted(one("select max(id) from alert_firing")),
        "/inbox/%s/replay"
            .formatted(
                jdbc.sql(
                        """
                        select to_char(received_at at time zone 'Asia/Jakarta', 'YYYY-MM-DD')
                               || '/' || id
                        from payment_inbox
                        order by id
                        limit 1
                        """)
                    .query(String.class)
                    .single()));
  }
}
