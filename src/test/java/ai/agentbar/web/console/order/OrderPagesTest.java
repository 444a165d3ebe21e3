package ai.agentbar.web.console.order;

import static org.assertj.core.api.Assertions.assertThat;

import ai.agentbar.kernel.Email;
import ai.agentbar.kernel.OrderId;
import ai.agentbar.kernel.Phone;
import ai.agentbar.order.Buyer;
import ai.agentbar.order.Catalogue;
import ai.agentbar.order.Orders;
import ai.agentbar.order.Placement;
import ai.agentbar.staff.Role;
import ai.agentbar.testing.Http;
import ai.agentbar.testing.MovableClock;
import ai.agentbar.testing.Notifications;
import ai.agentbar.testing.RoomTest;
import ai.agentbar.testing.StaffBrowser;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@RoomTest
class OrderPagesTest {

  private static final Pattern ORDER_LINK = Pattern.compile("href=\"/orders/(\\w{12})\"");
  private static final Pattern OLDER = Pattern.compile("rel=\"next\" href=\"([^\"]+)\"");

  @LocalServerPort int port;
  @Autowired ApplicationContext program;
  @Autowired Orders orders;
  @Autowired Catalogue catalogue;
  @Autowired MovableClock clock;
  @Autowired TransactionTemplate transaction;
  @Autowired JdbcClient jdbc;
  private StaffBrowser staff;

  @BeforeEach
  void connect() {
    clock.set(RoomTest.START);
    staff = StaffBrowser.of(program, port, Role.CS);
  }

  @Test
  void an_order_is_found_by_id_beginning_email_phone_and_the_ids_of_midtrans() {
    OrderId id = place("wayan.search@example.com", "081298760001");
    String transactionId = attempt(id);

    for (String text :
        List.of(
            id.value(),
            id.value().substring(0, 9).toLowerCase(Locale.ROOT),
            id + "-1",
            "Wayan.Search@example.com",
            "0812-9876-0001",
            transactionId)) {
      assertThat(found(text)).as(text).contains(id.value());
    }
    assertThat(found("wayan.search@example.co")).isEmpty();
    assertThat(found("081298760002")).isEmpty();
    assertThat(found(transactionId.substring(0, 20))).isEmpty();
  }

  @Test
  void neither_the_list_nor_the_order_shows_the_person() {
    OrderId id = place("masked.person@example.com", "081298760003");

    for (String page : List.of(list("?q=" + id), page("/orders/" + id))) {
      assertThat(page)
          .contains("m***@example.com", "003")
          .doesNotContain("masked.person", "81298760003", "Siti Rahma");
    }
  }

  @Test
  void a_text_that_fits_no_order_says_how_to_look() {
    assertThat(list("?q=nobody@example.com"))
        .contains("No order matches", "an order id from its first six digits on");
    assertThat(list("?q=%27%20or%201=1%20--")).contains("No order matches");
    assertThat(list("?day=2020-01-01")).contains("No order here", "Choose another day");
  }

  @Test
  void pages_lead_through_all_orders_of_a_day_newest_first_and_none_twice() {
    clock.set(Instant.parse("2026-08-17T03:00:00Z"));
    List<String> placed = new ArrayList<>();
    for (int i = 0; i < OrderFinder.PAGE_ROWS + 3; i++) {
      placed.addFirst(place("many@example.com", "081298760004").value());
      clock.move(Duration.ofSeconds(i % 3));
    }

    String first = list("?day=2026-08-17");
    String second = page(older(first));

    assertThat(links(first)).hasSize(OrderFinder.PAGE_ROWS);
    assertThat(OLDER.matcher(second).find()).isFalse();
    List<String> all = new ArrayList<>(links(first));
    all.addAll(links(second));
    assertThat(all).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(placed);
    assertThat(links(list("?day=2026-08-18"))).isEmpty();
  }

  @Test
  void the_state_narrows_the_list() {
    OrderId open = place("states@example.com", "081298760005");
    OrderId failed = place("states@example.com", "081298760005");
    transaction.executeWithoutResult(_ -> orders.fail(failed, "a test said so"));

    assertThat(links(list("?q=states@example.com&state=failed"))).containsExactly(failed.value());
    assertThat(links(list("?q=states@example.com&state=created"))).containsExactly(open.value());
    assertThat(links(list("?q=states@example.com&state=nonsense")))
        .containsExactlyInAnyOrder(open.value(), failed.value());
  }

  @Test
  void the_story_tells_what_happened_with_the_raw_notification_masked() {
    OrderId id = place("story@example.com", "081298760006");
    attempt(id);
    byte[] body =
        Notifications.about(id + "-1", UUID.randomUUID().toString())
            .with("va_numbers", List.of(Map.of("va_number", "812785002530231")))
            .with("customer_email", "story@example.com")
            .signed();
    assertThat(new Http("http://127.0.0.1:" + port).post("/api/webhooks/midtrans", body).status())
        .isEqualTo(200);

    String page = page("/orders/" + id);

    assertThat(page)
        .containsSubsequence(
            "Order placed for Rp\u00a099.000", "Notification from Midtrans about QRIS", "***0231")
        .contains("/inbox/2026-11-23/", "Payment pages", id + "-1")
        .doesNotContain("812785002530231", "story@example.com");
    assertThat(page).containsPattern("signature_key&quot; : &quot;\\*\\*\\*&quot;");
  }

  @Test
  void one_sentence_says_why_it_stands_so_in_both_languages() {
    OrderId id = place("why@example.com", "081298760007");
    assertThat(page("/orders/" + id)).contains("has not opened the payment page yet");
    assertThat(indonesian("/orders/" + id)).contains("pembeli belum membuka halaman bayar");

    clock.move(Duration.ofDays(2));
    staff = StaffBrowser.of(program, port, Role.CS);

    assertThat(page("/orders/" + id)).contains("Midtrans is asked once more before the order ends");
  }

  @Test
  void an_order_nobody_placed_is_404_and_says_where_to_look() {
    for (String path : List.of("/orders/231126AAAAAA", "/orders/nonsense")) {
      Http.Answer answer = staff.get(path, "en");
      assertThat(answer.status()).isEqualTo(404);
      assertThat(answer.text()).contains("There is no such order", "href=\"/orders\"", "Incidents");
    }
  }

  private OrderId place(String email, String phone) {
    Buyer buyer = new Buyer("Siti Rahma", new Email(email), new Phone(phone));
    Placement placed = orders.place(catalogue.find("film-basic").orElseThrow(), buyer, null);
    return ((Placement.Placed) placed).order().id();
  }

  /** An attempt with a transaction, as the gateway's answers leave them. */
  private String attempt(OrderId id) {
    String transactionId = UUID.randomUUID().toString();
    jdbc.sql(
            """
            insert into payment_attempt (gateway_order_id, order_id, number, state, version,
                                         opening_token, opening_until, created_at)
            values (:id || '-1', :id, 1, 'TAKEN', 1, 1, :now, :now)
            """)
        .param("id", id.value())
        .param("now", clock.instant().atOffset(ZoneOffset.UTC))
        .update();
    jdbc.sql(
            """
            insert into payment_transaction (transaction_id, gateway_order_id, order_id,
                                             payment_type, status, first_seen_at, status_at)
            values (:transactionId, :id || '-1', :id, 'qris', 'PENDING', :now, :now)
            """)
        .param("transactionId", transactionId)
        .param("id", id.value())
        .param("now", clock.instant().atOffset(ZoneOffset.UTC))
        .update();
    return transactionId;
  }

  private List<String> found(String text) {
    return links(list("?q=" + URLEncoder.encode(text, StandardCharsets.UTF_8)));
  }

  private String list(String query) {
    return page("/orders" + query);
  }

  private String page(String path) {
    return staff.page(path);
  }

  private String indonesian(String path) {
    return staff.get(path, "id").text();
  }

  private static String older(String page) {
    return OLDER.matcher(page).results().findFirst().orElseThrow().group(1).replace("&amp;", "&");
  }

  private static List<String> links(String page) {
    return ORDER_LINK.matcher(page).results().map((MatchResult it) -> it.group(1)).toList();
  }
}
