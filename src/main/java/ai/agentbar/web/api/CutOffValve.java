package ai.agentbar.web.api;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import java.io.IOException;
import org.apache.catalina.Context;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.springframework.boot.tomcat.TomcatContextCustomizer;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/**
 * Answers 503 to whoever posts to us and whose body ended early: the sender hung up, or this
 * program is ending. Nothing was stored, and after 503 Midtrans comes again more often than after
 * 400. A valve, since Tomcat has fixed its 400 before any handler or filter hears of it.
 */
@Component
class CutOffValve extends ValveBase implements TomcatContextCustomizer {

  private static final String PATHS = "/api/webhooks/";

  CutOffValve() {
    super(true);
  }

  @Override
  public void customize(Context context) {
    context.getPipeline().addValve(this);
  }

  @Override
  public void invoke(Request request, Response response) throws IOException, ServletException {
    getNext().invoke(request, response);
    if (response.isError() && isCutOff(request)) {
      response.setStatus(HttpStatus.SERVICE_UNAVAILABLE.value());
      response.setHeader(HttpHeaders.RETRY_AFTER, WebhookFailures.RETRY_AFTER_SECONDS);
    }
  }

  private static boolean isCutOff(Request request) {
    return request.getRequestURI().startsWith(PATHS)
        && request.getAttribute(RequestDispatcher.ERROR_EXCEPTION) instanceof IOException;
  }
}
