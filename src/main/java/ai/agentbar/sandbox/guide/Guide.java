package ai.agentbar.sandbox.guide;

import static org.springframework.web.servlet.function.RouterFunctions.route;

import ai.agentbar.sandbox.buyer.Buyers;
import ai.agentbar.sandbox.buyer.Buyers.Ordered;
import ai.agentbar.sandbox.fault.FaultSwitches;
import ai.agentbar.sandbox.mail.Mail;
import ai.agentbar.sandbox.mail.MailCatcher;
import ai.agentbar.sandbox.midtrans.MidtransSimulator;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.ServerResponse;

/**
 * Leads a newcomer through a first sale and a first alert. One visit at a time, whoever clicks; it
 * is read from what the rest of the sandbox saw, so nothing is ticked that did not happen.
 */
public final class Guide {

  private static final Pattern ALERT_LINK = Pattern.compile("https?://[^\\s<>\"]+/alerts/\\d+");

  private final World world;
  private final URI shopUrl;
  private final InstantSource clock;
  private final AtomicReference<Visit> visit = new AtomicReference<>(Visit.NONE);

  /** Whom the guide asks and moves. */
  public record World(
      Buyers buyers, MidtransSimulator midtrans, MailCatcher mail, FaultSwitches switches) {}

  public Guide(World world, URI shopUrl, InstantSource clock) {
    this.world = world;
    this.shopUrl = shopUrl;
    this.clock = clock;
  }

  public RouterFunction<ServerResponse> routes() {
    return route()
        .GET("/first", _ -> ServerResponse.ok().render("first", model()))
        .POST("/first/buy", _ -> buy())
        .POST("/first/pay", _ -> pay())
        .POST("/first/forge", _ -> forge())
        .POST("/first/alert", _ -> openAlert())
        .POST("/first/over", _ -> startOver())
        .build();
  }

  /** What the guide's part of a page shows. */
  public Map<String, Object> model() {
    Visit now = visit.get();
    Seen seen = look(now);
    Duration sinceBroken =
        now.brokenAt().map(it -> Duration.between(it, clock.instant())).orElse(Duration.ZERO);
    Map<String, Object> model = new LinkedHashMap<>();
    model.put("steps", Steps.of(now, seen, sinceBroken));
    model.put("begun", now.orderedAt().isPresent());
    model.put("over", now.openedAt().isPresent());
    return model;
  }

  private ServerResponse buy() {
    Optional<Ordered> order = world.buyers().orderOne();
    visit.set(Visit.ordering(order, clock.instant()));
    return order.map(it -> toShop(Steps.buyerPath(it, true))).orElseGet(Guide::back);
  }

  private ServerResponse pay() {
    return visit.get().order().map(it -> toShop(Steps.buyerPath(it, true))).orElseGet(Guide::back);
  }

  private ServerResponse forge() {
    world.switches().forgeSignatures(true);
    visit.updateAndGet(it -> it.breaking(clock.instant()));
    return back();
  }

  private ServerResponse openAlert() {
    Visit now = visit.updateAndGet(it -> it.opening(clock.instant()));
    return look(now)
        .alert()
        .map(it -> ServerResponse.seeOther(it.link()).build())
        .orElseGet(() -> toShop("/alerts"));
  }

  private ServerResponse startOver() {
    world.switches().forgeSignatures(false);
    visit.set(Visit.NONE);
    return back();
  }

  private Seen look(Visit now) {
    return now.order()
        .map(
            order ->
                new Seen(
                    order
                        .pageUrl()
                        .map(it -> world.midtrans().storyOf(lastOf(it.getPath())))
                        .orElse(Seen.NOTHING.payment()),
                    world.buyers().statusOf(order.orderId()),
                    mailAbout(order, now),
                    now.brokenAt().map(world.midtrans()::forgeriesRefusedSince).orElse(0L),
                    now.brokenAt().flatMap(this::alertSince)))
        .orElse(Seen.NOTHING);
  }

  private String mailAbout(Ordered order, Visit now) {
    return now.orderedAt()
        .flatMap(
            since ->
                world.mail().newestSaying(Pattern.compile(Pattern.quote(order.orderId())), since))
        .map(Mail::subject)
        .orElse("");
  }

  private Optional<Seen.Alert> alertSince(Instant brokenAt) {
    return world.mail().newestSaying(ALERT_LINK, brokenAt).flatMap(it -> alert(it, brokenAt));
  }

  private static Optional<Seen.Alert> alert(Mail mail, Instant brokenAt) {
    Matcher link = ALERT_LINK.matcher(mail.text());
    return link.find()
        ? Optional.of(
            new Seen.Alert(
                mail.subject(),
                URI.create(link.group()),
                Duration.between(brokenAt, mail.receivedAt())))
        : Optional.empty();
  }

  private ServerResponse toShop(String path) {
    return ServerResponse.seeOther(shopUrl.resolve(path)).build();
  }

  private static ServerResponse back() {
    return ServerResponse.seeOther(URI.create("/")).build();
  }

  private static String lastOf(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }
}
