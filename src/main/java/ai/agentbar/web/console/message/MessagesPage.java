package ai.agentbar.web.console.message;

import ai.agentbar.notification.ChannelName;
import ai.agentbar.notification.MessageTemplate;
import ai.agentbar.notification.Outbox;
import ai.agentbar.notification.OutboxBrowser;
import ai.agentbar.notification.OutboxFilter;
import ai.agentbar.notification.OutboxState;
import ai.agentbar.web.console.Choices;
import ai.agentbar.web.console.Place;
import ai.agentbar.web.console.Span;
import ai.agentbar.web.console.Words;
import java.time.InstantSource;
import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.RequestParam;

/** The outbox. */
@Controller
class MessagesPage {

  static final int PAGE_ROWS = 25;

  /** What the reader chose. */
  record Wish(
      Optional<OutboxState> state,
      Optional<ChannelName> channel,
      Optional<MessageTemplate> template,
      Span span,
      OutboxFilter.Place after) {

    OutboxFilter filter() {
      return new OutboxFilter(
          state, channel, template, span.from(), span.until(), after, PAGE_ROWS + 1);
    }
  }

  private final OutboxBrowser browser;
  private final Outbox outbox;
  private final InstantSource clock;

  MessagesPage(OutboxBrowser browser, Outbox outbox, InstantSource clock) {
    this.browser = browser;
    this.outbox = outbox;
    this.clock = clock;
  }

  @GetMapping("/outbox")
  String list(
      @RequestParam(defaultValue = "") String state,
      @RequestParam(defaultValue = "") String channel,
      @RequestParam(defaultValue = "") String template,
      @RequestParam(defaultValue = "") String day,
      @RequestParam(defaultValue = "") String after,
      @ModelAttribute(name = "words", binding = false) Words words,
      Model model) {
    Wish wish =
        new Wish(
            Choices.chosen(OutboxState.class, state),
            Choices.chosen(ChannelName.class, channel),
            Choices.chosen(MessageTemplate.class, template),
            Span.of(day, words.reader().zone(), clock.instant()),
            Place.parse(after).flatMap(MessagesPage::place).orElse(OutboxFilter.Place.FIRST));
    model.addAttribute(
        "view",
        MessagesView.of(
            browser.find(wish.filter()), wish, browser.counts(), outbox.channels(), words));
    return "console/messages";
  }

  private static Optional<OutboxFilter.Place> place(Place place) {
    return place.id().matches("\\d{1,18}")
        ? Optional.of(new OutboxFilter.Place(place.at(), Long.parseLong(place.id())))
        : Optional.empty();
  }
}
