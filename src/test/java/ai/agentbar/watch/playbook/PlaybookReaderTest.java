package ai.agentbar.watch.playbook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.agentbar.watch.metric.Metric;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlaybookReaderTest {

  private static final Pattern WRITTEN = Pattern.compile("(\\d+)(ms|s|m|h|%|GB|)");
  private static final Map<String, String> UNITS =
      Map.of(
          "", "",
          "ms", "(ms|milliseconds?|milidetik)",
          "s", "(s|seconds?|detik)",
          "m", "(m|minutes?|menit)",
          "h", "(h|hours?|jam)",
          "%", "%",
          "GB", "GB");
  private static final Map<String, String> WORDS =
      Map.of(
          "1", "1|one|satu",
          "2", "2|two|dua",
          "5", "5|five|lima",
          "10", "10|ten|sepuluh",
          "15", "15|fifteen|lima belas",
          "20", "20|twenty|dua puluh",
          "30", "30|thirty|tiga puluh");

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
        hours: [{days: [monday], hours: "07:00-23:00"}]
        holidays: [2026-12-25]
      severities:
        P0: {meaning: {id: a, en: b}, sla: {id: c, en: d}, acknowledge_within: 5m, repeat_every: 5m}
        P1: {meaning: {id: a, en: b}, sla: {id: c, en: d}, repeat_every: 5m}
        P2: {meaning: {id: a, en: b}, sla: {id: c, en: d}, repeat_every: 5m}
        P3: {meaning: {id: a, en: b}, sla: {id: c, en: d}, repeat_every: 5m}
      delivery: {messages_per_person: 20, within: 1h, bundle_within: 10s, dead_man_every: 1m}
      bands:
        outbox_latency: {at_most: 5m, normal: {id: a, en: b}}
      shifts:
        - {id: day, name: {id: a, en: b}, hours: "07:00-15:00", sign_within: 2h, signed_by: [devops]}
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
          kind: spike | kind: guess | playbook.yaml:25: kind: 'guess' is none of
          metric: webhook_processing_error | metric: webhook_eror | playbook.yaml:28: metric: there is no metric 'webhook_eror'
          metric: webhook_processing_error | metric: orders_pending | playbook.yaml:28: metric: 'orders_pending' is not a counter
          window: 5m | window: 5 minutes | playbook.yaml:29: window: a duration is a number and
          window: 5m | window: 1s | playbook.yaml:29: window: '1s' is shorter than a bucket
          factor: 5 | factor: 0 | playbook.yaml:31: factor: a whole number from 1
          hold: 10m | hold: 25h | playbook.yaml:34: hold: '25h' is longer than 24h
          severity: P1 | severity: urgent | playbook.yaml:35: severity: 'urgent' is none of P0, P1, P2, P3
          notify: [devops] | notify: [marketing] | playbook.yaml:36: notify: there is no team 'marketing'
          notify: [devops] | notify: [ops] | playbook.yaml:36: notify: nothing leads to the team 'ops'
          notify: [devops] | notify: [] | playbook.yaml:36: 'notify' is empty
          notify: [devops] | owner: devops | playbook.yaml:24: 'notify' is missing
          steps: [{id: langkah, en: step}] | steps: [] | playbook.yaml:37: 'steps' is empty
          steps: [{id: langkah, en: step}] | tips: [] | playbook.yaml:24: 'steps' is missing
          steps: [{id: langkah, en: step}] | steps: [{id: langkah}] | playbook.yaml:37: 'en' is missing
          {id: langkah, en: step} | {probe: [oracle], id: a, en: b} | playbook.yaml:37: probe: 'oracle' is none of endpoint, signature
          {id: langkah, en: step} | {probe: [], id: a, en: b} | playbook.yaml:37: 'probe' is empty
          {id: langkah, en: step} | {action: pray, id: a, en: b} | playbook.yaml:37: action: 'pray' is none of run_reconciliation
          {id: langkah, en: step} | {link: here, id: a, en: b} | playbook.yaml:37: link: an address of the form
          {id: langkah, en: step} | {action: restart_worker, automatic: maybe, id: a, en: b} | playbook.yaml:37: automatic: true or false is expected
          {id: langkah, en: step} | {automatic: true, id: a, en: b} | playbook.yaml:37: the key 'automatic' is not known here
          {id: langkah, en: step} | {probe: [smtp], action: restart_worker, id: a, en: b} | playbook.yaml:37: a step is one of [probe, action]
          title: {id: judul, en: title} | title: {id: judul, en: ""} | playbook.yaml:26: 'en' is blank
          title: {id: judul, en: title} | title: {en: title} | playbook.yaml:26: 'id' is missing
          minimum: 20 | minimun: 20 | playbook.yaml:32: the key 'minimun' is not known here
          - id: webhook_processing_error | - id: Webhook error | playbook.yaml:24: id: lower-case letters, digits and _ are expected
          name: DevOps | nam: DevOps | playbook.yaml:3: the key 'nam' is not known here
          slack: "" | slack: hooks.slack.com | playbook.yaml:5: slack: an address of the form
          slack: "" | whatsapp: "12" | playbook.yaml:5: whatsapp: not a valid phone number
          slack: "" | telegram: our group | playbook.yaml:5: telegram: a chat id is expected
          slack: "" | alertmanager: monitoring | playbook.yaml:5: alertmanager: an address of the form
          slack: "" | first: [pigeon] | playbook.yaml:5: first: 'pigeon' is none of email, slack, whatsapp, telegram, alertmanager
          timezone: Asia/Jakarta | timezone: Asia/Jakata | playbook.yaml:10: timezone:
          days: [monday] | days: [moonday] | playbook.yaml:11: days: 'moonday' is none of monday
          days: [monday] | days: [monday, monday] | playbook.yaml:11: days: 'monday' has its hours already
          hours: "07:00-23:00" | hours: "7-23" | playbook.yaml:11: hours: hours are written
          holidays: [2026-12-25] | holidays: [25 December] | playbook.yaml:12: holidays:
          P2: {meaning | P5: {meaning | playbook.yaml:16: the key 'P5' is not known here
          acknowledge_within: 5m | acknowledge_within: 0s | playbook.yaml:14: acknowledge_within: a duration above 0
          acknowledge_within: 5m | acknowledge: 5m | playbook.yaml:14: the key 'acknowledge' is not known here
          acknowledge_within: 5m | escalate: {at: 120%, to: [devops]} | playbook.yaml:14: at: a whole number from 1 to 100
          acknowledge_within: 5m | escalate: {at: 80%, to: [boss]} | playbook.yaml:14: to: there is no team 'boss'
          messages_per_person: 20 | messages_per_person: many | playbook.yaml:18: messages_per_person: a whole number from 1
          bundle_within: 10s | bundle_within: 0s | playbook.yaml:18: bundle_within: a duration above 0
          outbox_latency: {at_most: 5m | outbox_slowness: {at_most: 5m | playbook.yaml:20: bands: there is no metric 'outbox_slowness'
          outbox_latency: {at_most: 5m | outbox_latency: {at_most: much | playbook.yaml:20: at_most: a duration is a number and
          outbox_latency: {at_most: 5m | outbox_latency: {of: orders_pending | playbook.yaml:20: of: 'orders_pending' is not a counter
          hours: "07:00-15:00" | hours: "at noon" | playbook.yaml:22: hours: hours are written
          signed_by: [devops] | signed_by: [nobody] | playbook.yaml:22: signed_by: there is no team 'nobody'
          teams: | teams: [ | not YAML
          """)
  void a_mistake_is_told_with_its_line(String correct, String mistaken, String told) {
    assertThat(GOOD).contains(correct);

    assertThatThrownBy(() -> read(GOOD.replace(correct, mistaken)))
        .isInstanceOf(PlaybookRefusedException.class)
        .hasMessageContaining(told);
  }

  /** What a kind needs is asked for, and what another kind needs is refused. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          {kind: threshold, metric: outbox_pending}                           | 'above' is missing
          {kind: threshold, metric: outbox_pending, above: lots}              | above: a whole number is expected, such as 20, not 'lots'
          {kind: threshold, metric: outbox_latency, above: 300}               | above: a duration is a number and
          {kind: threshold, metric: database_size_bytes, above: 20}           | above: a size is expected, such as 20GB, not '20'
          {kind: threshold, metric: instance_disk_free_percent, below: few}   | below: a percentage is expected, such as 80%, not 'few'
          {kind: threshold, metric: outbox_pending, above: 2, below: 1}       | a threshold is either above or below
          {kind: threshold, metric: webhook_received_total, above: 2}         | metric: 'webhook_received_total' is not a gauge
          {kind: threshold, metric: outbox_pending, above: 2, window: 5m}     | the key 'window' is not known here
          {kind: ratio, metric: payment_paid_count, window: 30m, below: 80%, minimum: 20} | 'of' is missing
          {kind: ratio, metric: payment_paid_count, of: orders_paid, window: 30m, below: 80%, minimum: 20} | of: 'orders_paid' is not a counter
          {kind: ratio, metric: payment_paid_count, of: payment_attempt_count, window: 30m, below: 180%, minimum: 20} | below: a whole number from 1 to 100
          {kind: ratio, metric: payment_paid_count, of: payment_attempt_count, window: 30m, below: 80%} | 'minimum' is missing
          {kind: ratio, metric: payment_paid_count, of: payment_attempt_count, window: 30m, below: 80%, minimum: 20, severity_at_zero: P9} | severity_at_zero: 'P9' is none of
          {kind: growth, metric: outbox_failed, window: 5m}                   | metric: 'outbox_failed' is not a counter
          {kind: growth, metric: webhook_processing_error}                    | 'window' is missing
          {kind: silence, metric: webhook_received_total, window: 10m}        | 'while' is missing
          {kind: silence, metric: webhook_received_total, window: 10m, while: outbox_pending} | while: a silence is judged while orders_pending
          {kind: heartbeat, metric: worker_alive}                             | 'expected' is missing
          {kind: heartbeat, metric: job_run_total, expected: worker_expected} | metric: 'job_run_total' is not a gauge
          """)
  void a_kind_says_what_it_needs(String keys, String told) {
    String rule =
        GOOD.substring(0, GOOD.indexOf("  - id: webhook"))
            + "  - {id: rule, title: {id: a, en: b}, description: {id: a, en: b}, for: 0s, hold: 1m,"
            + " severity: P1, notify: [devops], steps: [{id: a, en: b}], "
            + keys.substring(1)
            + "\n";

    assertThatThrownBy(() -> read(rule))
        .isInstanceOf(PlaybookRefusedException.class)
        .hasMessageContaining("playbook.yaml:24: " + told);
  }

  @Test
  void a_team_whose_address_is_not_set_is_refused_where_a_rule_notifies_it() {
    assertThatThrownBy(
            () ->
                new PlaybookReader(
                        "playbook.yaml",
                        it -> it.replace("${DEVOPS_EMAIL:}", ""),
                        Shipped::named,
                        _ -> Optional.empty())
                    .read(GOOD))
        .hasMessageContaining("playbook.yaml:36: notify: nothing leads to the team 'devops'");
  }

  @Test
  void a_way_that_nobody_has_set_up_is_refused_once_where_a_team_is_told_by_it() {
    Reachability noBot =
        kind ->
            kind == ContactKind.TELEGRAM ? Optional.of("no bot is set: set it") : Optional.empty();
    String telegram = GOOD.replace("slack: \"\"", "telegram: \"-100\"");

    assertThatThrownBy(() -> read(telegram.replace("email: []", "telegram: \"-200\""), noBot))
        .hasMessageContaining("The playbook has 1 mistake(s)")
        .hasMessageContaining("playbook.yaml:5: telegram: no bot is set: set it");
    assertThat(read(telegram.replace("telegram:", "fallback: []\n    telegram:"), noBot).teams())
        .hasSize(2);
    assertThat(read(telegram, _ -> Optional.empty()).teams()).hasSize(2);
  }

  @Test
  void all_mistakes_are_told_at_once_in_the_order_of_their_lines() {
    String mistaken =
        GOOD.replace("\"07:00-23:00\"", "all")
            .replace("factor: 5", "factor: much")
            .replace("notify: [devops]", "notify: [nobody]");

    assertThatThrownBy(() -> read(mistaken))
        .message()
        .startsWith("The playbook has 3 mistake(s)")
        .containsSubsequence("playbook.yaml:11:", "playbook.yaml:31:", "playbook.yaml:36:");
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
  void an_age_belongs_to_ageing_orders_only_and_is_one_that_is_counted() {
    String shipped = "extends: classpath:playbook.yaml\nrules:\n  - {id: %s, older_than: %s}\n";

    Playbook read = PlaybookTexts.parse("m.yaml", shipped.formatted("orders_pending_aging", "1h"));
    assertThat(read.rule("orders_pending_aging").orElseThrow())
        .isInstanceOfSatisfying(
            Rule.Threshold.class, it -> assertThat(it.otherAge()).contains(Duration.ofHours(1)));
    assertThatThrownBy(
            () -> PlaybookTexts.parse("m.yaml", shipped.formatted("orders_pending_aging", "45m")))
        .hasMessageContaining("m.yaml:3: older_than: orders are counted from 5m, 15m, 30m or 60m");
    assertThatThrownBy(
            () -> PlaybookTexts.parse("m.yaml", shipped.formatted("outbox_backlog", "1h")))
        .hasMessageContaining("m.yaml:3: the key 'older_than' is not known here");
  }

  @Test
  void an_empty_file_is_refused() {
    assertThatThrownBy(() -> read("# nothing yet\n"))
        .hasMessageContaining("playbook.yaml:1: the file is empty");
  }

  @Test
  void the_demo_has_the_same_rules_receivers_and_steps_with_its_own_windows() {
    List<Rule> rules = PlaybookTexts.read("/playbook.yaml").rules();
    List<Rule> demoRules = PlaybookTexts.read("/playbook-demo.yaml").rules();

    assertThat(demoRules)
        .extracting(Rule::id, Rule::metric, Object::getClass, PlaybookReaderTest::told)
        .isEqualTo(
            rules.stream()
                .map(it -> Tuple.tuple(it.id(), it.metric(), it.getClass(), told(it)))
                .toList());
    assertThat(PlaybookTexts.read("/playbook-demo.yaml").severities())
        .isEqualTo(PlaybookTexts.read("/playbook.yaml").severities());
    assertThat(rules).extracting(Rule::id).hasSizeGreaterThan(30);
  }

  /** Another playbook has other numbers and the same words; the message says which hold. */
  @ParameterizedTest
  @ValueSource(strings = {"/playbook.yaml", "/playbook-demo.yaml"})
  void no_description_states_a_number_of_its_rule(String playbook) {
    for (Rule rule : PlaybookTexts.read(playbook).rules()) {
      Wording description = rule.card().description();
      for (Pattern number : numbers(rule)) {
        assertThat(description.english()).as(rule.id()).doesNotContainPattern(number);
        assertThat(description.indonesian()).as(rule.id()).doesNotContainPattern(number);
      }
    }
  }

  @Test
  void a_number_in_a_description_is_found_in_digits_and_in_words() {
    Rule slow = PlaybookTexts.read("/playbook.yaml").rule("outbox_slow").orElseThrow();
    Rule unknown = PlaybookTexts.read("/playbook.yaml").rule("outbox_unknown").orElseThrow();

    assertThat(numbers(slow)).anyMatch(it -> it.matcher("more than five minutes.").find());
    assertThat(numbers(slow)).anyMatch(it -> it.matcher("lebih dari 5 menit").find());
    assertThat(numbers(slow)).noneMatch(it -> it.matcher("more than 15 minutes").find());
    assertThat(numbers(unknown)).anyMatch(it -> it.matcher("sudah setengah jam").find());
  }

  /** Its limit, its window and how long it holds, as people write them. */
  private static List<Pattern> numbers(Rule rule) {
    Rule.Timing timing = rule.card().timing();
    return Stream.concat(
            Stream.of(Retuning.limitOf(rule)),
            Stream.of(timing.sustained(), timing.hold(), rule.lookback()).map(Durations::written))
        .map(WRITTEN::matcher)
        .filter(it -> it.matches() && !it.group(1).equals("0"))
        .map(it -> pattern(it.group(1), it.group(2)))
        .toList();
  }

  private static Pattern pattern(String number, String unit) {
    String digitsOrWord = WORDS.getOrDefault(number, number);
    String half = number.equals("30") && unit.equals("m") ? "|setengah jam|half an hour" : "";
    return Pattern.compile(
        "(?i)(^|\\W)((%s) ?%s%s)(\\W|$)".formatted(digitsOrWord, UNITS.get(unit), half));
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

  private static Playbook read(String text) {
    return read(text, _ -> Optional.empty());
  }

  private static Playbook read(String text, Reachability reachability) {
    return new PlaybookReader(
            "playbook.yaml",
            it -> it.replace("${DEVOPS_EMAIL:}", "a@example.com, b@example.com"),
            Shipped::named,
            reachability)
        .read(text);
  }
}
