package ai.agentbar.watch.delivery;

import ai.agentbar.mail.MailServer;
import ai.agentbar.watch.playbook.ContactKind;
import ai.agentbar.watch.playbook.Reachability;
import java.util.Optional;
import org.springframework.stereotype.Service;

/**
 * What each way to people needs; a playbook that tells them in one nobody has set up is refused.
 */
@Service
class OnCallChannels implements Reachability {

  private final MailServer mail;
  private final TelegramSettings telegram;
  private final OnCallPhone phone;

  OnCallChannels(MailServer mail, TelegramSettings telegram, OnCallPhone phone) {
    this.mail = mail;
    this.telegram = telegram;
    this.phone = phone;
  }

  @Override
  public Optional<String> missing(ContactKind kind) {
    return switch (kind) {
      case EMAIL ->
          unless(
              mail.isSet(),
              "no mail server is set: set SPRING_MAIL_HOST"
                  + " (and SPRING_MAIL_PORT, SPRING_MAIL_USERNAME, SPRING_MAIL_PASSWORD)");
      case TELEGRAM ->
          unless(telegram.botToken() != null, "no bot is set: set AGENTBAR_TELEGRAM_BOT_TOKEN");
      case WHATSAPP ->
          unless(
              phone.accessToken() != null && !phone.phoneNumberId().isBlank(),
              "no number is set: set AGENTBAR_WHATSAPP_PHONE_NUMBER_ID and"
                  + " AGENTBAR_WHATSAPP_ACCESS_TOKEN");
      case SLACK, ALERTMANAGER -> Optional.empty();
    };
  }

  private static Optional<String> unless(boolean set, String missing) {
    return set ? Optional.empty() : Optional.of(missing);
  }
}
