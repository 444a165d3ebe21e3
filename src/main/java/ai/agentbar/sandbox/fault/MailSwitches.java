package ai.agentbar.sandbox.fault;

import java.util.List;

/** What can be wrong with the mail server. */
final class MailSwitches {

  static final List<FaultSwitch> ALL =
      List.of(
          new FaultSwitch(
              "mail-down",
              "Mail server down",
              "mail_down",
              "true",
              "The mail server refuses every message for now (421). Messages wait and are sent again when it is back."),
          new FaultSwitch(
              "mail-reject",
              "Reject recipients",
              "mail_reject",
              "true",
              "Nobody lives here: 550 for every recipient. Such a message fails for good and is shown."),
          new FaultSwitch(
              "mail-greylist",
              "Greylist",
              "mail_greylist",
              "true",
              "Who writes to somebody for the first time is asked to try again (450). Every mail arrives a little later."),
          new FaultSwitch(
              "mail-hang-greeting",
              "Hang before the greeting",
              "mail_hang_greeting",
              "true",
              "The server takes the connection and says nothing. The timeout ends it; nothing was sent."),
          new FaultSwitch(
              "mail-hang",
              "Hang half-way",
              "mail_hang",
              "true",
              "The server falls silent at MAIL FROM. The timeout ends it; nothing was sent."),
          new FaultSwitch(
              "mail-errors",
              "Share of errors",
              "mail_error_share",
              "0.2",
              "So many of all messages are refused for now (451), drawn by chance. All arrive in the end."),
          new FaultSwitch(
              "mail-drops",
              "Drop after DATA",
              "mail_drop_share",
              "1.0",
              "The message is taken, and the connection ends before the answer. Was it sent? Receipts are sent again, reminders are not; the mail page marks the doubles."),
          new FaultSwitch(
              "mail-slow",
              "Mail server slow",
              "mail_slow_ms",
              "3000",
              "Each message takes three seconds longer. Other channels go on at their own pace."));

  private MailSwitches() {}
}
