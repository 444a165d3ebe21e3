package ai.agentbar.watch.delivery;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How messages look.
 *
 * @param publicUrl where people open the live page
 * @param environmentLabel a word in front of every subject that says which installation speaks;
 *     none for production
 * @param language in which language messages are written
 */
@ConfigurationProperties("agentbar")
record MessageSettings(
    @DefaultValue("http://localhost:8080") URI publicUrl,
    @DefaultValue("") String environmentLabel,
    @DefaultValue("both") Language language,
    @DefaultValue Alert alert) {

  /**
   * @param mailFrom the sender of alert mails
   */
  record Alert(@DefaultValue("agentbar@localhost") String mailFrom) {}

  /** Where the live page tells of it. */
  String link(Notice notice) {
    return notice.firing().map(it -> base() + "/alerts/" + it.id()).orElseGet(this::base);
  }

  /** Where a page tells of several at once. */
  String link(OptionalLong incident) {
    return base() + (incident.isPresent() ? "/incidents/" + incident.getAsLong() : "/alerts");
  }

  /** A place of ours begins with a slash; every other one stands as it is. */
  String absolute(String place) {
    return place.startsWith("/") ? base() + place : place;
  }

  private String base() {
    return publicUrl.toString().replaceAll("/+$", "");
  }

  enum Language {
    ID,
    EN,
    BOTH;

    List<Locale> locales() {
      Locale indonesian = Locale.of("id");
      return switch (this) {
        case ID -> List.of(indonesian);
        case EN -> List.of(Locale.ENGLISH);
        case BOTH -> List.of(indonesian, Locale.ENGLISH);
      };
    }
  }
}
