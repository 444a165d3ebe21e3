package ai.agentbar.sandbox.fault;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The headings of the front page, in its order, and the switches under each. */
enum FaultGroup {
  MIDTRANS("Midtrans"),
  NOTIFICATIONS("Notifications"),
  MAIL("Mail"),
  WHATSAPP("WhatsApp"),
  MERCHANT("Merchant's webhook"),
  SLACK("Slack"),
  TELEGRAM("Telegram"),
  ALERTMANAGER("Alertmanager webhook"),
  DEAD_MAN("Dead-man switch"),
  PROGRAM("The program itself");

  private final String title;

  FaultGroup(String title) {
    this.title = title;
  }

  String title() {
    return title;
  }

  List<FaultSwitch> switches() {
    return switch (this) {
      case MIDTRANS -> MidtransSwitches.ALL;
      case NOTIFICATIONS -> NotificationSwitches.ALL;
      case MAIL -> MailSwitches.ALL;
      case WHATSAPP -> WhatsAppSwitches.ALL;
      case MERCHANT -> MerchantSwitches.ALL;
      case SLACK -> SlackSwitches.ALL;
      case TELEGRAM -> TelegramSwitches.ALL;
      case ALERTMANAGER -> AlertmanagerSwitches.ALL;
      case DEAD_MAN -> DeadManSwitches.ALL;
      case PROGRAM -> ProgramSwitches.ALL;
    };
  }

  /** The switch of that name, under whichever heading. */
  static Optional<FaultSwitch> find(String path) {
    return Arrays.stream(values())
        .flatMap(group -> group.switches().stream())
        .filter(fault -> fault.path().equals(path))
        .findFirst();
  }
}
