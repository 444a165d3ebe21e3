package ai.agentbar.watch.delivery;

import java.net.URI;
import java.util.List;
import java.util.Locale;
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
