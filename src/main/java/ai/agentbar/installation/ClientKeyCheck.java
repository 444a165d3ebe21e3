package ai.agentbar.installation;

import java.util.List;
import java.util.regex.Pattern;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/**
 * The form of the client key; whether it is this account's, Snap.js finds out in a browser only.
 */
@Component
@Order(40)
class ClientKeyCheck implements SetupCheck {

  private static final Pattern FORM = Pattern.compile("(?:SB-)?Mid-client-[A-Za-z0-9_-]{3,}");

  private final Environment environment;

  ClientKeyCheck(Environment environment) {
    this.environment = environment;
  }

  @Override
  public String id() {
    return "client-key";
  }

  @Override
  public List<String> settings() {
    return List.of("AGENTBAR_MIDTRANS_CLIENT_KEY");
  }

  @Override
  public Found look() {
    return judge(
        environment.getProperty("agentbar.midtrans.client-key", "").strip(),
        Production.is(environment));
  }

  static Found judge(String key, boolean production) {
    if (key.isEmpty()) {
      return Found.notSet(
          "pembeli diarahkan ke halaman Midtrans, bukan popup di halaman pesanan",
          "buyers are led to Midtrans' page instead of a popup over their order");
    }
    if (key.contains("server")) {
      return Found.bad(
          "ini server key: jangan pernah sampai ke browser pembeli",
          "this is a server key, which must never reach a buyer's browser");
    }
    if (!FORM.matcher(key).matches()) {
      return Found.bad(
          "bukan bentuk client key (Mid-client-…)",
          "not in the form of a client key (Mid-client-…)");
    }
    return production && key.startsWith("SB-")
        ? Found.bad("ini client key sandbox", "this is a client key of the sandbox")
        : Found.good("bentuknya benar", "its form is right");
  }
}
