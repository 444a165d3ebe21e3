package ai.agentbar.web.api;

import ai.agentbar.watch.alert.Alerts;
import ai.agentbar.watch.alert.Firing;
import ai.agentbar.watch.alert.Hindsight;
import ai.agentbar.watch.alert.Retrospect;
import ai.agentbar.watch.alert.WouldBe;
import ai.agentbar.watch.playbook.Durations;
import ai.agentbar.watch.playbook.Playbook;
import ai.agentbar.watch.playbook.Playbooks;
import ai.agentbar.watch.playbook.Retuning;
import ai.agentbar.watch.playbook.Rule;
import ai.agentbar.web.Problem;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** When a rule would have fired, also with other numbers than those in force. */
@RestController
@RequestMapping(path = "/api/watch/playbook/rules", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Watch")
class HindsightController {

  private static final int SHOWN_MAX = 1_000;

  /**
   * One firing.
   *
   * @param to missing where it goes on
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record FiringView(Instant from, @Nullable Instant to, String severity, long value, long limit) {

    static FiringView of(WouldBe it) {
      return new FiringView(
          it.from(), it.to().orElse(null), it.severity().name(), it.value(), it.limit());
    }

    static FiringView of(Firing it) {
      return new FiringView(
          it.firedAt(), it.resolvedAt().orElse(null), it.severity().name(), it.value(), it.limit());
    }
  }

  /**
   * What would have been.
   *
   * @param limit as the playbook writes it; empty for a heartbeat
   * @param judgedUntil before {@code to} where there was no time to look at all of it
   * @param storedSince where what is stored begins; missing where nothing is stored
   * @param missingSeconds for how long nothing is stored that could be judged
   * @param perDay how many began on a day of the playbook's timezone; a day with none is left out
   * @param firings oldest first, the first thousand
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record HindsightView(
      String rule,
      Instant from,
      Instant to,
      String limit,
      String sustained,
      Instant judgedUntil,
      @Nullable Instant storedSince,
      long missingSeconds,
      long count,
      Map<LocalDate, Long> perDay,
      List<FiringView> firings,
      long reallyFired,
      List<FiringView> real) {}

  private final Playbooks playbooks;
  private final Hindsight hindsight;
  private final Alerts alerts;

  HindsightController(Playbooks playbooks, Hindsight hindsight, Alerts alerts) {
    this.playbooks = playbooks;
    this.hindsight = hindsight;
    this.alerts = alerts;
  }

  @Operation(
      summary = "When a rule would have fired over what is stored, and when it really did",
      description =
          "The same evaluation that judges live, every ten seconds; a gauge is stored"
              + " once a minute and stays as it was until the next. Without limit and for the"
              + " numbers in force are judged. Nothing is changed.")
  @GetMapping("/{id}/would-have-fired")
  ResponseEntity<?> look(
      @PathVariable String id,
      @Parameter(description = "How far back, 30 days at most: 24h, 7d, 30d")
          @RequestParam(defaultValue = "24h")
          String over,
      @Parameter(
              description =
                  "Another limit, as the playbook writes it: 20, 80%, 5m, 20GB; of a growth what it"
                      + " may grow by, of a spike the least count, of a silence its window")
          @RequestParam(defaultValue = "")
          String limit,
      @Parameter(description = "How long the condition holds before it fires: 0s, 30s, 5m")
          @RequestParam(name = "for", defaultValue = "")
          String sustained) {
    Playbook playbook = playbooks.current();
    Optional<Rule> rule = playbook.rule(id);
    if (rule.isEmpty()) {
      return Problem.of(
              HttpStatus.NOT_FOUND,
              "No such rule",
              "There is no such rule; /api/watch/playbook names those that are in force.")
          .answer();
    }
    FieldReader fields = new FieldReader();
    Optional<Duration> length = fields.required("over", over, Hindsight::over);
    Retuning retuning = Retuning.of(rule.get(), limit, sustained);
    if (retuning instanceof Retuning.Refused(String field, String why)) {
      fields.refuse(field, why);
    }
    return fields.failed() || !(retuning instanceof Retuning.Tuned(Rule tuned))
        ? fields.problem()
        : ResponseEntity.ok(looked(tuned, playbook, length.orElseThrow()));
  }

  private HindsightView looked(Rule rule, Playbook playbook, Duration over) {
    Retrospect looked = hindsight.look(new Hindsight.Question(rule, playbook.busyHours(), over));
    List<Firing> real = alerts.firings(rule.id(), looked.from(), looked.to());
    return new HindsightView(
        rule.id(),
        looked.from(),
        looked.to(),
        Retuning.limitOf(rule),
        Durations.written(rule.card().timing().sustained()),
        looked.until(),
        looked.knownSince().orElse(null),
        looked.missing().toSeconds(),
        looked.firings().size(),
        perDay(looked, playbook.zone()),
        looked.firings().stream().limit(SHOWN_MAX).map(FiringView::of).toList(),
        real.size(),
        real.reversed().stream().map(FiringView::of).toList());
  }

  private static Map<LocalDate, Long> perDay(Retrospect looked, ZoneId zone) {
    return looked.firings().stream()
        .collect(
            Collectors.groupingBy(
                it -> LocalDate.ofInstant(it.from(), zone), TreeMap::new, Collectors.counting()));
  }
}
