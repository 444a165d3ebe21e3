package ai.agentbar.watch.runbook;

import ai.agentbar.event.Audited;
import ai.agentbar.event.Event;
import ai.agentbar.event.EventType;
import ai.agentbar.kernel.Actor;
import ai.agentbar.kernel.OrderId;
import ai.agentbar.notification.ChannelName;
import ai.agentbar.watch.alert.Firing;
import ai.agentbar.watch.alert.FiringId;
import ai.agentbar.watch.alert.ProbeResult;
import ai.agentbar.watch.alert.ProbeResult.Verdict;
import ai.agentbar.watch.metric.Metric;
import ai.agentbar.watch.playbook.ActionName;
import ai.agentbar.watch.playbook.ProbeName;
import ai.agentbar.watch.playbook.Step;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What this room tells. */
sealed interface RunbookEvent extends Event {

  /**
   * A probe looked, because of a firing or a person.
   *
   * @param result what it found, for people, in English
   * @param resultId the same in Indonesian
   */
  record ProbeRun(
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable FiringId firing,
      ProbeName probe,
      Verdict verdict,
      String result,
      String resultId,
      @JsonIgnore Duration took)
      implements RunbookEvent {

    static ProbeRun of(@Nullable FiringId firing, ProbeResult result) {
      return new ProbeRun(
          firing,
          result.probe(),
          result.verdict(),
          result.text().english(),
          result.text().indonesian(),
          Duration.ofMillis(result.tookMs()));
    }

    @Override
    public EventType type() {
      return EventType.PROBE_RUN;
    }

    @Override
    public String name() {
      return "PROBE_" + verdict;
    }

    @Override
    public Duration duration() {
      return took;
    }

    @Override
    public String message() {
      return "Probe %s: %s".formatted(probe, result);
    }
  }

  /** Of one run of an action. */
  sealed interface OfRun extends RunbookEvent, Audited {

    RunId run();

    ActionName action();

    @Override
    default EventType type() {
      return EventType.ACTION_RUN;
    }

    @Override
    default String subject() {
      return "action " + action();
    }
  }

  record Started(
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable FiringId firing,
      RunId run,
      ActionName action,
      Actor actor,
      String reason)
      implements OfRun {

    @Override
    public String name() {
      return "ACTION_STARTED";
    }

    @Override
    public String message() {
      return "%s was started by %s: %s".formatted(action, actor, reason);
    }
  }

  /**
   * An action was done.
   *
   * @param result what it did, for people, in English
   * @param resultId the same in Indonesian
   * @param metric the number that shows whether it helped, before the run and at its end
   */
  record Finished(
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable FiringId firing,
      RunId run,
      ActionName action,
      Actor actor,
      String reason,
      long touched,
      String result,
      String resultId,
      Metric metric,
      long before,
      long atEnd,
      @JsonIgnore Duration took)
      implements OfRun {

    @Override
    public String name() {
      return "ACTION_FINISHED";
    }

    @Override
    public Duration duration() {
      return took;
    }

    @Override
    public String message() {
      return "%s is done: %s".formatted(action, result);
    }
  }

  record Failed(
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable FiringId firing,
      RunId run,
      ActionName action,
      Actor actor,
      String reason,
      @JsonIgnore Failure cause)
      implements OfRun {

    @Override
    public String name() {
      return "ACTION_FAILED";
    }

    @Override
    public Level level() {
      return Level.WARN;
    }

    @Override
    public Failure failure() {
      return cause;
    }

    @Override
    public String message() {
      return "%s failed".formatted(action);
    }
  }

  /** A while after a run: whether it helped. */
  record Measured(
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable FiringId firing,
      RunId run,
      ActionName action,
      Metric metric,
      long before,
      long after)
      implements RunbookEvent {

    @Override
    public EventType type() {
      return EventType.ACTION_RUN;
    }

    @Override
    public String name() {
      return "ACTION_MEASURED";
    }

    @Override
    public String message() {
      return "After %s %s went from %d to %d".formatted(action, metric.key(), before, after);
    }
  }

  /**
   * A person did a step of a firing that only people can do, or did not after all.
   *
   * @param result the step, in English
   * @param resultId the same in Indonesian
   */
  record StepTicked(
      FiringId firing, String rule, boolean done, Actor actor, String result, String resultId)
      implements RunbookEvent, Audited {

    static StepTicked of(Firing firing, Step.Manual step, boolean done, Actor actor) {
      return new StepTicked(
          firing.id(),
          firing.ruleId(),
          done,
          actor,
          step.text().english(),
          step.text().indonesian());
    }

    @Override
    public EventType type() {
      return EventType.ACTION_RUN;
    }

    @Override
    public String name() {
      return done ? "STEP_TICKED" : "STEP_UNTICKED";
    }

    @Override
    public String subject() {
      return "alert " + rule;
    }

    @Override
    public String reason() {
      return result;
    }

    @Override
    public String message() {
      return "%s %s: %s".formatted(actor, done ? "did" : "did not do after all", result);
    }
  }

  /** A person had one message sent once more, or wished so. */
  record Resent(long outboxId, Actor actor, String reason, String result)
      implements RunbookEvent, Audited {

    @Override
    public EventType type() {
      return EventType.ACTION_RUN;
    }

    @Override
    public String name() {
      return "MESSAGE_RESEND_ASKED";
    }

    @Override
    public String subject() {
      return "outbox " + outboxId;
    }

    @Override
    public String message() {
      return "%s wished message %d to be sent once more: %s".formatted(actor, outboxId, result);
    }
  }

  /** A person had all sent once more that one channel gave up. */
  record ChannelResent(ChannelName channel, Actor actor, String reason)
      implements RunbookEvent, Audited {

    @Override
    public EventType type() {
      return EventType.ACTION_RUN;
    }

    @Override
    public String name() {
      return "CHANNEL_RESEND_ASKED";
    }

    @Override
    public String subject() {
      return "outbox " + channel;
    }

    @Override
    public String message() {
      return "%s has all sent once more that failed by %s".formatted(actor, channel);
    }
  }

  /**
   * A person told a message's reader otherwise, and wished the message closed.
   *
   * @param result what became of the wish
   */
  record FollowedUp(long outboxId, Actor actor, String reason, String result)
      implements RunbookEvent, Audited {

    @Override
    public EventType type() {
      return EventType.ACTION_RUN;
    }

    @Override
    public String name() {
      return "MESSAGE_FOLLOWED_UP";
    }

    @Override
    public String subject() {
      return "outbox " + outboxId;
    }

    @Override
    public String message() {
      return "%s followed up message %d by hand: %s".formatted(actor, outboxId, result);
    }
  }

  /**
   * A person had one notification processed once more, or wished so.
   *
   * @param taken whether it had failed
   */
  record ReplayAsked(long inboxId, Actor actor, String reason, boolean taken)
      implements RunbookEvent, Audited {

    @Override
    public EventType type() {
      return EventType.ACTION_RUN;
    }

    @Override
    public String name() {
      return "NOTIFICATION_REPLAY_ASKED";
    }

    @Override
    public String subject() {
      return "inbox " + inboxId;
    }

    @Override
    public String message() {
      return "%s wished notification %d to be processed once more: %s"
          .formatted(actor, inboxId, taken ? "it waits" : "it had not failed");
    }
  }

  /** A person has Midtrans asked about one order. */
  record OrderAsked(@JsonIgnore OrderId orderId, Actor actor, String reason)
      implements RunbookEvent, Audited {

    @Override
    public EventType type() {
      return EventType.ACTION_RUN;
    }

    @Override
    public String name() {
      return "ORDER_INQUIRY_ASKED";
    }

    @Override
    public String subject() {
      return "order " + orderId;
    }

    @Override
    public String message() {
      return "%s has Midtrans asked about the order".formatted(actor);
    }
  }
}
