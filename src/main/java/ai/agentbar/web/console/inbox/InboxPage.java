package ai.agentbar.web.console.inbox;

import ai.agentbar.kernel.Wib;
import ai.agentbar.payment.NotificationArchive;
import ai.agentbar.payment.NotificationArchive.Entry;
import ai.agentbar.payment.NotificationArchive.State;
import ai.agentbar.web.console.Choices;
import ai.agentbar.web.console.Span;
import ai.agentbar.web.console.Words;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.RequestParam;

/** The notifications of a day; those that wait or failed, of whatever day. */
@Controller
class InboxPage {

  static final int PAGE_ROWS = 25;

  /**
   * What the reader chose.
   *
   * @param beforeId the last row of the page before
   */
  record Wish(Optional<State> state, LocalDate day, long beforeId) {

    /** Whether the day does not count, since all that is open is shown. */
    boolean isOfAnyDay() {
      return state.filter(it -> it == State.WAITING || it == State.FAILED).isPresent();
    }
  }

  private final NotificationArchive archive;
  private final InstantSource clock;

  InboxPage(NotificationArchive archive, InstantSource clock) {
    this.archive = archive;
    this.clock = clock;
  }

  @GetMapping("/inbox")
  String list(
      @RequestParam(defaultValue = "") String state,
      @RequestParam(defaultValue = "") String day,
      @RequestParam(defaultValue = "") String before,
      @ModelAttribute(name = "words", binding = false) Words words,
      Model model) {
    Wish wish =
        new Wish(
            Choices.chosen(State.class, state),
            Span.day(day).orElse(LocalDate.ofInstant(clock.instant(), Wib.ZONE)),
            before.matches("\\d{1,18}") ? Long.parseLong(before) : Long.MAX_VALUE);
    model.addAttribute("view", InboxView.of(rows(wish), wish, archive.counts(), words));
    return "console/inbox";
  }

  private List<Entry> rows(Wish wish) {
    return wish.isOfAnyDay()
        ? archive.open(wish.state().orElseThrow(), wish.beforeId(), PAGE_ROWS + 1)
        : archive.ofDay(wish.day(), wish.state(), wish.beforeId(), PAGE_ROWS + 1);
  }
}
