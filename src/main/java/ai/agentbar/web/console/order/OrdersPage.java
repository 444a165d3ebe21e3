package ai.agentbar.web.console.order;

import ai.agentbar.order.Catalogue;
import ai.agentbar.order.OrderSearch.Place;
import ai.agentbar.order.OrderStatus;
import ai.agentbar.web.console.Choices;
import ai.agentbar.web.console.Span;
import ai.agentbar.web.console.Words;
import java.time.InstantSource;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.RequestParam;

/** The list of orders. */
@Controller
class OrdersPage {

  private final OrderFinder finder;
  private final Catalogue catalogue;
  private final InstantSource clock;

  OrdersPage(OrderFinder finder, Catalogue catalogue, InstantSource clock) {
    this.finder = finder;
    this.catalogue = catalogue;
    this.clock = clock;
  }

  @GetMapping("/orders")
  String list(
      @RequestParam(defaultValue = "") String q,
      @RequestParam(defaultValue = "") String state,
      @RequestParam(defaultValue = "") String day,
      @RequestParam(defaultValue = "") String after,
      @ModelAttribute(name = "words", binding = false) Words words,
      Model model) {
    String text = q.strip();
    OrderFinder.Wish wish =
        new OrderFinder.Wish(
            text.substring(0, Math.min(text.length(), OrderFinder.TEXT_LENGTH_MAX)),
            Choices.chosen(OrderStatus.class, state),
            Span.of(day, words.reader().zone(), clock.instant()),
            ai.agentbar.web.console.Place.parse(after)
                .map(it -> new Place(it.at(), it.id()))
                .orElse(Place.FIRST));
    model.addAttribute("view", OrdersView.of(finder.find(wish), wish, catalogue, words));
    return "console/orders";
  }
}
