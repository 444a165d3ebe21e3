package ai.agentbar.web.console.board;

import static ai.agentbar.testing.CommerceEvents.attempted;
import static ai.agentbar.testing.CommerceEvents.granted;
import static ai.agentbar.testing.CommerceEvents.opened;
import static ai.agentbar.testing.CommerceEvents.paid;
import static ai.agentbar.testing.CommerceEvents.placed;
import static ai.agentbar.testing.CommerceEvents.processingFailed;
import static org.assertj.core.api.Assertions.assertThat;

import ai.agentbar.kernel.OrderId;
import ai.agentbar.testing.CommerceEvents;
import ai.agentbar.testing.MovableClock;
import ai.agentbar.testing.Receivers;
import ai.agentbar.testing.RoomTest;
import java.io.UnsupportedEncodingException;
import java.time.Duration;
import java.util.Locale;
import java.util.Random;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.web.context.WebApplicationContext;

@RoomTest
@Import({CommerceEvents.class, Receivers.OnCall.class})
@TestPropertySource(properties = "agentbar.environment-label=REHEARSAL")
@TestMethodOrder(OrderAnnotation.class)
class LivePageTest {

  @Autowired WebApplicationContext context;
  @Autowired CommerceEvents commerce;
  @Autowired Receivers receivers;
  @Autowired MovableClock clock;
  @Autowired LiveFeed feed;

  @Test
  @Order(1)
  void before_the_first_order_the_page_says_what_to_do() {
    commerce.settle();

    assertThat(page(Locale.ENGLISH))
        .contains("It is quiet", "Place one and it shows here within a second")
        .contains("Webhook processing error</b> <span>ok")
        .contains("<title>[REHEARSAL] Overview</title>", ">REHEARSAL</p>");
  }

  @Test
  @Order(2)
  void an_order_that_is_paid_shows_as_money_that_flows() {
    OrderId id = OrderId.next(clock.instant(), new Random(1));
    commerce.append(placed(id), attempted(id), opened(id));
    commerce.settle();
    assertThat(page(Locale.ENGLISH)).contains("Buyers try, and nobody has paid yet");

    commerce.append(paid(id), granted(id));
    commerce.settle();

    assertThat(page(Locale.ENGLISH))
        .contains(
            "Money is flowing", "1 paid in the last 30 minutes, Rp\u00a0150.000", "100\u00a0%");
    assertThat(page(Locale.of("id", "ID")))
        .contains("Uang mengalir", "Rp\u00a0150.000", "lang=\"id\"");
  }

  @Test
  @Order(3)
  void a_firing_alert_comes_first_with_its_steps_and_who_was_told() {
    commerce.append(processingFailed());
    commerce.settle();

    assertThat(page(Locale.ENGLISH))
        .contains("Money is flowing", "One alert is firing", "Webhook processing error", "P1")
        .contains("class=\"verdict flowing alarm\"")
        .contains("Run the reconciliation by hand")
        .containsSubsequence("Who was told", "Tech Lead", "delivered");
    assertThat(receivers.mails()).isNotEmpty();
  }

  @Test
  @Order(4)
  void the_page_needs_no_inline_script_or_style() {
    assertThat(page(Locale.ENGLISH))
        .doesNotContain("<style", "style=", "onclick=", "javascript:")
        .doesNotContainPattern("<script(?![^>]*\\ssrc=)");
  }

  @Test
  @Order(5)
  void whoever_listens_gets_each_fragment_once_and_then_what_changes() {
    feed.start();
    MockHttpServletResponse answer =
        MockMvcTester.from(context).get().uri("/live").asyncExchange().getResponse();
    clock.move(Duration.ofSeconds(2));
    Awaitility.await()
        .until(
            () -> {
              commerce.settle();
              return text(answer).contains("event:webhooks-received");
            });
    String first = text(answer);
    assertThat(first)
        .contains(
            "event:verdict",
            "event:alerts",
            "event:figure-payments",
            "event:payments-funnel",
            "event:asof");

    clock.move(Duration.ofSeconds(2));
    commerce.append(CommerceEvents.received());
    Awaitility.await()
        .until(
            () -> {
              commerce.settle();
              return text(answer).length() > first.length()
                  && text(answer).substring(first.length()).contains("event:webhooks-received");
            });
    assertThat(text(answer).substring(first.length())).doesNotContain("event:verdict");
  }

  @Test
  @Order(6)
  void a_board_that_is_looked_at_hears_of_its_own_charts_and_of_nothing_else() {
    MockHttpServletResponse answer =
        MockMvcTester.from(context)
            .get()
            .uri("/live/boards/outbox?range=24h")
            .asyncExchange()
            .getResponse();
    clock.move(Duration.ofSeconds(2));
    Awaitility.await()
        .until(
            () -> {
              commerce.settle();
              return text(answer).contains("event:listings");
            });

    assertThat(text(answer))
        .contains("event:asof", "event:state", "event:figures", "event:outbox-backlog")
        .contains("event:outbox-wait", "data-chart=")
        .doesNotContain("event:payments-funnel", "event:verdict", "<svg class=\"drawn\"");
  }

  @Test
  @Order(7)
  void where_nothing_is_folded_any_more_the_page_says_that_it_is_blind_and_since_when() {
    commerce.settle();
    clock.move(Duration.ofSeconds(30));
    assertThat(page(Locale.ENGLISH)).contains("Money is flowing");

    clock.move(Duration.ofSeconds(1));

    assertThat(page(Locale.ENGLISH))
        .doesNotContain("Money is flowing")
        .containsPattern(
            "The watch has no fresh numbers</h1>\\s*<p>Nothing has been .* since 23 Nov");
  }

  private String page(Locale reader) {
    return text(MockMvcTester.from(context).get().uri("/").locale(reader).exchange().getResponse());
  }

  private static String text(MockHttpServletResponse answer) {
    try {
      return answer.getContentAsString();
    } catch (UnsupportedEncodingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
