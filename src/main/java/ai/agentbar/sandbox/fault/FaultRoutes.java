package ai.agentbar.sandbox.fault;

import static org.springframework.web.servlet.function.RouterFunctions.route;

import ai.agentbar.sandbox.base.Bodies;
import java.io.IOException;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The switches over HTTP ({@code /_sim/faults}) and as buttons ({@code /switches/...}). */
public final class FaultRoutes {

  private static final int BODY_BYTES_MAX = 16 * 1024;

  private final FaultSwitches switches;

  public FaultRoutes(FaultSwitches switches) {
    this.switches = switches;
  }

  /**
   * One switch of the front page.
   *
   * @param value what its field holds, or would hold once it is pressed
   * @param numeric whether a person may type another value
   */
  public record Row(
      String path,
      String title,
      String expectation,
      String field,
      boolean on,
      boolean numeric,
      String value) {}

  /**
   * The switches under one heading.
   *
   * @param path the heading's name in the page's address
   */
  public record Group(String path, String title, long on, List<Row> rows) {}

  public RouterFunction<ServerResponse> routes() {
    return route()
        .GET("/_sim/faults", _ -> ServerResponse.ok().body(switches.fields()))
        .PUT("/_sim/faults", this::change)
        .DELETE("/_sim/faults", _ -> allOff())
        .POST("/switches/all/off", _ -> pressAllOff())
        .POST("/switches/{switch}/on", request -> press(request, true))
        .POST("/switches/{switch}/off", request -> press(request, false))
        .build();
  }

  public List<Group> groups() {
    return Arrays.stream(FaultGroup.values()).map(this::group).toList();
  }

  private ServerResponse change(ServerRequest request) throws IOException {
    Optional<ObjectNode> changes = Bodies.jsonObject(request, BODY_BYTES_MAX);
    if (changes.isEmpty()) {
      return refused("send a JSON object with the fields to change");
    }
    try {
      switches.merge(changes.get());
      return ServerResponse.ok().body(switches.fields());
    } catch (IllegalArgumentException e) {
      return refused(String.valueOf(e.getMessage()));
    }
  }

  private ServerResponse allOff() {
    switches.clear();
    return ServerResponse.ok().body(switches.fields());
  }

  private ServerResponse pressAllOff() {
    switches.clear();
    return ServerResponse.seeOther(URI.create("/")).build();
  }

  private ServerResponse press(ServerRequest request, boolean on) {
    Optional<FaultSwitch> fault = FaultGroup.find(request.pathVariable("switch"));
    if (fault.isEmpty()) {
      return ServerResponse.notFound().build();
    }
    try {
      if (on) {
        switches.turnOn(fault.get(), request.param("value").orElse(""));
      } else {
        switches.turnOff(fault.get());
      }
    } catch (IllegalArgumentException e) {
      return ServerResponse.badRequest()
          .render("refused", Map.of("reason", String.valueOf(e.getMessage())));
    }
    // Back to where the finger was.
    return ServerResponse.seeOther(URI.create("/#" + fault.get().path())).build();
  }

  private Group group(FaultGroup group) {
    ObjectNode fields = switches.fields();
    List<Row> rows =
        group.switches().stream().map(fault -> row(fault, fields.path(fault.field()))).toList();
    return new Group(
        group.name().toLowerCase(Locale.ROOT),
        group.title(),
        rows.stream().filter(Row::on).count(),
        rows);
  }

  private static Row row(FaultSwitch fault, JsonNode value) {
    boolean numeric = !value.isBoolean();
    boolean on = numeric ? value.doubleValue() > 0 : value.booleanValue();
    return new Row(
        fault.path(),
        fault.title(),
        fault.expectation(),
        fault.field(),
        on,
        numeric,
        on ? value.toString() : fault.onValue());
  }

  private static ServerResponse refused(String reason) {
    return ServerResponse.badRequest().body(Map.of("error", reason));
  }
}
