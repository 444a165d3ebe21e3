package ai.agentbar.watch.runbook;

import ai.agentbar.watch.playbook.ProbeName;
import ai.agentbar.watch.playbook.Wording;

/** What a probe is called where it has nothing to say for itself. */
final class ProbeWords {

  private ProbeWords() {}

  static Wording of(ProbeName probe) {
    return switch (probe) {
      case ENDPOINT -> new Wording("Endpoint webhook", "Webhook endpoint");
      case SIGNATURE -> new Wording("Tanda tangan", "Signature");
      case MIDTRANS_API -> new Wording("API Midtrans", "Midtrans API");
      case SNAP -> new Wording("Snap", "Snap");
      case SMTP -> new Wording("Server email", "Mail server");
      case WHATSAPP -> new Wording("WhatsApp", "WhatsApp");
      case RESOURCES -> new Wording("Sumber daya", "Resources");
      case BACKLOG -> new Wording("Antrean", "Backlog");
      case REMINDERS -> new Wording("Pengingat", "Reminders");
      case PAYMENT_METHODS -> new Wording("Metode bayar", "Payment methods");
      case DATABASE -> new Wording("Database", "Database");
      case WORKERS -> new Wording("Worker", "Workers");
      case PENDING_ORDERS -> new Wording("Pesanan menunggu", "Pending orders");
      case MONEY -> new Wording("Uang", "Money");
    };
  }
}
