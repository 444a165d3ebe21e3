package ai.agentbar.installation;

import java.util.List;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** Who mails come from. */
@Component
@Order(80)
class SendersCheck implements SetupCheck {

  private static final String BUYERS = "agentbar.notification.mail-from";

  private final Environment environment;
  private final Trials trials;

  SendersCheck(Environment environment, Trials trials) {
    this.environment = environment;
    this.trials = trials;
  }

  @Override
  public String id() {
    return "senders";
  }

  @Override
  public List<String> settings() {
    return List.of("AGENTBAR_NOTIFICATION_MAIL_FROM", "AGENTBAR_ALERT_MAIL_FROM");
  }

  @Override
  public Found look() {
    if (environment.getProperty(BUYERS, "").isBlank()) {
      return Found.notSet("pembeli tidak mendapat email", "buyers get no mail");
    }
    return trials
        .lastMail()
        .orElseGet(
            () ->
                Found.unknown(
                    "disetel; kirim email uji untuk membuktikannya",
                    "set; send a test mail to prove it"));
  }
}
