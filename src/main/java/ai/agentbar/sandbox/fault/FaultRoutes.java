package ai.agentbar.sandbox.fault;

import static org.springframework.web.servlet.function.RouterFunctions.route;

import ai.agentbar.sandbox.base.Bodies;
import java.io.IOException;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The switches over HTTP ({@code /_sim/faults}) and as buttons ({@code /switches/...}). */
public final class FaultRoutes {

  private static final int BODY_BYTES_MAX = 16 * 1024;
  private static final URI FRONT_PAGE = URI.create("/");

  private final FaultSwitches switches;

  public FaultRoutes(FaultSwitches switches) {
    this.switches = switches;
  }

  /** One line of the front page. */
  public record Row(String path, String title, String expectation, boolean on, String setting) {}

  public RouterFunction<ServerResponse> routes() {
    return route()
        .GET("/_sim/faults", _ -> ServerResponse.ok().body(switches.current()))
        .PUT("/_sim/faults", this::change)
        .DELETE("/_sim/faults", _ -> allOff())
        .POST("/switches/all/off", _ -> pressAllOff())
        .POST("/switches/{switch}/on", request -> press(request, switches::turnOn))
        .POST("/switches/{switch}/off", request -> press(request, switches::turnOff))
        .build();
  }

  public List<Row> rows() {
    return Arrays.stream(FaultSwitch.values()).map(this::row).toList();
  }

  private ServerResponse change(ServerRequest request) throws IOException {
    Optional<ObjectNode> changes = Bodies.jsonObject(request, BODY_BYTES_MAX);
    if (changes.isEmpty()) {
      return refused("send a JSON object with the fields to change");
    }
    try {
      return ServerResponse.ok().body(switches.merge(changes.get()));
    } catch (IllegalArgumentException e) {
      return refused(String.valueOf(e.getMessage()));
    }
  }

  private ServerResponse allOff() {
    switches.clear();
    return ServerResponse.ok().body(switches.current());
  }

  private ServerResponse pressAllOff() {
    switches.clear();
    return ServerResponse.seeOther(FRONT_PAGE).build();
  }

  private ServerResponse press(ServerRequest request, Consumer<FaultSwitch> change) {
    String wanted = request.pathVariable("switch");
    return Arrays.stream(FaultSwitch.values())
        .filter(fault -> fault.path().equals(wanted))
        .findFirst()
        .map(
            fault -> {
              change.accept(fault);
              return ServerResponse.seeOther(FRONT_PAGE).build();
            })
        .orElseGet(() -> ServerResponse.notFound().build());
  }

  private Row row(FaultSwitch fault) {
    JsonNode value = switches.valueOf(fault.field());
    boolean on = value.isBoolean() ? value.booleanValue() : value.doubleValue() > 0;
    String setting = fault.field() + " = " + value;
    return new Row(fault.path(), fault.title(), fault.expectation(), on, setting);
  }

  private static ServerResponse refused(String reason) {
    return ServerResponse.badRequest().body(Map.of("error", reason));
  }
}
