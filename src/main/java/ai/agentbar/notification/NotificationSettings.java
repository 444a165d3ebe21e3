package ai.agentbar.notification;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * When buyers are told, and how patiently.
 *
 * @param reminders how long after the payment was opened; at most two, none for no reminders
 * @param retryFirst the wait after the first failed try; it doubles with each
 * @param retryLongest the longest of these waits
 * @param templatesFolder a folder whose files replace the built-in ones of the same name
 * @param supportContact where a buyer may ask, as it is printed; none where empty
 */
@ConfigurationProperties("agentbar.notification")
record NotificationSettings(
    @DefaultValue({"15m", "120m"}) List<Duration> reminders,
    @DefaultValue("20s") Duration retryFirst,
    @DefaultValue("10m") Duration retryLongest,
    @Nullable Path templatesFolder,
    @DefaultValue("") String supportContact,
    @DefaultValue Email email,
    @DefaultValue Whatsapp whatsapp,
    @DefaultValue Webhook webhook) {

  /**
   * @param perSecond messages all nodes together may send in a second
   */
  record Email(@DefaultValue("10") int perSecond) {}

  /**
   * @param perSecond messages all nodes together may send in a second
   * @param reportWithin how long after it was taken something must have been reported of a message
   */
  record Whatsapp(@DefaultValue("20") int perSecond, @DefaultValue("30m") Duration reportWithin) {}

  /**
   * @param perSecond messages all nodes together may send in a second
   */
  record Webhook(@DefaultValue("20") int perSecond) {}

  private static final int REMINDERS_MAX = 2;

  NotificationSettings {
    reminders = List.copyOf(reminders);
    if (reminders.size() > REMINDERS_MAX
        || !reminders.stream().allMatch(Duration::isPositive)
        || !reminders.equals(reminders.stream().distinct().sorted().toList())) {
      throw new IllegalArgumentException(
          "agentbar.notification.reminders: at most %d waits, each longer than the one before,"
                  .formatted(REMINDERS_MAX)
              + " not "
              + reminders);
    }
    if (!retryFirst.isPositive() || retryLongest.compareTo(retryFirst) < 0) {
      throw new IllegalArgumentException(
          "agentbar.notification: 0 < retry-first <= retry-longest, not %s and %s"
              .formatted(retryFirst, retryLongest));
    }
  }

  Rate rateOf(ChannelName channel) {
    return new Rate(
        switch (channel) {
          case EMAIL -> email.perSecond();
          case WHATSAPP -> whatsapp.perSecond();
          case WEBHOOK -> webhook.perSecond();
        });
  }
}
