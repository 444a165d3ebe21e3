package ai.agentbar.web.console.action;

import static org.assertj.core.api.Assertions.assertThat;

import ai.agentbar.kernel.Email;
import ai.agentbar.kernel.OrderId;
import ai.agentbar.kernel.Phone;
import ai.agentbar.order.Buyer;
import ai.agentbar.order.Catalogue;
import ai.agentbar.order.Orders;
import ai.agentbar.order.Placement;
import ai.agentbar.staff.Role;
import ai.agentbar.testing.Http.Answer;
import ai.agentbar.testing.MovableClock;
import ai.agentbar.testing.RoomTest;
import ai.agentbar.testing.StaffBrowser;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@RoomTest
class ActionPagesTest {

  @LocalServerPort int port;
  @Autowired ApplicationContext program;
  @Autowired Orders orders;
  @Autowired Catalogue catalogue;
  @Autowired MovableClock clock;
  @Autowired TransactionTemplate transaction;
  @Autowired JdbcClient jdbc;
  private StaffBrowser operator;

  @BeforeEach
  void connect() {
    clock.set(RoomTest.START);
    operator = StaffBrowser.of(program, port, Role.DEVOPS);
  }

  @Test
  void a_given_up_message_is_sent_again_with_a_reason_and_the_page_says_so() {
    OrderId order = place();
    transaction.executeWithoutResult(_ -> orders.paymentOpened(order));
    long untrue = failedMessage(order, "PAYMENT_SUCCESS");
    long true_ = failedMessage(order, "REMINDER_1");

    assertThat(operator.page("/outbox/" + true_)).contains("/outbox/" + true_ + "/resend");
    Answer sent = operator.send("/outbox/" + true_ + "/resend", "the mailbox was full");
    Answer closed = operator.send("/outbox/" + untrue + "/resend", "the mailbox was full");
    Answer refused = operator.send("/outbox/" + untrue + "/resend", "the mailbox was full");

    assertThat(sent.status()).isEqualTo(302);
    assertThat(sent.header("Location")).endsWith("/outbox/" + true_ + "?done=resent");
    assertThat(state(true_)).isEqualTo("PENDING");
    assertThat(operator.page("/outbox/" + true_ + "?done=resent"))
        .contains("waits to be sent again");
    assertThat(closed.header("Location")).endsWith("/outbox/" + untrue + "?done=closed");
    assertThat(operator.page("/outbox/" + untrue + "?done=closed"))
        .contains("no longer true, so it was closed", "the order awaits its payment")
        .doesNotContain("/resend", "/followed-up");
    assertThat(refused.text()).contains("It stays as it is: it is SKIPPED, not given up");
    assertThat(state(untrue)).isEqualTo("SKIPPED");
  }

  @Test
  void a_given_up_message_is_closed_by_whoever_told_its_reader_otherwise() {
    OrderId order = place();
    transaction.executeWithoutResult(_ -> orders.paymentOpened(order));
    long id = failedMessage(order, "REMINDER_1");
    String form = "/outbox/" + id + "/followed-up";

    assertThat(operator.page("/outbox/" + id)).contains(form, "Followed up by hand");
    assertThat(operator.page(form)).contains("Close by hand", "method=\"post\"");
    assertThat(operator.send(form, " ").text()).contains("Say why");
    assertThat(state(id)).isEqualTo("FAILED");

    Answer closed = operator.send(form, "told the buyer by phone");
    assertThat(closed.header("Location")).endsWith("/outbox/" + id + "?done=followed-up");
    assertThat(state(id)).isEqualTo("SKIPPED");
    assertThat(operator.page("/outbox/" + id + "?done=followed-up"))
        .contains("The message is closed", "followed up by hand")
        .doesNotContain("/resend", form);
    assertThat(operator.send(form, "once more").text())
        .contains("It stays as it is: it is SKIPPED, not given up");
  }

  @Test
  void without_a_reason_nothing_is_done() {
    OrderId order = place();
    transaction.executeWithoutResult(_ -> orders.paymentOpened(order));
    long id = failedMessage(order, "REMINDER_1");

    assertThat(operator.send("/outbox/" + id + "/resend", "  ").text()).contains("Say why");
    assertThat(operator.send("/outbox/" + id + "/resend", "x".repeat(501)).text())
        .contains("Say why");
    assertThat(operator.send("/outbox/requeue", "").text()).doesNotContain("was started");
    assertThat(state(id)).isEqualTo("FAILED");
  }

  @Test
  void midtrans_is_asked_about_an_order_and_the_story_names_who_wished_it() {
    OrderId order = place();
    assertThat(operator.page("/orders/" + order)).contains("Ask Midtrans now");

    Answer asked = operator.send("/orders/" + order + "/ask", "the buyer called");

    assertThat(asked.status()).isEqualTo(302);
    assertThat(asked.header("Location")).contains("/orders/" + order + "?done=");
    assertThat(operator.page("/orders/" + order))
        .containsSubsequence(
            "Somebody had Midtrans asked", "person:" + operator.login(), "the buyer called");
  }

  @Test
  void whoever_may_only_look_is_offered_nothing_and_can_send_nothing() {
    OrderId order = place();
    transaction.executeWithoutResult(_ -> orders.paymentOpened(order));
    long id = failedMessage(order, "REMINDER_1");
    StaffBrowser reader = StaffBrowser.of(program, port, Role.CS);

    for (String page : List.of("/orders/" + order, "/outbox/" + id, "/outbox", "/inbox")) {
      assertThat(reader.get(page).status()).as(page).isEqualTo(200);
      assertThat(reader.page(page))
          .doesNotContain("/ask", "/resend", "/followed-up", "/requeue", "/replay");
    }
    String token = StaffBrowser.token(reader.page("/staff/password"));
    for (String form :
        List.of(
            "/orders/" + order + "/ask",
            "/outbox/" + id + "/resend",
            "/outbox/" + id + "/followed-up",
            "/outbox/requeue")) {
      assertThat(reader.get(form).status()).as(form).isEqualTo(403);
      assertThat(reader.post(form, token, "please").status()).as(form).isEqualTo(403);
    }
    assertThat(state(id)).isEqualTo("FAILED");
  }

  @Test
  void a_form_that_no_page_of_ours_sent_does_nothing() {
    OrderId order = place();
    transaction.executeWithoutResult(_ -> orders.paymentOpened(order));
    long id = failedMessage(order, "REMINDER_1");

    assertThat(operator.post("/outbox/" + id + "/resend", "forged", "please").status())
        .isEqualTo(403);
    assertThat(state(id)).isEqualTo("FAILED");
  }

  @Test
  void what_would_be_taken_up_again_is_shown_before_it_is() {
    OrderId order = place();
    transaction.executeWithoutResult(_ -> orders.paymentOpened(order));
    failedMessage(order, "REMINDER_1");

    assertThat(operator.page("/outbox/requeue"))
        .contains("Send all failed messages again?", "It would touch", "method=\"post\"");
    assertThat(operator.page("/inbox/replay")).contains("Process all failed notifications again?");
    assertThat(operator.page("/inbox/reverify")).contains("Check the signatures");
  }

  @Test
  void what_failed_in_one_channel_is_sent_again_and_the_other_channel_stays() {
    OrderId order = place();
    transaction.executeWithoutResult(_ -> orders.paymentOpened(order));
    long mail = failedMessage(order, "REMINDER_1");
    long whatsApp = message(order, "REMINDER_1", "WHATSAPP", "FAILED");

    assertThat(operator.page("/outbox?channel=email"))
        .contains("href=\"/outbox/requeue?channel=email\"");
    assertThat(operator.page("/outbox/requeue?channel=email"))
        .contains("Send all failed messages by Email again?", "href=\"/outbox/%d\"".formatted(mail))
        .doesNotContain("href=\"/outbox/%d\"".formatted(whatsApp));
    assertThat(operator.page("/outbox/requeue")).contains("EMAIL", "WHATSAPP");
    assertThat(operator.send("/outbox/requeue?channel=email", " ").text()).contains("Say why");
    assertThat(state(mail)).isEqualTo("FAILED");

    Answer sent = operator.send("/outbox/requeue?channel=email", "the mail server is back");

    assertThat(sent.header("Location")).endsWith("/outbox?channel=email&done=resent-many");
    assertThat(state(mail)).isEqualTo("PENDING");
    assertThat(state(whatsApp)).isEqualTo("FAILED");
    assertThat(operator.page("/audit")).contains("the mail server is back");
    assertThat(operator.get("/outbox/requeue?channel=pigeon").status()).isEqualTo(404);
  }

  @Test
  void a_receipt_that_was_sent_is_sent_again_for_a_reason_and_stands_marked() {
    OrderId order = place();
    transaction.executeWithoutResult(_ -> orders.paymentOpened(order));
    long receipt = message(order, "PAYMENT_INSTRUCTION", "EMAIL", "SENT");
    long reminder = message(order, "REMINDER_1", "EMAIL", "SENT");
    long early = message(order, "PAYMENT_SUCCESS", "EMAIL", "SENT");
    String path = "/outbox/" + receipt + "/resend";

    assertThat(operator.page("/outbox/" + reminder)).doesNotContain("/resend");
    assertThat(operator.page("/outbox/" + receipt)).contains(path);
    assertThat(operator.page(path)).contains("was sent already");
    assertThat(operator.send(path, " ").text()).contains("Say why");
    assertThat(state(receipt)).isEqualTo("SENT");

    Answer sent = operator.send(path, "the buyer looked into the spam folder too");

    assertThat(sent.header("Location")).endsWith("/outbox/" + receipt + "?done=resent");
    assertThat(state(receipt)).isEqualTo("PENDING");
    assertThat(operator.page("/outbox/" + receipt))
        .contains("It may have reached its reader twice");
    assertThat(operator.page("/audit")).contains("the buyer looked into the spam folder too");
    assertThat(operator.send("/outbox/" + reminder + "/resend", "please").text())
        .contains("It stays as it is: a reminder that was sent is not sent again");
    assertThat(operator.send("/outbox/" + early + "/resend", "please").text())
        .contains("It stays as it is: the order awaits its payment");
    assertThat(state(reminder) + state(early)).isEqualTo("SENTSENT");
  }

  @Test
  void a_word_that_was_not_said_by_a_form_of_ours_is_not_shown() {
    assertThat(operator.page("/outbox?done=%3Cb%3Egone")).doesNotContain("gone");
  }

  private OrderId place() {
    Buyer buyer = new Buyer("Siti Rahma", new Email("siti@example.com"), new Phone("081298762222"));
    Placement placed = orders.place(catalogue.find("film-basic").orElseThrow(), buyer, null);
    return ((Placement.Placed) placed).order().id();
  }

  private long failedMessage(OrderId order, String template) {
    return message(order, template, "EMAIL", "FAILED");
  }

  private long message(OrderId order, String template, String channel, String state) {
    return jdbc.sql(
            """
            insert into notification_outbox (order_id, channel, template, state, message_key, tries,
                                             created_at, wanted_at, last_error)
            values (:order, :channel, :template, :state, :key, 3,
                    :at, :at, 'the mailbox is full')
            returning id
            """)
        .param("order", order.value())
        .param("template", template)
        .param("channel", channel)
        .param("state", state)
        .param("key", UUID.randomUUID().toString())
        .param("at", clock.instant().atOffset(ZoneOffset.UTC))
        .query(Long.class)
        .single();
  }

  private String state(long id) {
    return jdbc.sql("select state from notification_outbox where id = :id")
        .param("id", id)
        .query(String.class)
        .single();
  }
}
