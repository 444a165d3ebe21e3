package ai.agentbar.walk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.agentbar.staff.Role;
import ai.agentbar.testing.Staffing;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every button there is, pressed by a person who reads what stands on it, and what it changed. */
@Order(11)
@Tag("long")
class ButtonsWalkTest extends Pressing {

  private static final String WHY = "provider back";
  private static final Duration SOON = Duration.ofSeconds(40);

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void somebody_logs_in_and_comes_to_where_they_wanted(boolean scripts) {
    String login = staffing().hire("budi-" + scripts, Role.OPS).text();
    Hand hand = new Hand(browser.page(seat(scripts)));
    hand.page().navigate(shopUrl + "/jobs");

    hand.writes("Login", login).writes("Password", "not it").presses("Log in");
    assertThat(hand.page().locator("[role=alert]").count()).isOne();
    hand.writes("Login", login).writes("Password", Staffing.PASSWORD).presses("Log in");

    assertThat(hand.page().url()).endsWith("/jobs");
    hand.sees("reconciliation");
  }

  @Test
  void an_alert_is_taken_on_talked_about_silenced_and_heard_again() {
    long firing = trouble().firing();
    Hand hand = at("/alerts/" + firing, true);

    hand.writes("Note", "Looking at mailbox 4711").presses("I take it on");
    hand.sees("You have taken it on").sees("Looking at mailbox 4711");
    assertThat(
            one(
                "select count(*) from alert_firing where id = ? and acknowledged_at is not null",
                firing))
        .isOne();
    hand.writes("Comment", "550 at every mailbox").presses("Add comment");
    hand.sees("Your comment stands in the timeline").sees("550 at every mailbox");
    hand.presses("I did it").sees("The step is ticked").sees("Not done after all");
    assertThat(one("select count(*) from runbook_tick where firing_id = ?", firing)).isOne();
    hand.writes("Minutes", "45").writes("Why", "change 4711 announced").presses("Silence it");
    hand.sees("It is silent now").sees("change 4711 announced");
    assertThat(
            one("select count(*) from alert_silence where ended_at is null and until_at > now()"))
        .isOne();
    hand.presses("End the silence").sees("The silence is over");
    assertThat(
            one("select count(*) from alert_silence where ended_at is null and until_at > now()"))
        .isZero();
  }

  @Test
  void without_scripts_an_alert_is_answered_by_the_action_of_its_step() {
    long firing = trouble().firing();
    long failed = one("select count(*) from notification_outbox where state = 'FAILED'");
    Hand hand = at("/alerts/" + firing, false);

    hand.follows("Send failed messages again").sees("It would touch");
    hand.presses("Do it");
    assertThat(one("select count(*) from notification_outbox where state = 'FAILED'"))
        .as("without a reason nothing is done")
        .isEqualTo(failed)
        .isPositive();
    hand.writes("Why do you do this?", WHY).presses("Do it").sees("It was started");

    hand.waitsFor("What was done").sees(WHY);
    await()
        .atMost(SOON)
        .until(
            () -> one("select count(*) from notification_outbox where state = 'FAILED'") < failed);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void one_message_is_sent_again(boolean scripts) {
    long message = trouble().failedMessage();
    Hand hand = at("/outbox/" + message, scripts);

    hand.follows("Send again").writes("Why do you do this?", WHY).presses("Do it");

    hand.sees("The message waits to be sent again");
    await()
        .atMost(SOON)
        .until(
            () ->
                one(
                        "select count(*) from notification_outbox where id = ? and state = 'SENT'",
                        message)
                    == 1);
    hand.waitsFor("Sent");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void a_message_whose_reader_was_told_otherwise_is_closed_for_good(boolean scripts) {
    long message = trouble().failedMessage();
    Hand hand = at("/outbox/" + message, scripts);

    hand.follows("Followed up by hand").sees("It is closed for good");
    hand.writes("Why do you do this?", "called him, 14.05").presses("Do it");

    hand.sees("The message is closed; its reader was told otherwise.");
    assertThat(state(message)).isEqualTo("SKIPPED");
    hand.seesNot("Followed up by hand");
  }

  @Test
  void all_messages_that_failed_are_sent_again() {
    long message = trouble().failedMessage();
    Hand hand = at("/outbox", true);

    hand.follows("Send failed again").sees("It would touch");
    hand.writes("Why do you do this?", WHY).presses("Do it").sees("It was started");

    await().atMost(SOON).until(() -> state(message).equals("SENT"));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void midtrans_is_asked_about_an_order(boolean scripts) {
    Sale sale = trouble().lost("Nia Kurnia");
    assertThat(sale.status()).isEqualTo("PENDING_PAYMENT");
    Hand hand = at("/orders/" + sale.id(), scripts);

    hand.follows("Ask Midtrans now").writes("Why do you do this?", "buyer called").presses("Do it");

    hand.sees("Midtrans was asked").sees("buyer called");
    sale.awaits("PAID");
    hand.waitsFor("Order is paid");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void a_buyer_whose_payment_could_not_be_opened_opens_it(boolean scripts) {
    sandbox.put("/_sim/faults", "{\"snap_down\": true}");
    Sale sale = sale("Vina Anggraini");
    sandbox.put("/_sim/faults", "{\"snap_down\": false}");
    assertThat(sale.status()).isEqualTo("CREATED");
    Hand hand = new Hand(open(browser.page(seat(scripts)), "/o/" + sale.token()));

    hand.presses("Bayar sekarang");

    sale.awaits("PENDING_PAYMENT");
    open(hand.page(), "/o/" + sale.token());
    hand.sees("Menunggu pembayaran");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void a_buyer_whose_order_ended_unpaid_orders_it_once_more(boolean scripts) {
    Sale ended = sale("Wulan Sari").by("gopay").meets("expire").awaits("EXPIRED");
    Hand hand = new Hand(open(browser.page(seat(scripts)), "/o/" + ended.token()));

    hand.page().locator("form[action$='/again'] button").click();

    hand.sees("Menunggu pembayaran");
    String next = hand.page().url();
    assertThat(next).startsWith(shopUrl + "/o/").doesNotEndWith(ended.token());
    open(hand.page(), "/o/" + ended.token());
    hand.page().locator("form[action$='/again'] button").click();
    hand.sees("Menunggu pembayaran");
    assertThat(hand.page().url()).as("pressed twice it is one order").isEqualTo(next);
    assertThat(ended.status()).isEqualTo("EXPIRED");
  }

  @Test
  void a_buyer_copies_the_account_to_pay_to() {
    Sale sale = sale("Yusuf Maulana").by("bca_va");
    Page page = browser.page(seat(true));
    page.context().grantPermissions(List.of("clipboard-read", "clipboard-write"));
    Hand hand = new Hand(open(page, "/o/" + sale.token())).waitsFor("Salin");

    hand.page().locator("[data-copy]").click();

    hand.sees("Tersalin");
    assertThat(page.evaluate("navigator.clipboard.readText()"))
        .isEqualTo(page.locator("#code").textContent());
  }

  @Test
  void one_notification_that_failed_is_processed_again_and_then_all_the_others() {
    Sale one = trouble().givenUp("Oki Firmansyah");
    Sale other = trouble().givenUp("Putri Ayu");
    Hand hand = at("/inbox/%s/%d".formatted(today(), inboxId(one)), true);

    hand.follows("Process again").writes("Why do you do this?", WHY).presses("Do it");
    hand.sees("The notification waits to be processed again");
    one.awaits("PAID");
    assertThat(other.status()).isEqualTo("PENDING_PAYMENT");

    open(hand.page(), "/inbox");
    hand.follows("Replay failed").sees("It would touch");
    hand.writes("Why do you do this?", WHY).presses("Do it").sees("It was started");
    other.awaits("PAID");
  }

  @Test
  void notifications_that_were_turned_away_by_mistake_are_taken_in() {
    Sale sale = trouble().givenUp("Qori Amalia");
    jdbc.sql(
            """
            with gone as (
              delete from payment_inbox where gateway_order_id = :page and state = 'FAILED'
              returning received_at, body)
            insert into payment_inbox_rejected (received_at, reason, body)
            select received_at, 'BAD_SIGNATURE', body from gone
            """)
        .param("page", sale.id() + "-1")
        .update();
    Hand hand = at("/inbox", true);

    hand.follows("Verify rejected").sees("It would touch");
    hand.writes("Why do you do this?", "key mistyped").presses("Do it");

    hand.sees("It was started");
    sale.awaits("PAID");
  }

  @Test
  void an_incident_goes_from_step_to_step_to_its_post_mortem() throws IOException {
    trouble().firing();
    long incident = one("select max(id) from incident");
    Hand hand = at("/incidents/" + incident, true);
    if (hand.page().getByText("I take it on").count() > 0) {
      hand.presses("I take it on").sees("You have taken it on");
    }
    hand.chooses("Commander", hand.page().locator("select option").nth(1).getAttribute("value"));
    hand.page().locator("form.item").first().getByText("Set").click();
    hand.sees("The role is given");
    for (String step : List.of("Assess", "Mitigate", "Communicate")) {
      hand.writes("Note to " + step, "page 12").presses(step + ": done");
      hand.sees("The step is done");
    }
    hand.writes("Why it is over", "mailbox 4711 emptied").presses("Resolve the incident");
    hand.sees("The incident is resolved").sees("mailbox 4711 emptied");
    assertThat(
            one("select count(*) from incident where id = ? and resolved_at is not null", incident))
        .isOne();

    hand.follows("Read and write").sees("# Post-mortem");
    hand.opens("Edit the text").writes("Text in Markdown", "# What we learned\n\nAsk sooner.");
    hand.presses("Save").sees("Your text is kept").sees("Ask sooner.");
    Download file = hand.page().waitForDownload(() -> hand.follows("Download"));
    assertThat(Files.readString(file.path())).isEqualTo("# What we learned\n\nAsk sooner.");
    hand.presses("Sign it as it stands").sees("The post-mortem is signed");

    open(hand.page(), "/incidents/" + incident);
    hand.writes("Why it is not over", "550 again").presses("Reopen the incident");
    hand.sees("The incident is open again");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void a_reader_chooses_language_and_clock(boolean scripts) {
    Hand hand = at("/orders", scripts);

    hand.opens("EN").follows("Indonesia");
    open(hand.page(), "/orders");
    hand.sees("Pesanan");
    hand.opens("ID").follows("WIT");
    open(hand.page(), "/orders");

    hand.sees("WIT").seesNot("Orders");
    assertThat(hand.page().locator("html").getAttribute("lang")).isEqualTo("id");
  }

  private String state(long message) {
    return jdbc.sql("select state from notification_outbox where id = :id")
        .param("id", message)
        .query(String.class)
        .single();
  }

  private long inboxId(Sale sale) {
    return one(
        "select id from payment_inbox where gateway_order_id = ? and state = 'FAILED'",
        sale.id() + "-1");
  }

  private String today() {
    return jdbc.sql("select to_char(now() at time zone 'Asia/Jakarta', 'YYYY-MM-DD')")
        .query(String.class)
        .single();
  }
}
