package ai.agentbar.watch.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import ai.agentbar.watch.alert.FiringId;
import ai.agentbar.watch.delivery.DeliveryReadTable.Followed;
import ai.agentbar.watch.playbook.ContactKind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReminderTest {

  private static final Instant BEGIN = Instant.parse("2026-11-24T03:00:00Z");
  private static final Duration EVERY = Duration.ofMinutes(5);
  private static final Place OPS = new Place("ops", Place.Role.FIRST, 0, ContactKind.SLACK);
  private static final Place LEAD = new Place("tech_lead", Place.Role.FIRST, 0, ContactKind.EMAIL);
  private static final Place BOSS = new Place("product", Place.Role.FIRST, 0, ContactKind.EMAIL);
  private static final Place DUTY = new Place("ops", Place.Role.FALLBACK, 0, ContactKind.TELEGRAM);

  @Test
  void an_escalation_to_others_or_to_oneself_puts_no_reminder_off() {
    List<Followed> told =
        List.of(
            sent(OPS, Occasion.FIRING, 0),
            sent(LEAD, Occasion.FIRING, 0),
            sent(LEAD, Occasion.ESCALATED, 152),
            sent(BOSS, Occasion.ESCALATED, 299));

    assertThat(due(told, 299)).isEmpty();
    assertThat(due(told, 300)).containsExactly(OPS, LEAD);
  }

  @Test
  void whoever_was_told_in_place_of_another_puts_no_reminder_of_the_others_off() {
    List<Followed> told = List.of(sent(LEAD, Occasion.FIRING, 0), sent(DUTY, Occasion.FIRING, 30));

    assertThat(due(told, 300)).containsExactly(LEAD);
    assertThat(due(told, 330)).containsExactly(LEAD, DUTY);
  }

  @Test
  void what_has_become_worse_or_was_silenced_is_news_from_which_the_time_counts_anew() {
    for (Occasion news : List.of(Occasion.RAISED, Occasion.SILENCE_ENDED, Occasion.REPEATED)) {
      List<Followed> told = List.of(sent(OPS, Occasion.FIRING, 0), sent(OPS, news, 200));
      assertThat(due(told, 499)).isEmpty();
      assertThat(due(told, 500)).containsExactly(OPS);
    }
  }

  @Test
  void whoever_was_called_by_an_escalation_alone_is_reminded_from_then_on() {
    List<Followed> told = List.of(sent(BOSS, Occasion.ESCALATED, 100));
    assertThat(due(told, 399)).isEmpty();
    assertThat(due(told, 400)).containsExactly(BOSS);
  }

  @Test
  void those_who_were_told_within_a_breath_are_reminded_together() {
    List<Followed> told = List.of(sent(OPS, Occasion.FIRING, 0), sent(LEAD, Occasion.FIRING, 1));
    assertThat(due(told, 300)).containsExactly(OPS, LEAD);
  }

  @Test
  void whoever_has_something_on_its_way_or_was_never_told_is_not_reminded() {
    List<Followed> told =
        List.of(
            sent(OPS, Occasion.FIRING, 0),
            told(OPS, Occasion.ESCALATED, 10, DeliveryState.HELD),
            told(LEAD, Occasion.FIRING, 0, DeliveryState.CANCELLED));
    assertThat(due(told, 900)).isEmpty();
  }

  private static List<Place> due(List<Followed> told, int second) {
    return Reminder.due(told, BEGIN.plusSeconds(second), EVERY);
  }

  private static Followed sent(Place place, Occasion occasion, int second) {
    return told(place, occasion, second, DeliveryState.SENT);
  }

  private static Followed told(Place place, Occasion occasion, int second, DeliveryState state) {
    News news =
        new News(Optional.of(new FiringId(7)), "no_webhook", BEGIN, occasion, 0, News.NO_NOTE);
    return new Followed(
        new Delivery(second, news, place, 0), state, false, BEGIN.plusSeconds(second));
  }
}
