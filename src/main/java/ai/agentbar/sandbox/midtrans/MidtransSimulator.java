package ai.agentbar.sandbox.midtrans;

import ai.agentbar.sandbox.base.Timetable;
import ai.agentbar.sandbox.fault.FaultSwitches;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.ServerResponse;

/**
 * Midtrans for one merchant: the routes of Snap, the Core API, the payment page, and {@code /_sim}
 * to drive it. Notifications leave as soon as {@link #start} was called; {@link #close} abandons
 * those on their way.
 */
public final class MidtransSimulator implements AutoCloseable {

  private static final Duration EXPIRY_SWEEP = Duration.ofMillis(200);

  private final Timetable timetable;
  private final FaultSwitches switches;
  private final Courier courier = new Courier();
  private final Postman postman;
  private final Ledger ledger;
  private final Forger forger;
  private final RouterFunction<ServerResponse> routes;

  public MidtransSimulator(
      MidtransSettings settings, FaultSwitches switches, Timetable timetable, InstantSource clock) {
    this.timetable = timetable;
    this.switches = switches;
    TransactionBodies bodies = new TransactionBodies(settings, switches);
    this.postman =
        new Postman(
            switches, courier, timetable, clock, settings.pace(), new Random(settings.seed() + 1));
    Notifications notifications = new Notifications(settings, switches, bodies, postman);
    this.ledger =
        new Ledger(settings, notifications, timetable, clock, new Random(settings.seed()));
    this.forger = new Forger(ledger, notifications, switches, new Random(settings.seed() + 2));
    Buttons buttons = new Buttons(ledger, switches, timetable, settings.pace());
    ServerAuth auth = new ServerAuth(settings.serverKey());
    RouterFunction<ServerResponse> gateway =
        new SnapApi(ledger, auth, switches, notifications, timetable)
            .routes()
            .and(new CoreApi(ledger, bodies, auth, switches).routes())
            .filter(Weather.slow(switches, timetable));
    this.routes =
        gateway
            .and(new PaymentPage(ledger, buttons, switches, clock, settings.clientKey()).routes())
            .and(new SimApi(ledger, buttons, bodies, notifications, postman, forger).routes())
            .and(new LedgerPages(ledger, postman).routes());
  }

  public RouterFunction<ServerResponse> routes() {
    return routes;
  }

  /** Begins to let payments expire and, when the switch says so, to forge. */
  public void start() {
    timetable.every(EXPIRY_SWEEP, this::expireDue);
    forger.start(timetable);
  }

  /**
   * What became of a payment.
   *
   * @param method how it was paid or is to be, or the empty text
   * @param status Midtrans' word for it, or the empty text
   * @param answer what the shop answered to the newest notification about it; 0 for nothing so far
   */
  public record Story(String method, String status, int answer) {}

  /** The story behind a Snap token. */
  public Story storyOf(String token) {
    Optional<Transaction> newest =
        ledger
            .session(token)
            .map(it -> ledger.transactionsOf(it.request().orderId()))
            .filter(it -> !it.isEmpty())
            .map(List::getLast);
    return newest
        .map(
            it ->
                new Story(
                    it.method().label(), it.status().wire(), postman.answerAbout(it.orderId())))
        .orElse(new Story("", "", 0));
  }

  /** How many forged notifications the shop refused with 401 since then. */
  public long forgeriesRefusedSince(Instant since) {
    return postman.forgeriesRefusedSince(since);
  }

  @Override
  public void close() {
    courier.close();
  }

  private void expireDue() {
    if (!switches.current().midtrans().pendingPastDeadline()) {
      ledger.expireDue();
    }
  }
}
