package ai.agentbar.notification;

import static org.assertj.core.api.Assertions.assertThat;

import ai.agentbar.job.Backoff;
import ai.agentbar.kernel.OrderId;
import ai.agentbar.notification.OutboxMessage.Times;
import ai.agentbar.notification.OutboxMessage.Tries;
import ai.agentbar.notification.SendPolicy.Next;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** Which tries count, and when a message is given up. */
class SendPolicyTest {

  private static final Instant NOW = Instant.parse("2026-11-23T03:00:00Z");
  private static final SendResult BUSY = new SendResult.Busy("503", Optional.empty());

  /** Every wait is as short as it may be. */
  private static final RandomGenerator SHORTEST = () -> 0;

  private final SendPolicy policy =
      new SendPolicy(
          new Backoff(Duration.ofSeconds(20), Duration.ofMinutes(10), SendPolicy.ATTEMPTS_MAX),
          SHORTEST);

  @Test
  void a_busy_provider_costs_no_try_and_at_the_first_time_the_channel_waits_and_not_the_message() {
    assertThat(SendPolicy.slowsChannel(1)).isTrue();
    assertThat(policy.after(tried(1), 1, BUSY)).isEqualTo(new Next.Unsent(Duration.ZERO, "503"));
  }

  @Test
  void a_message_the_provider_is_busy_for_again_waits_alone_and_the_channel_goes_on() {
    assertThat(SendPolicy.slowsChannel(2)).isFalse();
    assertThat(policy.after(tried(1), 2, BUSY))
        .isEqualTo(new Next.Unsent(Duration.ofSeconds(20), "503"));
    assertThat(policy.after(tried(1), 9, BUSY)).isEqualTo(new Next.Unsent(aMinute(), "503"));
    assertThat(policy.after(tried(1), 2, new SendResult.Busy("503", Optional.of(aMinute()))))
        .isEqualTo(new Next.Unsent(aMinute(), "503"));
  }

  @Test
  void a_message_the_provider_is_busy_for_longer_than_an_hour_is_given_up_after_five_more_tries() {
    assertThat(unsentFor(BUSY)).isBetween(Duration.ofHours(1), Duration.ofHours(2));
    int next = SendPolicy.UNCOUNTED_MAX + 1;
    for (int count = 1; count < SendPolicy.ATTEMPTS_MAX; count++) {
      assertThat(policy.after(tried(count), next, BUSY)).isInstanceOf(Next.Again.class);
    }
    assertThat(policy.after(tried(SendPolicy.ATTEMPTS_MAX), next, BUSY))
        .isInstanceOfSatisfying(
            Next.GivenUp.class, it -> assertThat(it.as()).isEqualTo(OutboxState.FAILED));
  }

  @Test
  void an_outage_of_an_hour_costs_no_message_a_try_and_ends_in_failures_when_it_lasts() {
    SendResult away = new SendResult.Away("connection refused");
    assertThat(unsentFor(away)).isBetween(Duration.ofHours(1), Duration.ofHours(2));

    int next = SendPolicy.UNCOUNTED_MAX + 1;
    assertThat(policy.after(tried(1), next, away)).isInstanceOf(Next.Again.class);
    assertThat(policy.after(tried(SendPolicy.ATTEMPTS_MAX), next, away))
        .isInstanceOfSatisfying(
            Next.GivenUp.class, it -> assertThat(it.as()).isEqualTo(OutboxState.FAILED));
  }

  /** How long a message waits at least before such tries count. */
  private Duration unsentFor(SendResult result) {
    Duration waited = Duration.ZERO;
    for (int claims = 1; claims <= SendPolicy.UNCOUNTED_MAX; claims++) {
      waited = waited.plus(((Next.Unsent) policy.after(tried(1), claims, result)).pause());
    }
    return waited;
  }

  private static Duration aMinute() {
    return SendPolicy.ASIDE_MAX;
  }

  private static OutboxMessage tried(int count) {
    return new OutboxMessage(
        1,
        new OrderId("231126ABCDEF"),
        ChannelName.WEBHOOK,
        MessageTemplate.PAYMENT_SUCCESS,
        OutboxState.SENDING,
        "key",
        new Tries(count, false, false),
        new OutboxMessage.Provider(null, null),
        new Times(NOW, NOW, NOW, null),
        null);
  }
}
