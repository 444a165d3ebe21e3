package ai.agentbar.web.api;

import ai.agentbar.kernel.Actor;
import ai.agentbar.watch.alert.Acknowledgement;
import ai.agentbar.watch.alert.Alert;
import ai.agentbar.watch.alert.Firing;
import ai.agentbar.watch.alert.ProbeResult;
import ai.agentbar.watch.playbook.Rule;
import ai.agentbar.watch.playbook.Severity;
import ai.agentbar.watch.playbook.Step;
import ai.agentbar.watch.playbook.Team;
import ai.agentbar.watch.playbook.Wording;
import ai.agentbar.watch.runbook.Tick;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One rule and how it stands.
 *
 * @param value the number judged last, as people read it
 * @param silencedUntil where a silence stands
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record AlertView(
    String rule,
    String kind,
    String metric,
    Text title,
    Text description,
    Severity severity,
    List<String> receivers,
    String state,
    String value,
    String limit,
    Text reason,
    @Nullable Instant silencedUntil,
    @Nullable FiringView firing) {

  /** One text in both languages. */
  record Text(String id, String en) {

    static Text of(Wording wording) {
      return new Text(wording.indonesian(), wording.english());
    }
  }

  record AcknowledgementView(Actor actor, String note, Instant at) {

    static AcknowledgementView of(Acknowledgement it) {
      return new AcknowledgementView(it.actor(), it.note(), it.at());
    }
  }

  record MoneyView(long orders, long rupiah) {}

  /** One firing, from its begin to its end. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record FiringView(
      long firing,
      String rule,
      Severity severity,
      Instant since,
      Instant firedAt,
      @Nullable Instant resolvedAt,
      @Nullable AcknowledgementView acknowledged,
      long value,
      long limit,
      Text reason,
      MoneyView moneyAtRisk) {

    static FiringView of(Firing it) {
      return new FiringView(
          it.id().number(),
          it.ruleId(),
          it.severity(),
          it.since(),
          it.firedAt(),
          it.resolvedAt().orElse(null),
          it.acknowledged().map(AcknowledgementView::of).orElse(null),
          it.value(),
          it.limit(),
          Text.of(it.reason()),
          new MoneyView(it.atRisk().orders(), it.atRisk().amount().amount()));
    }
  }

  record ProbeView(String probe, String verdict, Text text, long tookMs) {

    static ProbeView of(ProbeResult it) {
      return new ProbeView(word(it.probe()), it.verdict().name(), Text.of(it.text()), it.tookMs());
    }
  }

  /** Who did what only people can do. */
  record TickView(Actor actor, Instant at) {

    static TickView of(Tick it) {
      return new TickView(it.actor(), it.at());
    }
  }

  /**
   * One step of the runbook: a probe, an action or what a person does.
   *
   * @param ticked of what a person does, once somebody has
   */
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  record StepView(
      String kind,
      Text text,
      List<String> probes,
      String action,
      String link,
      @Nullable TickView ticked) {

    static StepView of(Step step, List<Tick> ticks) {
      Text text = Text.of(step.text());
      return switch (step) {
        case Step.Probe(Wording _, var probes) ->
            new StepView(
                "probe", text, probes.stream().map(AlertView::word).toList(), "", "", null);
        case Step.Action(Wording _, var action, boolean automatic) ->
            new StepView(
                automatic ? "automatic" : "action", text, List.of(), word(action), "", null);
        case Step.Manual manual ->
            new StepView("manual", text, List.of(), "", manual.link(), ticked(manual, ticks));
      };
    }

    private static @Nullable TickView ticked(Step.Manual step, List<Tick> ticks) {
      return ticks.stream().filter(it -> it.isOf(step)).findFirst().map(TickView::of).orElse(null);
    }
  }

  static AlertView of(Alert alert, Optional<Instant> silencedUntil) {
    Rule.Card card = alert.rule().card();
    return new AlertView(
        card.id(),
        alert.rule().getClass().getSimpleName().toLowerCase(Locale.ROOT),
        alert.rule().metric().key(),
        Text.of(card.title()),
        Text.of(card.description()),
        card.severity(),
        card.receivers().stream().map(Team::id).toList(),
        alert.state().label(),
        alert.valueText(),
        alert.limitText(),
        Text.of(alert.reason()),
        silencedUntil.orElse(null),
        alert.firing().map(FiringView::of).orElse(null));
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
