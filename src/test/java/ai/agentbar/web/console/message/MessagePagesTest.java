package ai.agentbar.web.console.message;

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
import ai.agentbar.testing.RoomTest;
import ai.agentbar.testing.StaffBrowser;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

@RoomTest
class MessagePagesTest {

  private static final Pattern LINK = Pattern.compile("href=\"/outbox/(\\d+)\"");
  private static final Pattern OLDER = Pattern.compile("rel=\"next\" href=\"([^\"]+)\"");

  @LocalServerPort int port;
  @Autowired ApplicationContext program;
  @Autowired Orders orders;
  @Autowired Catalogue catalogue;
  @Autowired MovableClock clock;
  @Autowired JdbcClient jdbc;
  private StaffBrowser staff;

  @BeforeEach
  void connect() {
    clock.set(RoomTest.START);
    staff = StaffBrowser.of(program, port, Role.CS);
  }

  @Test
  void what_failed_is_counted_found_whenever_it_was_created_and_opened_with_its_reason() {
    OrderId order = place();
    long id = message(order, "WHATSAPP", "FAILED", Instant.parse("2026-01-05T03:00:00Z"));

    assertThat(page("/outbox"))
        .containsPattern("state=failed&amp;channel=whatsapp\"><b>[1-9]\\d*</b> <span>failed");
    assertThat(links(page("/outbox?state=failed&channel=whatsapp"))).contains(id);
    assertThat(links(page("/outbox?state=failed&channel=email"))).doesNotContain(id);
    assertThat(links(page("/outbox?state=failed&template=reminder_1"))).doesNotContain(id);
    assertThat(page("/outbox/" + id))
        .contains("It is given up and did not leave", "the number is not on WhatsApp")
        .contains("+62********111", "/orders/" + order, "It may have reached its reader twice")
        .doesNotContain("81298761111");
  }

  @Test
  void pages_lead_through_all_messages_of_a_day_and_none_twice() {
    Instant day = Instant.parse("2026-03-02T03:00:00Z");
    List<Long> written = new ArrayList<>();
    for (int i = 0; i < MessagesPage.PAGE_ROWS + 2; i++) {
      written.add(message(place(), "EMAIL", "SENT", day.plusSeconds(i / 4)));
    }

    String first = page("/outbox?day=2026-03-02");
    List<Long> all = new ArrayList<>(links(first));
    all.addAll(links(page(older(first))));

    assertThat(all).containsExactlyElementsOf(written.reversed());
    assertThat(links(page("/outbox?day=2026-03-03"))).isEmpty();
  }

  @Test
  void a_day_without_messages_and_a_filter_without_match_say_what_to_do() {
    assertThat(page("/outbox?day=2020-01-01")).contains("No message here", "as soon as an order");
    assertThat(page("/outbox?day=2020-01-01&state=skipped"))
        .contains("No message matches", "Choose another state");
    assertThat(page("/outbox?after=nonsense&day=x&state=y")).contains("Messages");
  }

  @Test
  void a_message_nobody_wrote_is_404_and_says_where_to_look() {
    Http.Answer answer = staff.get("/outbox/999999999", "id");

    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.text()).contains("Pesan ini tidak ada", "href=\"/outbox\"");
  }

  private OrderId place() {
    Buyer buyer = new Buyer("Siti Rahma", new Email("siti@example.com"), new Phone("081298761111"));
    Placement placed = orders.place(catalogue.find("film-basic").orElseThrow(), buyer, null);
    return ((Placement.Placed) placed).order().id();
  }

  private long message(OrderId order, String channel, String state, Instant createdAt) {
    return jdbc.sql(
            """
            insert into notification_outbox (order_id, channel, template, state, message_key, tries,
                                             possible_double, created_at, wanted_at, last_error)
            values (:order, :channel, 'PAYMENT_INSTRUCTION', :state, :key, 3,
                    true, :at, :at, 'the number is not on WhatsApp')
            returning id
            """)
        .param("order", order.value())
        .param("channel", channel)
        .param("state", state)
        .param("key", UUID.randomUUID().toString())
        .param("at", createdAt.atOffset(ZoneOffset.UTC))
        .query(Long.class)
        .single();
  }

  private String page(String path) {
    return staff.page(path);
  }

  private static String older(String page) {
    return OLDER.matcher(page).results().findFirst().orElseThrow().group(1).replace("&amp;", "&");
  }

  private static List<Long> links(String page) {
    return LINK.matcher(page).results().map((MatchResult it) -> Long.valueOf(it.group(1))).toList();
  }
}
