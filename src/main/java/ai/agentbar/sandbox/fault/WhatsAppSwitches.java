package ai.agentbar.sandbox.fault;

import java.util.List;

/** What can be wrong with WhatsApp and its reports. */
final class WhatsAppSwitches {

  static final List<FaultSwitch> ALL =
      List.of(
          new FaultSwitch(
              "whatsapp-down",
              "WhatsApp down",
              "whatsapp_down",
              "true",
              "The Cloud API answers 503. Messages wait; mail goes on."),
          new FaultSwitch(
              "whatsapp-error",
              "Refuse with a code",
              "whatsapp_error_code",
              "131026",
              "Each message is refused with this code of Meta's: 131026 fails one message for good, 130429 slows down, 190 means the token is dead."),
          new FaultSwitch(
              "whatsapp-errors",
              "Share of errors",
              "whatsapp_error_share",
              "0.2",
              "So many of all messages are refused, drawn by chance: with the code above, or with 131000. All arrive in the end."),
          new FaultSwitch(
              "whatsapp-timeouts",
              "Accept without an answer",
              "whatsapp_timeout_share",
              "0.3",
              "So many of all messages are accepted and the answer never comes. Receipts are sent again, reminders are not."),
          new FaultSwitch(
              "whatsapp-hold",
              "Hold for quality",
              "whatsapp_hold",
              "true",
              "Messages are held and nothing is delivered. Accepted is not delivered: after a minute without a report an alert says so."),
          new FaultSwitch(
              "whatsapp-held-for",
              "Let held messages go after",
              "whatsapp_held_for_ms",
              "20000",
              "Milliseconds after which a held message goes on after all."),
          new FaultSwitch(
              "whatsapp-failed",
              "Fail after accepting",
              "whatsapp_failed_code",
              "131026",
              "Messages are accepted, and a status webhook with this code says later that they failed."),
          new FaultSwitch(
              "whatsapp-status-lost",
              "Lose status webhooks",
              "whatsapp_status_lost",
              "true",
              "Messages arrive and the shop never hears of it. After a minute without a report an alert says so."),
          new FaultSwitch(
              "whatsapp-status-reorder",
              "Reorder status webhooks",
              "whatsapp_status_reorder",
              "true",
              "Read comes before delivered, and that before sent. No state falls back."),
          new FaultSwitch(
              "whatsapp-status-duplicate",
              "Duplicate status webhooks",
              "whatsapp_status_duplicate",
              "3",
              "Each status comes with so many copies."),
          new FaultSwitch(
              "whatsapp-skip-delivered",
              "Skip delivered",
              "whatsapp_skip_delivered",
              "true",
              "Read comes, and delivered never does."),
          new FaultSwitch(
              "whatsapp-status-forged",
              "Forge status webhooks",
              "whatsapp_status_forged",
              "true",
              "Status webhooks are signed with a foreign secret. Each must be refused."));

  private WhatsAppSwitches() {}
}
