package ai.agentbar.sandbox.fault;

/** The headings of the front page, in its order. */
enum FaultGroup {
  MIDTRANS("Midtrans"),
  NOTIFICATIONS("Notifications"),
  MAIL("Mail"),
  WHATSAPP("WhatsApp"),
  MERCHANT("Merchant's webhook"),
  SLACK("Slack"),
  PROGRAM("The program itself");

  private final String title;

  FaultGroup(String title) {
    this.title = title;
  }

  String title() {
    return title;
  }
}
