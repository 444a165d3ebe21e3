package ai.agentbar.sandbox.fault;

/**
 * What is broken in the outside world, a group for each double. Everything is off in {@link #NONE};
 * several may be on at once. The control API knows the fields of all groups by their own names,
 * without the group: no two groups have a field of one name.
 */
public record Faults(
    MidtransFaults midtrans,
    DeliveryFaults delivery,
    BodyFaults body,
    MailFaults mail,
    WhatsAppFaults whatsApp,
    MerchantFaults merchant,
    ProgramFaults program,
    SlackFaults slack,
    TelegramFaults telegram,
    AlertmanagerFaults alertmanager,
    DeadManFaults deadMan) {

  public static final Faults NONE =
      new Faults(
          MidtransFaults.NONE,
          DeliveryFaults.NONE,
          BodyFaults.NONE,
          MailFaults.NONE,
          WhatsAppFaults.NONE,
          MerchantFaults.NONE,
          ProgramFaults.NONE,
          SlackFaults.NONE,
          TelegramFaults.NONE,
          AlertmanagerFaults.NONE,
          DeadManFaults.NONE);
}
