package ai.agentbar.watch.playbook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalTime;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A short text that lies over the playbook in the jar: what it changes, and what it cannot mean.
 */
class PlaybookOverlayTest {

  private static final String OVERLAY = "extends: classpath:playbook.yaml\n";

  @Test
  void what_is_not_mentioned_stays_as_it_is_shipped() {
    Playbook shipped = PlaybookTexts.read("/playbook.yaml");

    assertThat(read("")).isEqualTo(shipped);
    assertThat(read("rules:\n  - {id: outbox_backlog, above: 50}\n").rules())
        .hasSameSizeAs(shipped.rules());
  }

  /** Line 1 extends; everything else begins in line 2. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          rules: [{id: outbox_backlog, above: 5}];rules: [{id: outbox_slow, above: 5m}] | 3: 'rules' stands here twice
          rules:;  - id: outbox_backlog;    above: 50;    above: 100 | 5: 'above' stands here twice
          rules:;  - {id: outbox_backlog, above: 50};  - {id: outbox_backlog, above: 100} | 4: id: 'outbox_backlog' stands twice
          teams: {ops: {name: A}};teams: {devops: {name: B}} | 3: 'teams' stands here twice
          teams:;  ops: {name: A};  ops: {name: B} | 4: 'ops' stands here twice
          shifts:;  - {id: morning, sign_within: 1h};  - {id: morning, sign_within: 3h} | 4: id: 'morning' stands twice
          extends: classpath:playbook.yaml | 2: 'extends' stands here twice
          rules:;  - {id: outbox_backlgo, off: true} | 3: there is no rule 'outbox_backlgo' to turn off
          rules:;  - {id: outbox_backlog, off: true, whatever: 5} | 3: the key 'whatever' is not known here
          rules:;  - {id: outbox_backlog, off: perhaps} | 3: off: true or false is expected
          rules:;  - {id: outbox_backlog, extends: outbox_slow} | 3: the key 'extends' is not known here
          shifts:;  - {id: mornig, off: true} | 3: there is no shift 'mornig' to turn off
          shifts:;  - {id: night, name: {id: a, en: b}, hours: "23:00-07:00", sign_within: 1h} | 3: 'signed_by' is missing
          busy_hours: {holidays: 2027-03-20} | 2: 'holidays' is a list
          busy_hours: {holidays: {lebaran: 2027-03-20}} | 2: 'holidays' is a list
          teams: {ops: {first: slack}} | 2: 'first' is a list
          rules:;  - {id: database_connections, above: 800%} | 3: above: '800%' is more than 100%
          rules:;  - {id: outbox_slow, above: 500ms} | 3: above: whole seconds are expected, not '500ms'
          rules:;  - {id: outbox_slow, above: 1500ms} | 3: above: whole seconds are expected, not '1500ms'
          rules:;  - {id: worker_down, expected: outbox_pending} | 3: expected: 'outbox_pending' does not say how many are expected
          rules:;  - {id: no_webhook, minimum: few} | 3: minimum: a whole number from 0 to 1000000 is expected
          rules:;  - {id: payment_double, minimum: 0} | 3: minimum: a whole number from 1 to 1000000 is expected
          rules:;  - {id: no_webhook, window: 241m} | 3: window: a silence is judged over 4h at most
          rules:;  - {id: gateway_error_spike, window: 1h, usual_windows: 25} | 3: window: the rule would look back 26h
          rules:;  - {id: gateway_error_spike, window: 24h, usual_windows: 288} | 3: window: the rule would look back 6936h
          bands: {outbox_pending: {at_least: 50, at_most: 10}} | 2: 'at_least' is above 'at_most'
          bands: {instance_cpu_percent: {at_most: 101%}} | 2: at_most: '101%' is more than 100%
          severities: {P1: {acknowledge_within: 2h, resolve_within: 30m}} | 2: 'resolve_within' is shorter than 'acknowledge_within'
          severities: {P1: {repeat_every: 59s}} | 2: repeat_every: 1m at least are expected, not '59s'
          delivery: {bundle_within: 0s} | 2: bundle_within: a duration above 0 is expected
          """)
  void what_it_cannot_mean_is_told_with_its_line_in_it(String text, String told) {
    assertThatThrownBy(() -> read(text.replace(";", "\n") + "\n"))
        .isInstanceOf(PlaybookRefusedException.class)
        .message()
        .contains("The playbook has 1 mistake(s)", "mine.yaml:" + told);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          rules: [{id: database_connections, above: 100%}]
          rules: [{id: outbox_slow, above: 2000ms}]
          rules: [{id: no_webhook, minimum: 0, window: 4h}]
          rules: [{id: gateway_error_spike, window: 1h, usual_windows: 24}]
          rules: [{id: payment_double, window: 24h}]
          rules: [{id: outbox_backlog, off: true, above: 50}]
          bands: {payment_attempt_count: {at_most: 250%}}
          bands: {outbox_pending: {at_least: 20}}
          severities: {P1: {acknowledge_within: 30m, resolve_within: 30m, repeat_every: 1m}}
          delivery: {bundle_within: 1ms}
          teams: {ops: {first: [slack, email]}}
          """)
  void what_is_just_allowed_stands(String text) {
    assertThat(read(text + "\n").rules()).isNotEmpty();
  }

  @Test
  void the_example_of_the_readme_changes_what_it_says_and_nothing_else() throws IOException {
    String readme = Files.readString(Path.of("README.md"));
    int example = readme.indexOf(OVERLAY);
    Playbook shipped = PlaybookTexts.read("/playbook.yaml");

    Playbook mine =
        PlaybookTexts.parse("mine.yaml", readme.substring(example, readme.indexOf("```", example)));

    PlaybookChanges changes = PlaybookChanges.between(shipped, mine);
    assertThat(changes.changed())
        .extracting(it -> it.after().id())
        .containsOnly("outbox_backlog", "orders_pending_aging");
    assertThat(changes.off()).extracting(Rule::id).containsOnly("database_size");
    assertThat(changes.added()).isEmpty();
    assertThat(changes.parts())
        .containsOnly(
            PlaybookChanges.Part.BANDS,
            PlaybookChanges.Part.BUSY_HOURS,
            PlaybookChanges.Part.SHIFTS);
  }

  @Test
  void every_shipped_rule_can_be_turned_off() {
    for (Rule rule : PlaybookTexts.read("/playbook.yaml").rules()) {
      assertThat(read("rules: [{id: %s, off: true}]\n".formatted(rule.id())).rule(rule.id()))
          .isEmpty();
    }
  }

  @Test
  void a_silence_may_ask_for_no_attempts_at_all() {
    assertThat(read("rules: [{id: no_webhook, minimum: 0}]\n").rule("no_webhook"))
        .get()
        .extracting(it -> ((Rule.Silence) it).minimum())
        .isEqualTo(0);
  }

  @Test
  void other_numbers_of_a_rule_look_back_no_further_than_a_playbook_may() {
    Rule silence = PlaybookTexts.read("/playbook.yaml").rule("no_webhook").orElseThrow();

    assertThat(Retuning.of(silence, "4h", "")).isInstanceOf(Retuning.Tuned.class);
    assertThat(Retuning.of(silence, "5h", ""))
        .isEqualTo(new Retuning.Refused("limit", "a silence is judged over 4h at most"));
  }

  @Test
  void a_shift_that_is_changed_keeps_what_is_not_said_and_one_of_its_own_joins_the_day() {
    Shift morning = PlaybookTexts.read("/playbook.yaml").shifts().getFirst();

    List<Shift> shifts =
        read("""
                shifts:
                  - {id: morning, hours: "08:00-16:00"}
                  - {id: dawn, name: {id: Subuh, en: Dawn}, hours: "04:00-08:00", sign_within: 1h, signed_by: [ops]}
                  - {id: evening, off: true}
                """)
            .shifts();

    assertThat(shifts).extracting(Shift::id).containsExactly("dawn", "morning");
    assertThat(shifts.getLast())
        .isEqualTo(
            new Shift(
                "morning",
                morning.name(),
                LocalTime.of(8, 0),
                LocalTime.of(16, 0),
                morning.signWithin(),
                morning.signers()));
  }

  /** U+FFFD is what the decoder puts where the bytes are no UTF-8. */
  @ParameterizedTest
  @ValueSource(ints = {0x0000, 0x0007, 0xFFFD})
  void what_is_no_text_is_told_with_its_line(int letter) {
    String text = "# calm\n# " + Character.toString(letter) + "\n";

    assertThatThrownBy(() -> read(text))
        .isInstanceOf(PlaybookRefusedException.class)
        .hasMessageContaining("mine.yaml:3: not text: U+%04X stands here".formatted(letter));
  }

  @Test
  void what_is_beyond_the_limits_of_the_parser_is_a_mistake_too() {
    assertThatThrownBy(() -> read("rules: " + "[".repeat(60) + "]".repeat(60) + "\n"))
        .isInstanceOf(PlaybookRefusedException.class)
        .hasMessageContaining("mine.yaml:1: not YAML: Nesting Depth");
    assertThatThrownBy(() -> read("# " + "x".repeat(PlaybookText.LETTERS_MAX) + "\n"))
        .isInstanceOf(PlaybookRefusedException.class)
        .hasMessageContaining("mine.yaml:1: the file is longer than 1000000 letters");
  }

  private static Playbook read(String text) {
    return PlaybookTexts.parse("mine.yaml", OVERLAY + text);
  }
}
