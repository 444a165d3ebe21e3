package ai.agentbar.walk;

import static org.assertj.core.api.Assertions.assertThat;

import ai.agentbar.staff.Role;
import ai.agentbar.testing.Browser.Seat;
import ai.agentbar.testing.Http;
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
    Page page =
        page(new Seat(language.equals("en") ? "en-GB" : "id-ID", 360, 800, true), Role.TECH_LEAD);
    // A buyer's page is in the language of the order where its reader has chosen none.
    page.context().addCookies(List.of(new Cookie("language", language).setUrl(shopUrl)));
    Look look = new Look(browser, page, language);

    pages().walked().forEach(it -> look.at(shopUrl + it));

    assertThat(look.wrong()).isEmpty();
  }

  @Test
  void no_page_is_left_out() {
    assertThat(pages().missed()).isEqualTo(NO_PAGES);
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
