package ai.agentbar.notification.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import ai.agentbar.kernel.Email;
import ai.agentbar.kernel.OrderId;
import ai.agentbar.kernel.Phone;
import ai.agentbar.notification.Channel;
import ai.agentbar.notification.Message;
import ai.agentbar.notification.Message.Content;
import ai.agentbar.notification.MessageTemplate;
import ai.agentbar.notification.SendResult;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What holds for every way out, whatever is at its other end. */
abstract class ChannelContract {

  static final Duration CONNECT_MAX = Duration.ofMillis(500);
  static final Duration READ_MAX = Duration.ofSeconds(1);

  /** Longer than a try may take with these timeouts, on a busy machine too. */
  private static final Duration END_MAX = Duration.ofSeconds(5);

  static final Content EMAIL =
      new Message.EmailContent(
          new Email("siti@example.com"),
          "Siti Rahma",
          "Pembayaran diterima",
          "Terima kasih.\n.\nSalam",
          "<p>Terima kasih, <b>Siti</b> — é</p>");
  static final Content WHATSAPP =
      new Message.WhatsAppContent(
          new Phone("081234567890"), "order_paid", "id", List.of("INV-1", "Rp99.000"));
  static final Content WEBHOOK =
      new Message.WebhookContent("order.paid", "{\"type\":\"order.paid\",\"data\":{\"a\":\"é\"}}");

  /** What a provider does with a message. */
  enum Deed {
    ACCEPTS,
    REFUSES_THE_MESSAGE,
    ASKS_FOR_LATER,
    IS_BUSY,
    REFUSES_US,
    IS_AWAY,
    HANGS_AFTER_TAKING_IT,
    CLOSES_AFTER_TAKING_IT,
    ANSWERS_NONSENSE,
    DRIBBLES
  }

  /** A channel to a provider that does this. */
  abstract Channel against(Deed deed);

  /** As {@link Deed#REFUSES_THE_MESSAGE} or {@link Deed#REFUSES_US}, repeating all it was told. */
  abstract Channel againstAnEcho(Deed deed);

  /** How many connections the provider still has. */
  abstract int openConnections();

  abstract Content content();

  /** Whatever no reason may show. */
  abstract List<String> secrets();

  @Test
  void what_the_provider_takes_is_accepted() {
    assertThat(sent(Deed.ACCEPTS)).isInstanceOf(SendResult.Accepted.class);
  }

  @Test
  void what_the_provider_refuses_for_good_is_refused() {
    assertThat(sent(Deed.REFUSES_THE_MESSAGE)).isInstanceOf(SendResult.Refused.class);
  }

  @Test
  void what_surely_did_not_leave_may_leave_later() {
    assertThat(sent(Deed.ASKS_FOR_LATER)).isInstanceOf(SendResult.Later.class);
  }

  @Test
  void a_provider_that_is_not_reached_says_nothing_of_the_message() {
    assertThat(sent(Deed.IS_AWAY)).isInstanceOf(SendResult.Away.class);
  }

  @Test
  void what_was_written_before_the_process_slept_does_not_leave_after_it() {
    Message now = message();
    long before = System.nanoTime() - Departure.ASLEEP.plusSeconds(1).toNanos();
    Message slept =
        new Message(now.key(), now.orderId(), now.template(), now.attempt(), now.content(), before);

    assertThat(against(Deed.ACCEPTS).send(slept)).isInstanceOf(SendResult.Later.class);
  }

  @Test
  void a_busy_provider_slows_the_channel_down() {
    assertThat(sent(Deed.IS_BUSY)).isInstanceOf(SendResult.Busy.class);
  }

  @Test
  void a_provider_that_refuses_us_stops_the_channel() {
    assertThat(sent(Deed.REFUSES_US)).isInstanceOf(SendResult.Halted.class);
  }

  @ParameterizedTest
  @EnumSource(
      names = {"HANGS_AFTER_TAKING_IT", "CLOSES_AFTER_TAKING_IT", "ANSWERS_NONSENSE", "DRIBBLES"})
  void what_may_have_been_taken_is_unknown_and_known_in_time(Deed deed) {
    Channel channel = against(deed);

    assertTimeout(
        END_MAX, () -> assertThat(channel.send(message())).isInstanceOf(SendResult.Unknown.class));
  }

  @Test
  void a_try_that_was_cut_off_leaves_no_connection_behind() {
    sent(Deed.DRIBBLES);

    Awaitility.await().atMost(END_MAX).until(() -> openConnections() == 0);
  }

  @ParameterizedTest
  @EnumSource(names = {"REFUSES_THE_MESSAGE", "REFUSES_US"})
  void no_reason_repeats_a_secret_or_a_buyer(Deed deed) {
    String result = againstAnEcho(deed).send(message()).toString();

    assertThat(result).doesNotContain("siti@example.com", "81234567890");
    assertThat(secrets()).isNotEmpty().allSatisfy(it -> assertThat(result).doesNotContain(it));
  }

  @Test
  void content_of_another_channel_is_a_mistake_in_the_program() {
    Channel channel = against(Deed.ACCEPTS);

    assertThat(Stream.of(EMAIL, WHATSAPP, WEBHOOK).filter(it -> it != content()))
        .hasSize(2)
        .allSatisfy(
            it ->
                assertThatThrownBy(() -> channel.send(message(it, 1)))
                    .isInstanceOf(IllegalArgumentException.class));
  }

  @Test
  void a_channel_with_a_provider_is_on() {
    assertThat(against(Deed.ACCEPTS).isOn()).isTrue();
  }

  Message message() {
    return message(content(), 1);
  }

  static Message message(Content content, int attempt) {
    return new Message(
        "outbox-42",
        new OrderId("231126ABCDEF"),
        MessageTemplate.PAYMENT_SUCCESS,
        attempt,
        content);
  }

  private SendResult sent(Deed deed) {
    return against(deed).send(message());
  }
}
