package ai.agentbar.watch.runbook.probe;

import ai.agentbar.notification.ChannelHealth;
import ai.agentbar.notification.ChannelHealth.Health;
import ai.agentbar.notification.ChannelName;
import ai.agentbar.watch.playbook.ProbeName;
import ai.agentbar.watch.runbook.Finding;
import ai.agentbar.watch.runbook.Probe;
import java.time.Duration;
import java.util.List;
import org.springframework.stereotype.Component;

/** Whether WhatsApp's API answers, and takes the token for our number. */
@Component
class WhatsAppProbe implements Probe {

  private final ChannelHealth whatsApp;

  WhatsAppProbe(List<ChannelHealth> channels) {
    this.whatsApp =
        channels.stream().filter(it -> it.name() == ChannelName.WHATSAPP).findFirst().orElseThrow();
  }

  @Override
  public ProbeName name() {
    return ProbeName.WHATSAPP;
  }

  @Override
  public Finding look() {
    long startedNanos = System.nanoTime();
    Health health = whatsApp.look();
    long ms = Duration.ofNanos(System.nanoTime() - startedNanos).toMillis();
    return switch (health.condition()) {
      case OFF -> Finding.unknown("WhatsApp tidak diatur", "WhatsApp is not set");
      case FINE ->
          Finding.good(
              "WhatsApp menjawab dalam %d ms, token diterima".formatted(ms),
              "WhatsApp answers in %d ms and takes the token".formatted(ms));
      case REFUSED ->
          Finding.bad(
              "WhatsApp menolak token atau nomor: " + health.detail(),
              "WhatsApp refuses the token or the number: " + health.detail());
      case UNREACHABLE ->
          Finding.bad(
              "WhatsApp tidak menjawab semestinya: " + health.detail(),
              "WhatsApp does not answer as it should: " + health.detail());
    };
  }
}
