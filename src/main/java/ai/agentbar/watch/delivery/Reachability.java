package ai.agentbar.watch.delivery;

import ai.agentbar.mail.MailServer;
import ai.agentbar.watch.playbook.ContactKind;
import ai.agentbar.watch.playbook.Playbook;
import ai.agentbar.watch.playbook.Playbooks;
import java.util.stream.Stream;
import org.springframework.stereotype.Service;

/** Refuses to start where the playbook tells people in a way that nobody has set up. */
@Service
class Reachability {

  Reachability(Playbooks playbooks, MailServer mail, TelegramSettings telegram, OnCallPhone phone) {
    Playbook playbook = playbooks.current();
    demand(
        mail.isSet() || !uses(playbook, ContactKind.EMAIL),
        "The playbook sends email and no mail server is set: set SPRING_MAIL_HOST"
            + " (and SPRING_MAIL_PORT, SPRING_MAIL_USERNAME, SPRING_MAIL_PASSWORD)");
    demand(
        telegram.botToken() != null || !uses(playbook, ContactKind.TELEGRAM),
        "The playbook writes to Telegram and no bot is set: set AGENTBAR_TELEGRAM_BOT_TOKEN");
    demand(
        (phone.accessToken() != null && !phone.phoneNumberId().isBlank())
            || !uses(playbook, ContactKind.WHATSAPP),
        "The playbook writes to WhatsApp and no number is set: set"
            + " AGENTBAR_WHATSAPP_PHONE_NUMBER_ID and AGENTBAR_WHATSAPP_ACCESS_TOKEN");
  }

  private static boolean uses(Playbook playbook, ContactKind kind) {
    return playbook.teams().values().stream()
        .flatMap(it -> Stream.concat(it.first().stream(), it.fallback().stream()))
        .anyMatch(it -> it.kind() == kind);
  }

  private static void demand(boolean fulfilled, String otherwise) {
    if (!fulfilled) {
      throw new IllegalStateException(otherwise);
    }
  }
}
