package ai.agentbar.installation;

import ai.agentbar.installation.Found.State;
import ai.agentbar.mail.MailServer;
import java.util.List;

/** Beside the greeting: whether the mail server is spoken to in secret, and by a known user. */
record SmtpCheck(SetupCheck greeted, MailServer server, boolean production) implements SetupCheck {

  @Override
  public String id() {
    return greeted.id();
  }

  @Override
  public List<String> settings() {
    return greeted.settings();
  }

  @Override
  public Found look() {
    Found found = greeted.look();
    if (found.state() != State.GOOD) {
      return found;
    }
    if (!server.isEncrypted()) {
      return new Found(
          production ? State.BAD : State.GOOD,
          Words.both(found, "tetapi TLS tidak diwajibkan", "but TLS is not insisted on"));
    }
    return new Found(
        State.GOOD,
        server.logsIn()
            ? Words.both(found, "lewat TLS, login diterima", "over TLS, login accepted")
            : Words.both(found, "lewat TLS, tanpa login", "over TLS, without a login"));
  }
}
