package ai.agentbar.installation;

import java.util.List;
import java.util.Locale;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** Whether Meta can tell what became of a message. */
@Component
@Order(100)
class WhatsAppReportsCheck implements SetupCheck {

  private final Environment environment;

  WhatsAppReportsCheck(Environment environment) {
    this.environment = environment;
  }

  @Override
  public String id() {
    return "whatsapp-reports";
  }

  @Override
  public List<String> settings() {
    return List.of("AGENTBAR_WHATSAPP_APP_SECRET", "AGENTBAR_WHATSAPP_VERIFY_TOKEN");
  }

  @Override
  public Found look() {
    boolean set =
        settings().stream()
            .map(it -> it.toLowerCase(Locale.ROOT))
            .map(it -> it.replace("agentbar_whatsapp_", "agentbar.whatsapp.").replace('_', '-'))
            .noneMatch(it -> environment.getProperty(it, "").isBlank());
    return set
        ? Found.good(
            "disetel; Meta menjabat tangan saat alamatnya didaftarkan",
            "set; Meta shakes hands when the address is registered there")
        : Found.notSet(
            "pesan yang diterima WhatsApp tidak diketahui sampai atau tidak",
            "nobody learns whether a message that WhatsApp accepted arrived");
  }
}
