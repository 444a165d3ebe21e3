package ai.agentbar.web.console.order;

import ai.agentbar.kernel.OrderId;
import ai.agentbar.order.Catalogue;
import ai.agentbar.web.console.Area;
import ai.agentbar.web.console.MissingException;
import ai.agentbar.web.console.Words;
import java.time.InstantSource;
import java.util.Locale;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;

/** One order with its whole story. */
@Controller("consoleOrderPage")
class OrderPage {

  private final OrderFile.Cabinet cabinet;
  private final Catalogue catalogue;
  private final InstantSource clock;

  OrderPage(OrderFile.Cabinet cabinet, Catalogue catalogue, InstantSource clock) {
    this.cabinet = cabinet;
    this.catalogue = catalogue;
    this.clock = clock;
  }

  @GetMapping("/orders/{id}")
  String show(
      @PathVariable String id,
      @ModelAttribute(name = "words", binding = false) Words words,
      Model model) {
    OrderFile file =
        OrderId.parse(id.toUpperCase(Locale.ROOT))
            .flatMap(cabinet::open)
            .orElseThrow(() -> new MissingException("order", Area.ORDERS));
    model.addAttribute("view", OrderView.of(file, catalogue, clock.instant(), words));
    return "console/order";
  }
}
