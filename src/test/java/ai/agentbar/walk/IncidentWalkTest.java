package ai.agentbar.walk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.agentbar.staff.Role;
import com.microsoft.playwright.Page;
import java.time.Duration;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What people do about an alert and its incident, and what each press changed. */
@Order(13)
@Tag("long")
class IncidentWalkTest extends Pressing {

  private static final String WHY = "Why do you do this?";
  private static final String PAUSED =
      "select count(*) from notification_reminder_pause where paused_at is not null";
  private static final Duration SOON = Duration.ofSeconds(40);

  @Test
  void reminders_are_held_back_and_let_go_again() {
    long firing = trouble().firing();
    Hand hand = at("/alerts/" + firing, true);

    does(hand, "Pause reminders", "buyers complain");
    await()
        .atMost(SOON)
        .until(
            () ->
                one(
                        """
                        select count(*) from notification_reminder_pause
                        where paused_by like 'person:%' and reason = 'buyers complain'
                          and paused_at is not null
                        """)
                    == 1);
    hand.waitsFor("reminders are held back").sees("buyers complain");
    hand.opens("Other actions").follows("Pause reminders");
    hand.sees("they are held back already by").seesNot("Do it");

    open(hand.page(), "/alerts/" + firing);
    does(hand, "Resume reminders", "mended");
    await().atMost(SOON).until(() -> one(PAUSED) == 0);
    hand.waitsFor("reminders go on");
  }

  @Test
  void the_worker_is_started_anew_and_works_on() {
    String restarted = "select count(*) from job_restart_done where loops > 0";
    long before = one(restarted);
    Hand hand = at("/alerts/" + trouble().firing(), true);

    hand.follows("Restart the worker").sees("starts the loops of 1 workers anew");
    hand.writes(WHY, "loop stands").presses("Do it").sees("It was started");

    hand.waitsFor("1 workers started anew").sees("loop stands");
    assertThat(one(restarted)).isEqualTo(before + 1);
    sale("Zahra Amelia").by("qris").meets("settle").awaits("PAID");
  }

  @Test
  void midtrans_is_asked_about_every_open_order() {
    Sale lost = trouble().lost("Tari Wibowo");
    assertThat(lost.status()).isEqualTo("PENDING_PAYMENT");
    Hand hand = at("/alerts/" + trouble().firing(), true);

    does(hand, "Run reconciliation", "Midtrans: paid");

    lost.awaits("PAID");
    hand.waitsFor("What was done").waitsFor("Midtrans: paid");
  }

  @Test
  void an_incident_that_begins_anew_is_shared_out_talked_about_and_a_step_is_skipped() {
    trouble().firing();
    long incident = one("select max(id) from incident");
    String commander = staffing().hire("joko", Role.OPS).text();
    Hand hand = at("/incidents/" + incident, true);
    beginsAnew(hand);

    hand.writes("Note", "reading mailbox").presses("I take it on").sees("You have taken it on");
    assertThat(
            one(
                "select count(*) from incident where id = ? and acknowledged_by like 'person:ayu%'",
                incident))
        .isOne();
    hand.chooses("Commander", commander);
    hand.page()
        .locator("form.item", new Page.LocatorOptions().setHasText("Commander"))
        .getByText("Set")
        .click();
    hand.sees("The role is given");
    assertThat(
            one(
                "select count(*) from incident where id = ? and commander = 'person:joko'",
                incident))
        .isOne();
    hand.writes("Comment", "550 again").presses("Add comment");
    hand.sees("Your comment stands in the timeline").sees("550 again");

    hand.presses("Skip it").sees("Write it down in a few words first");
    hand.writes("Note to Assess", "known from before").presses("Skip it");
    hand.sees("The step is skipped").sees("known from before");
    assertThat(
            one(
                """
                select count(*) from incident_step s
                join incident i on i.id = s.incident_id and i.round = s.round
                where i.id = ? and s.step = 'ASSESS' and s.skipped and s.note = 'known from before'
                """,
                incident))
        .isOne();
  }

  /** Whatever an earlier walk did with it. */
  private static void beginsAnew(Hand hand) {
    if (hand.page().getByText("Why it is over").count() > 0) {
      hand.writes("Why it is over", "seemed mended").presses("Resolve the incident");
      hand.sees("The incident is resolved");
    }
    hand.writes("Why it is not over", "is not").presses("Reopen the incident");
    hand.sees("The incident is open again");
  }

  private static void does(Hand hand, String action, String why) {
    hand.opens("Other actions").follows(action);
    hand.writes(WHY, why).presses("Do it").sees("It was started");
  }
}
