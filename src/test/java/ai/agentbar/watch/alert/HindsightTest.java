package ai.agentbar.watch.alert;

import static ai.agentbar.testing.CommerceEvents.processingFailed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import ai.agentbar.testing.CommerceEvents;
import ai.agentbar.testing.Firings;
import ai.agentbar.testing.MovableClock;
import ai.agentbar.testing.RoomTest;
import ai.agentbar.watch.alert.Hindsight.Question;
import ai.agentbar.watch.metric.Buckets;
import ai.agentbar.watch.playbook.Playbooks;
import ai.agentbar.watch.playbook.Rule;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Import;

/** The program watches, and afterwards looks back: over its own tables it finds the same. */
@RoomTest
@Import(CommerceEvents.class)
class HindsightTest {

  private static final String RULE = "webhook_processing_error";
  private static final Duration STEP = Duration.ofSeconds(15);
  private static final Duration EXACT = STEP.plus(Buckets.LENGTH);

  @Autowired ApplicationContext program;
  @Autowired Hindsight hindsight;
  @Autowired Alerts alerts;
  @Autowired Playbooks playbooks;
  @Autowired CommerceEvents commerce;
  @Autowired MovableClock clock;
  private Firings firings;

  @BeforeEach
  void aNewDay() {
    firings = new Firings(program);
    firings.begin();
  }

  @AfterEach
  void nothingFires() {
    firings.forget();
  }

  @Test
  void it_finds_in_the_tables_what_really_fired() {
    Instant begin = clock.instant();
    for (int step = 0; step < 64; step++) {
      if (Set.of(3, 4, 6, 40).contains(step)) {
        commerce.append(processingFailed());
      }
      commerce.settle();
      clock.move(STEP);
    }

    Retrospect looked = hindsight.look(question(Duration.ofMinutes(16)));
    List<Firing> real = alerts.firings(RULE, begin, clock.instant()).reversed();

    assertThat(real).hasSize(2).allMatch(Firing::isOver);
    assertThat(looked.isCutShort()).isFalse();
    assertThat(looked.firings()).hasSameSizeAs(real);
    for (int i = 0; i < real.size(); i++) {
      assertClose(looked.firings().get(i).from(), real.get(i).firedAt());
      assertClose(
          looked.firings().get(i).to().orElseThrow(), real.get(i).resolvedAt().orElseThrow());
    }
    assertThat(looked.missing()).isLessThan(Duration.ofMinutes(1));
  }

  @Test
  void of_days_in_which_nothing_was_stored_it_says_so_and_finds_nothing() {
    clock.move(Duration.ofDays(40));

    Retrospect looked = hindsight.look(question(Hindsight.LONGEST));

    assertThat(looked.firings()).isEmpty();
    assertThat(looked.knownSince()).isEmpty();
    assertThat(looked.missing()).isEqualTo(Hindsight.LONGEST);
    assertThat(looked.until()).isEqualTo(looked.to());
  }

  @Test
  void nobody_looks_back_further_than_thirty_days() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> question(Hindsight.LONGEST.plus(Buckets.LENGTH)));
    assertThatIllegalArgumentException().isThrownBy(() -> Hindsight.over("31d"));
    assertThatIllegalArgumentException().isThrownBy(() -> Hindsight.over("0h"));
    assertThatIllegalArgumentException().isThrownBy(() -> Hindsight.over("a week"));
    assertThat(Hindsight.over("30d")).isEqualTo(Hindsight.LONGEST);
  }

  @Test
  void more_questions_than_there_is_time_for_are_cut_short_and_say_where() {
    List<Question> many = Collections.nCopies(1_000, question(Hindsight.LONGEST));

    List<Retrospect> looked = hindsight.look(many, Duration.ofMillis(300));

    assertThat(looked.getLast().isCutShort()).isTrue();
    assertThat(looked.getLast().until()).isEqualTo(looked.getLast().from());
  }

  private Question question(Duration over) {
    Rule rule = playbooks.current().rule(RULE).orElseThrow();
    return new Question(rule, playbooks.current().busyHours(), over);
  }

  private static void assertClose(Instant found, Instant real) {
    assertThat(found).isBetween(real.minus(EXACT), real.plus(EXACT));
  }
}
