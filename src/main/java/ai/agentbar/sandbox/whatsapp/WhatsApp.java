package ai.agentbar.sandbox.whatsapp;

import ai.agentbar.sandbox.base.Timetable;
import ai.agentbar.sandbox.fault.FaultSwitches;
import java.time.InstantSource;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.ServerResponse;

/**
 * WhatsApp for one phone number. Status webhooks are sent whether or not the handshake succeeded:
 * the subscription is taken for granted.
 */
public final class WhatsApp implements AutoCloseable {

  private final StatusCourier courier;
  private final ChatPages pages;
  private final RouterFunction<ServerResponse> routes;

  public WhatsApp(
      WhatsAppSettings settings, FaultSwitches switches, Timetable timetable, InstantSource clock) {
    Chat chat = new Chat();
    this.courier = new StatusCourier(settings.statusUrl(), settings.pace(), timetable);
    this.pages = new ChatPages(settings, chat, courier);
    Course course = new Course(settings, switches, timetable, chat, courier);
    this.routes =
        pages
            .routes()
            .and(new CloudApi(settings, switches, timetable, chat, course, clock).routes());
  }

  public RouterFunction<ServerResponse> routes() {
    return routes;
  }

  /** Makes the handshake with the shop's status endpoint; the page shows how it went. */
  public void shakeHands() {
    var _ = pages.makeHandshake();
  }

  @Override
  public void close() {
    courier.close();
  }
}
