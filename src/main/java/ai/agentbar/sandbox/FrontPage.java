package ai.agentbar.sandbox;

import static org.springframework.web.servlet.function.RouterFunctions.resource;
import static org.springframework.web.servlet.function.RouterFunctions.route;

import ai.agentbar.sandbox.buyer.Buyers;
import ai.agentbar.sandbox.fault.FaultRoutes;
import ai.agentbar.sandbox.guide.Guide;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.core.io.ClassPathResource;
import org.springframework.web.servlet.function.RequestPredicates;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.ServerResponse;

/**
 * The first page: the newcomer's first minute, what can be broken, what is broken now, and where to
 * look.
 */
final class FrontPage {

  private final SandboxSettings settings;
  private final FaultRoutes faults;
  private final Buyers buyers;
  private final Guide guide;

  FrontPage(SandboxSettings settings, FaultRoutes faults, Buyers buyers, Guide guide) {
    this.settings = settings;
    this.faults = faults;
    this.buyers = buyers;
    this.guide = guide;
  }

  RouterFunction<ServerResponse> routes() {
    return route()
        .GET("/", _ -> show())
        .build()
        .and(
            resource(
                RequestPredicates.GET("/sandbox.css"),
                new ClassPathResource("sandbox/sandbox.css")))
        .and(
            resource(
                RequestPredicates.GET("/sandbox.js"), new ClassPathResource("sandbox/sandbox.js")));
  }

  private ServerResponse show() {
    Map<String, Object> model = new LinkedHashMap<>(guide.model());
    model.put("groups", faults.groups());
    model.put("anyOn", faults.groups().stream().anyMatch(group -> group.on() > 0));
    model.put("buyers", buyers.figures());
    model.put("shopUrl", settings.shopUrl());
    return ServerResponse.ok().render("front", model);
  }
}
