package ai.agentbar.watch.playbook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.agentbar.watch.metric.Metric;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlaybookReaderTest {

  private static final String GOOD =
      """
      teams:
        devops:
          name: DevOps
          email: ["${DEVOPS_EMAIL:}"]
          slack: ""
        ops:
          name: Ops
          email: []
      busy_hours:
        timezone: Asia/Jakarta
        days: [monday]
        hours: "07:00-23:00"
        holidays: [2026-12-25]
      severities:
        P0: {meaning: {id: a, en: b}, sla: {id: c, en: d}}
        P1: {meaning: {id: a, en: b}, sla: {id: c, en: d}}
        P2: {meaning: {id: a, en: b}, sla: {id: c, en: d}}
        P3: {meaning: {id: a, en: b}, sla: {id: c, en: d}}
      rules:
        - id: webhook_processing_error
          kind: spike
          title: {id: judul, en: title}
          description: {id: uraian, en: description}
          metric: webhook_processing_error
          window: 5m
          usual_windows: 12
          factor: 5
          minimum: 20
          for: 0s
          hold: 10m
          severity: P1
          notify: [devops]
          steps: [{id: langkah, en: step}]
      """;

  @Test
  void a_playbook_without_a_mistake_stands_as_it_is_written() {
    Playbook playbook = read(GOOD);

    Rule.Spike rule = (Rule.Spike) playbook.rules().getFirst();
    assertThat(rule.metric()).isEqualTo(Metric.WEBHOOK_PROCESSING_ERROR);
    assertThat(rule.window()).isEqualTo(Duration.ofMinutes(5));
    assertThat(rule.lookback()).isEqualTo(Duration.ofMinutes(65));
    assertThat(rule.card().severity()).isEqualTo(Severity.P1);
    assertThat(rule.card().steps())
        .containsExactly(new Step.Manual(new Wording("langkah", "step"), ""));
    assertThat(rule.card().receivers().getFirst().first(ContactKind.EMAIL))
        .extracting(it -> it.address().reveal())
        .containsExactly("a@example.com", "b@example.com");
  }

  /** The line is the one a person would go to. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          kind: spike                     | kind: guess             | playbook.yaml:21: kind: 'guess' is none of
          metric: webhook_processing_error| metric: webhook_eror    | playbook.yaml:24: metric: there is no metric 'webhook_eror'
          metric: webhook_processing_error| metric: orders_pending  | playbook.yaml:24: metric: 'orders_pending' is not a counter
          window: 5m                      | window: 5 minutes       | playbook.yaml:25: window: a duration is a number and
          window: 5m                      | window: 1s              | playbook.yaml:25: window: '1s' is shorter than a bucket
          factor: 5                       | factor: 0               | playbook.yaml:27: factor: a whole number from 1
          hold: 10m                       | hold: 25h               | playbook.yaml:30: hold: '25h' is longer than 24h
          severity: P1                    | severity: urgent        | playbook.yaml:31: severity: 'urgent' is none of
          notify: [devops]                | notify: [marketing]     | playbook.yaml:32: notify: there is no team 'marketing'
          notify: [devops]                | notify: [ops]           | playbook.yaml:32: notify: nothing leads to the team 'ops'
          notify: [devops]                | notify: []              | playbook.yaml:32: 'notify' is empty
          notify: [devops]                | owner: devops           | playbook.yaml:20: 'notify' is missing
          steps: [{id: langkah, en: step}]| steps: []               | playbook.yaml:33: 'steps' is empty
          steps: [{id: langkah, en: step}]| steps: [{id: langkah}]  | playbook.yaml:33: 'en' is missing
          minimum: 20                     | minimun: 20             | playbook.yaml:28: the key 'minimun' is not known here
          name: DevOps                    | nam: DevOps             | playbook.yaml:3: the key 'nam' is not known here
          slack: ""                       | slack: hooks.slack.com  | playbook.yaml:5: slack: an address of the form
          timezone: Asia/Jakarta          | timezone: Asia/Jakata   | playbook.yaml:10: timezone:
          days: [monday]                  | days: [moonday]         | playbook.yaml:11: days: 'moonday' is not a day
          hours: "07:00-23:00"            | hours: "7-23"           | playbook.yaml:12: hours: hours are written
          holidays: [2026-12-25]          | holidays: [25 December] | playbook.yaml:13: holidays:
          P2: {meaning                    | P5: {meaning            | playbook.yaml:17: the key 'P5' is not known here
          teams:                          | teams: [                | not YAML
          """)
  void a_mistake_is_told_with_its_line(String correct, String mistaken, String told) {
    assertThat(GOOD).contains(correct);

    assertThatThrownBy(() -> read(GOOD.replace(correct, mistaken)))
        .isInstanceOf(PlaybookRefusedException.class)
        .hasMessageContaining(told);
  }

  @Test
  void a_team_whose_address_is_not_set_is_refused_where_a_rule_notifies_it() {
    assertThatThrownBy(
            () ->
                new PlaybookReader("playbook.yaml", it -> it.replace("${DEVOPS_EMAIL:}", ""))
                    .read(new StringReader(GOOD)))
        .hasMessageContaining("playbook.yaml:32: notify: nothing leads to the team 'devops'");
  }

  @Test
  void all_mistakes_are_told_at_once_in_the_order_of_their_lines() {
    String mistaken =
        GOOD.replace("hours: \"07:00-23:00\"", "hours: all")
            .replace("factor: 5", "factor: much")
            .replace("[devops]", "[nobody]");

    assertThatThrownBy(() -> read(mistaken))
        .message()
        .startsWith("The playbook has 3 mistake(s)")
        .containsSubsequence("playbook.yaml:12:", "playbook.yaml:27:", "playbook.yaml:32:");
  }

  @Test
  void an_id_or_a_key_that_stands_twice_is_refused() {
    String rule = GOOD.substring(GOOD.indexOf("  - id:"));
    assertThatThrownBy(() -> read(GOOD + rule))
        .hasMessageContaining("id: 'webhook_processing_error' stands twice");
    assertThatThrownBy(() -> read(GOOD.replace("window: 5m", "hold: 5m")))
        .hasMessageContaining("'hold' stands here twice");
  }

  @Test
  void an_empty_file_is_refused() {
    assertThatThrownBy(() -> read("# nothing yet\n"))
        .hasMessageContaining("playbook.yaml:1: the file is empty");
  }

  @Test
  void the_demo_has_the_same_rules_receivers_and_steps_with_its_own_windows() throws IOException {
    List<Rule> rules = shipped("/playbook.yaml").rules();
    List<Rule> demoRules = shipped("/playbook-demo.yaml").rules();

    assertThat(demoRules)
        .extracting(Rule::id, Rule::metric, Object::getClass, PlaybookReaderTest::told)
        .isEqualTo(
            rules.stream()
                .map(it -> Tuple.tuple(it.id(), it.metric(), it.getClass(), told(it)))
                .toList());
    assertThat(shipped("/playbook-demo.yaml").severities())
        .isEqualTo(shipped("/playbook.yaml").severities());
    assertThat(rules).extracting(Rule::id).hasSize(3);
  }

  private static List<Object> told(Rule rule) {
    Rule.Card card = rule.card();
    return List.of(
        card.title(),
        card.description(),
        card.severity(),
        card.steps(),
        card.receivers().stream().map(Team::id).toList());
  }

  private static Playbook shipped(String name) throws IOException {
    try (InputStream file =
        Objects.requireNonNull(PlaybookReaderTest.class.getResourceAsStream(name))) {
      return new PlaybookReader(
              name,
              it ->
                  it.replaceAll("\\$\\{AGENTBAR_TEAM_\\w+_EMAIL:[^}]*}", "a@example.com")
                      .replaceAll("\\$\\{AGENTBAR_SANDBOX_PORT:8090}", "1")
                      .replaceAll("\\$\\{[^}]*}", ""))
          .read(new StringReader(new String(file.readAllBytes(), StandardCharsets.UTF_8)));
    }
  }

  private static Playbook read(String text) {
    return new PlaybookReader(
            "playbook.yaml", it -> it.replace("${DEVOPS_EMAIL:}", "a@example.com, b@example.com"))
        .read(new StringReader(text));
  }
}
