package ai.agentbar.notification;

import ai.agentbar.event.Subscriptions;
import ai.agentbar.order.Catalogue;
import ai.agentbar.order.Orders;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.transaction.support.TransactionTemplate;

/** A way out that keeps what it is given and answers what a test says. */
public final class ScriptedChannel implements Channel {

  private final ChannelName name;
  private final List<Message> messages = new CopyOnWriteArrayList<>();
  private volatile boolean reports;
  private volatile Function<Message, SendResult> script = ScriptedChannel::accepted;

  ScriptedChannel(ChannelName name) {
    this.name = name;
  }

  @Override
  public ChannelName name() {
    return name;
  }

  @Override
  public boolean isOn() {
    return true;
  }

  @Override
  public boolean reports() {
    return reports;
  }

  /** From now on its provider tells what becomes of messages, or does not. */
  void reports(boolean told) {
    reports = told;
  }

  @Override
  public SendResult send(Message message) {
    messages.add(message);
    return script.apply(message);
  }

  /** From now on it answers so. */
  public void answers(Function<Message, SendResult> answer) {
    script = answer;
  }

  void answers(SendResult answer) {
    script = _ -> answer;
  }

  /** Everything it was given, in order. */
  public List<Message> messages() {
    return List.copyOf(messages);
  }

  void reset() {
    messages.clear();
    reports = false;
    script = ScriptedChannel::accepted;
  }

  public static SendResult accepted(Message message) {
    return new SendResult.Accepted("p-" + message.key() + "-" + message.attempt());
  }

  /** All three, switched on. */
  @TestConfiguration(proxyBeanMethods = false)
  public static class All {

    @Bean
    ScriptedChannel email() {
      return new ScriptedChannel(ChannelName.EMAIL);
    }

    @Bean
    ScriptedChannel whatsapp() {
      return new ScriptedChannel(ChannelName.WHATSAPP);
    }

    @Bean
    ScriptedChannel webhook() {
      return new ScriptedChannel(ChannelName.WEBHOOK);
    }

    @Bean
    OrderLife orderLife(
        Orders orders, Catalogue catalogue, TransactionTemplate transaction, Subscriptions events) {
      return new OrderLife(orders, catalogue, transaction, events);
    }
  }
}
