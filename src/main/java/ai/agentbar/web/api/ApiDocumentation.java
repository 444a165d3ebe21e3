package ai.agentbar.web.api;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import io.swagger.v3.core.jackson.ModelResolver;
import io.swagger.v3.core.util.Json31;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.responses.ApiResponse;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.MediaType;

/** The API page says what the API does: its names as they stand on the wire, its media types. */
@Configuration(proxyBeanMethods = false)
class ApiDocumentation {

  @Bean
  OpenAPI openApi(@Value("${agentbar.environment-label:}") String environmentLabel) {
    return new OpenAPI()
        .info(
            new Info()
                .title(
                    environmentLabel.isEmpty()
                        ? "AgentBar API"
                        : "AgentBar API (%s)".formatted(environmentLabel))
                .description(
                    "Orders for the merchant's shop, and the endpoint for Midtrans' notifications."
                        + " Errors are problem details (RFC 9457) that name the field.")
                .version("1")
                .license(new License().name("Apache-2.0")));
  }

  /** The documentation's library has a JSON mapper of its own; it names things as ours does. */
  @Bean
  ModelResolver modelResolver() {
    return new ModelResolver(
            Json31.mapper().copy().setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE))
        .openapi31(true);
  }

  @Bean
  OpenApiCustomizer wireMediaTypes() {
    return documented -> {
      // The same endpoint with a slash behind it, for those who configure it so.
      documented.getPaths().keySet().removeIf(path -> path.endsWith("/"));
      documented.getPaths().values().stream()
          .flatMap(path -> path.readOperations().stream())
          .forEach(ApiDocumentation::nameMediaTypes);
    };
  }

  private static void nameMediaTypes(Operation operation) {
    operation
        .getResponses()
        .forEach(
            (status, response) ->
                nameMediaType(
                    response,
                    status.startsWith("2")
                        ? MediaType.APPLICATION_JSON_VALUE
                        : MediaType.APPLICATION_PROBLEM_JSON_VALUE));
  }

  private static void nameMediaType(ApiResponse response, String mediaType) {
    Content content = response.getContent();
    if (content != null && !content.isEmpty()) {
      response.content(new Content().addMediaType(mediaType, content.values().iterator().next()));
    }
  }
}
