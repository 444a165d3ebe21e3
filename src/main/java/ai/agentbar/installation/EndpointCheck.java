package ai.agentbar.installation;

import ai.agentbar.kernel.Wib;
import ai.agentbar.payment.NotificationArchive;
import ai.agentbar.payment.NotificationArchive.Entry;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The public address as this machine reaches it by its public name, and beside that the only proof
 * that Midtrans reaches it too: when it last did.
 */
record EndpointCheck(SetupCheck reached, NotificationArchive notifications, InstantSource clock)
    implements SetupCheck {

  @Override
  public String id() {
    return reached.id();
  }

  @Override
  public List<String> settings() {
    return reached.settings();
  }

  @Override
  public Found look() {
    return told(reached.look(), last());
  }

  static Found told(Found found, Optional<Instant> last) {
    return new Found(
        found.state(),
        last.map(
                it ->
                    Words.both(
                        found,
                        "notifikasi terakhir dari Midtrans: " + Wib.readable(it, Locale.of("id")),
                        "last notification from Midtrans: " + Wib.readable(it, Locale.ENGLISH)))
            .orElseGet(
                () ->
                    Words.both(
                        found,
                        "belum ada notifikasi dari Midtrans hari ini atau kemarin",
                        "no notification from Midtrans today or yesterday")));
  }

  private Optional<Instant> last() {
    LocalDate today = LocalDate.ofInstant(clock.instant(), Wib.ZONE);
    return Stream.of(today, today.minusDays(1))
        .flatMap(it -> notifications.ofDay(it, Optional.empty(), Long.MAX_VALUE, 1).stream())
        .map(Entry::receivedAt)
        .findFirst();
  }
}
