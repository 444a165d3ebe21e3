package ai.agentbar.sandbox.guide;

import ai.agentbar.sandbox.buyer.Buyers.Ordered;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The four steps as the page shows them. Pure. */
final class Steps {

  /** An alert that fires already is not told again at once: then the list of alerts shows it. */
  static final Duration TOLD_WITHIN = Duration.ofSeconds(30);

  enum State {
    DONE,
    NOW,
    LATER
  }

  /**
   * One step.
   *
   * @param state in lower case, as the stylesheet names it
   * @param action where its button leads, or the empty text
   * @param aside whether the button opens another tab, so that this page stays in sight
   * @param happened what its click set going, in the order it did
   */
  record Step(
      String state,
      String title,
      String about,
      String action,
      String button,
      boolean aside,
      List<String> happened) {}

  private final Visit visit;
  private final Seen seen;
  private final Duration sinceBroken;

  private Steps(Visit visit, Seen seen, Duration sinceBroken) {
    this.visit = visit;
    this.seen = seen;
    this.sinceBroken = sinceBroken;
  }

  static List<Step> of(Visit visit, Seen seen, Duration sinceBroken) {
    Steps steps = new Steps(visit, seen, sinceBroken);
    return List.of(steps.buy(), steps.pay(), steps.forge(), steps.open());
  }

  private Step buy() {
    List<String> happened = new ArrayList<>();
    visit
        .order()
        .ifPresent(
            it ->
                happened.add(
                    "%s ordered by POST /api/orders and got order %s"
                        .formatted(it.buyer(), it.orderId())));
    if (visit.turnedAway()) {
      happened.add("The shop took no order. Is it running, and is no switch on?");
    }
    boolean done = visit.order().isPresent();
    return new Step(
        state(done, true),
        "Buy something",
        "A buyer orders at the shop. The page of the order opens in another tab, with Midtrans' payment over it.",
        done ? "" : "/first/buy",
        "Buy something",
        true,
        happened);
  }

  private Step pay() {
    boolean now = visit.order().isPresent();
    List<String> happened = new ArrayList<>();
    if (!seen.payment().status().isEmpty()) {
      happened.add("Midtrans: %s, %s".formatted(seen.payment().method(), seen.payment().status()));
    }
    if (seen.payment().answer() > 0) {
      happened.add("The shop answered its notification %d".formatted(seen.payment().answer()));
    }
    if (seen.isPaid()) {
      happened.add("The shop asked Midtrans back, and the order is PAID");
    }
    if (!seen.mail().isEmpty()) {
      happened.add("A mail reached the buyer: " + seen.mail());
    }
    return new Step(
        state(seen.isPaid(), now),
        "Pay",
        "In the tab that opened, press Scan and pay.",
        now && !seen.isPaid() ? "/first/pay" : "",
        "Show the buyer's page",
        true,
        happened);
  }

  private Step forge() {
    boolean done = visit.brokenAt().isPresent();
    boolean now = seen.isPaid();
    List<String> happened = new ArrayList<>();
    if (done) {
      happened.add(
          "%d forged notifications were refused with 401".formatted(seen.forgeriesRefused()));
    }
    return new Step(
        state(done, now),
        "Break something",
        "Somebody without the merchant's key claims that orders were paid.",
        now && !done ? "/first/forge" : "",
        "Forge signatures",
        false,
        happened);
  }

  private Step open() {
    boolean broken = visit.brokenAt().isPresent();
    boolean done = visit.openedAt().isPresent();
    List<String> happened = new ArrayList<>();
    seen.alert()
        .ifPresent(
            it ->
                happened.add(
                    "On call read after %d s: %s".formatted(it.after().toSeconds(), it.subject())));
    boolean overdue = broken && seen.alert().isEmpty() && sinceBroken.compareTo(TOLD_WITHIN) > 0;
    if (overdue) {
      happened.add("Nobody was told anew. Perhaps it fires since before; the list shows it.");
    }
    boolean ready = seen.alert().isPresent() || overdue;
    return new Step(
        state(done, broken),
        "Open the alert",
        "It arrives by mail, Slack, WhatsApp and Telegram, with what was found and what to do.",
        ready ? "/first/alert" : "",
        done ? "Open it again" : "Open the alert",
        true,
        happened);
  }

  private static String state(boolean done, boolean now) {
    State state = done ? State.DONE : now ? State.NOW : State.LATER;
    return state.name().toLowerCase(Locale.ROOT);
  }

  /** Where the buyer of the visit finds the order; with the payment open, where it is wanted. */
  static String buyerPath(Ordered order, boolean paying) {
    return "/o/" + order.token() + (paying ? "#pay" : "");
  }
}
