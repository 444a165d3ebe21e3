package ai.agentbar.sandbox.base;

import java.io.IOException;
import java.util.Optional;
import org.springframework.web.servlet.function.ServerRequest;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Request bodies, read up to a limit. */
public final class Bodies {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private Bodies() {}

  /** The JSON object that was sent; empty where it is no JSON object or longer than the limit. */
  public static Optional<ObjectNode> jsonObject(ServerRequest request, int bytesMax)
      throws IOException {
    byte[] body = request.servletRequest().getInputStream().readNBytes(bytesMax + 1);
    if (body.length > bytesMax) {
      return Optional.empty();
    }
    try {
      JsonNode node = JSON.readTree(body);
      return node instanceof ObjectNode object ? Optional.of(object) : Optional.empty();
    } catch (JacksonException _) {
      return Optional.empty();
    }
  }
}
