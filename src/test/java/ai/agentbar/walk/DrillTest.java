package ai.agentbar.walk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.agentbar.staff.Role;
import ai.agentbar.testing.Http;
import ai.agentbar.testing.Staffing;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The whole drill, by somebody who has nothing but a browser and the mail on their phone. */
@Order(13)
@Tag("long")
class DrillTest extends Walks {

  private static final Duration SOON = Duration.ofSeconds(60);
  private static final Pattern LINK = Pattern.compile("https?://[^\\s\"\\\\]+/alerts/(\\d+)");

  /** What earlier walks left open is none of this one's business. */
  @BeforeEach
  void endWhatIsOpen() {
    jdbc.sql(
            """
            update payment_reconciliation
            set due_at = null, planned_at = null, quick_at = null, ending = false,
                ended_at = coalesce(ended_at, opened_at)
            """)
        .update();
    jdbc.sql(
            """
            update incident
            set resolved_at = now() - interval '3 hours',
                resolved_by = coalesce(resolved_by, 'person:demo')
            """)
        .update();
  }

  @Test
  void what_breaks_is_noticed_found_mended_and_learned_from() throws IOException {
    notificationsFlow();
    Hand breaker = new Hand(browser.page(DESK));
    breaker.page().navigate(sandboxUrl);
    press(breaker, "Lose notifications");
    List<Sale> lost = List.of(paid("Sari Dewi"), paid("Tono Prasetyo"));

    String link = linkOfTheMail();
    Hand hand = onCall(link);
    hand.sees("No webhook").sees("Nobody has taken it on yet");
    hand.waitsFor("the webhook endpoint answers");
    Pictures.onPhoneAtNight(hand.page(), "alert-at-night");
    hand.writes("Note", "on my way").presses("I take it on").sees("You have taken it on");
    assertThat(lost).extracting(Sale::status).containsOnly("PENDING_PAYMENT");

    hand.follows("Run reconciliation").sees("It would touch").sees(lost.getFirst().id());
    Pictures.atDesk(hand.page(), "reconciliation-preview");
    hand.writes("Why do you do this?", "Midtrans: both paid").presses("Do it");
    hand.sees("It was started");
    lost.forEach(it -> it.awaits("PAID"));
    hand.waitsFor("What was done").waitsFor("Midtrans: both paid");
    hand.page().navigate(link);
    Pictures.atDesk(hand.page(), "alert");

    press(breaker, "Lose notifications");
    notificationsFlow();
    hand.follows("Open the incident");
    hand.waitsFor("No webhook is over");
    for (String step : List.of("Assess", "Mitigate", "Communicate")) {
      hand.writes("Note to " + step, "two orders found").presses(step + ": done");
      hand.sees("The step is done");
    }
    hand.writes("Why it is over", "address back again").presses("Resolve the incident");
    hand.sees("The incident is resolved").sees("due ");
    Pictures.atDesk(hand.page(), "incident");

    hand.follows("Read and write").sees("A draft from the timeline");
    Pictures.atDesk(hand.page(), "post-mortem");
    hand.opens("Edit the text");
    String draft = hand.page().getByLabel("Text in Markdown").inputValue();
    assertThat(draft).contains("No webhook", "Rp");
    hand.writes("Text in Markdown", draft + "\n\n## Learned\n\nWatch the address.");
    hand.presses("Save").sees("Your text is kept");
    Download file = hand.page().waitForDownload(() -> hand.follows("Download"));
    assertThat(Files.readString(file.path()))
        .startsWith(draft.lines().findFirst().orElseThrow())
        .endsWith("Watch the address.");
    assertThat(browser.complaints()).isEmpty();
  }

  /** One arrives, and whatever fired for their silence is over. */
  private void notificationsFlow() {
    sandbox.delete("/_sim/faults");
    Sale.of(new Http(shopUrl), sandbox, "film-basic", "Umar Said")
        .by("qris")
        .meets("settle")
        .awaits("PAID");
    await()
        .atMost(SOON)
        .until(
            () ->
                jdbc.sql(
                            """
                        select count(*) from alert_firing
                        where rule_id = 'no_webhook' and resolved_at is null
                        """)
                        .query(Long.class)
                        .single()
                    == 0);
    sandbox.delete("/_sim/mail");
  }

  private Sale paid(String who) {
    return Sale.of(new Http(shopUrl), sandbox, "film-pro", who).by("qris").meets("settle");
  }

  private static void press(Hand hand, String title) {
    hand.page()
        .getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(title))
        .first()
        .click();
  }

  private String linkOfTheMail() {
    await().atMost(SOON).until(() -> mail().find());
    Matcher mail = mail();
    assertThat(mail.find()).isTrue();
    return mail.group();
  }

  private Matcher mail() {
    String all =
        sandbox
            .get("/_sim/mail")
            .json()
            .valueStream()
            .map(Object::toString)
            .filter(it -> it.contains("No webhook") && it.contains("FIRING"))
            .findFirst()
            .orElse("");
    return LINK.matcher(all);
  }

  /** The link of a message opens the very alert, after logging in. */
  private Hand onCall(String link) {
    String login = staffing().hire("citra", Role.TECH_LEAD).text();
    Hand hand = new Hand(browser.page(DESK));
    Page page = hand.page();
    page.navigate(link);
    hand.writes("Login", login).writes("Password", Staffing.PASSWORD).presses("Log in");
    assertThat(page.url()).isEqualTo(link);
    return hand;
  }
}
