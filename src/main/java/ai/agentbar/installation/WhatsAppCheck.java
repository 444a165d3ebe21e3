package ai.agentbar.installation;

import ai.agentbar.installation.Found.State;
import java.util.List;
import java.util.Optional;

/** What Meta says of the number, and beside it what only a message proves: that one leaves. */
record WhatsAppCheck(SetupCheck known, Trials trials) implements SetupCheck {

  @Override
  public String id() {
    return known.id();
  }

  @Override
  public List<String> settings() {
    return known.settings();
  }

  @Override
  public Found look() {
    return judge(known.look(), trials.lastWhatsApp());
  }

  static Found judge(Found known, Optional<Found> trial) {
    if (known.state() != State.GOOD) {
      return known;
    }
    return trial
        .map(
            it ->
                new Found(
                    it.state(), Words.both(known, it.text().indonesian(), it.text().english())))
        .orElseGet(
            () ->
                new Found(
                    State.UNKNOWN,
                    Words.both(
                        known,
                        "kirim pesan uji untuk membuktikan templatnya",
                        "send a test message to prove its template")));
  }
}
