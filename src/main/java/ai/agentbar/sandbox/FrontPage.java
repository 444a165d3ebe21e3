package ai.agentbar.sandbox;

import static org.springframework.web.servlet.function.RouterFunctions.resource;
import static org.springframework.web.servlet.function.RouterFunctions.route;

import ai.agentbar.sandbox.buyer.Buyers;
import ai.agentbar.sandbox.fault.FaultRoutes;
import java.util.Map;
import org.springframework.core.io.ClassPathResource;
import org.springframework.web.servlet.function.RequestPredicates;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.ServerResponse;

/** The first page: what can be broken, what is broken now, and where to look. */
final class FrontPage {

  private final SandboxSettings settings;
  private final FaultRoutes faults;
  private final Buyers buyers;

  FrontPage(SandboxSettings settings, FaultRoutes faults, Buyers buyers) {
    this.settings = settings;
    this.faults = faults;
    this.buyers = buyers;
  }

  RouterFunction<ServerResponse> routes() {
    return route()
        .GET("/", _ -> show())
        .build()
        .and(
            resource(
                RequestPredicates.GET("/sandbox.css"),
                new ClassPathResource("sandbox/sandbox.css")));
  }

  private ServerResponse show() {
    return ServerResponse.ok()
        .render(
            "front",
            Map.of(
                "groups", faults.groups(),
                "anyOn", faults.groups().stream().anyMatch(group -> group.on() > 0),
                "buyers", buyers.figures(),
                "shopUrl", settings.shopUrl()));
  }
}
