package ai.agentbar.order;

import java.net.URI;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Where buyers find their own order. The address holds the buyer's token and is as good as it: it
 * goes to the buyer, and to Midtrans to lead the buyer back, and into no log.
 */
@Component
public class OrderLinks {

  private final String publicUrl;

  public OrderLinks(@Value("${agentbar.public-url:http://localhost:8080}") String publicUrl) {
    this.publicUrl = publicUrl.replaceAll("/+$", "");
  }

  /** The buyer's page of this order. */
  public URI buyerPage(Order order) {
    return URI.create(publicUrl + "/o/" + order.buyerToken());
  }
}
