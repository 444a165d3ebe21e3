package ai.agentbar.watch.delivery;

import ai.agentbar.kernel.Wib;
import ai.agentbar.watch.alert.Alert;
import ai.agentbar.watch.alert.Firing;
import ai.agentbar.watch.delivery.AlertDelivery.Occasion;
import ai.agentbar.watch.delivery.AlertDelivery.Text;
import ai.agentbar.watch.playbook.Playbook;
import ai.agentbar.watch.playbook.Playbooks;
import ai.agentbar.watch.playbook.Rule;
import ai.agentbar.watch.playbook.SeverityMeaning;
import ai.agentbar.watch.playbook.Step;
import ai.agentbar.watch.playbook.Team;
import ai.agentbar.watch.playbook.Wording;
import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Service;

/**
 * Writes what people read: what, since when, the value and its limit, how bad, who is told, the
 * steps, and a link. Plain text, one part a language.
 */
@Service
class AlertMessage {

  /** A firing, or its end, to be told. */
  record News(Rule rule, Firing firing, Occasion occasion, Instant at, Numbers numbers) {}

  /** What it is told with: the value, its limit in the same unit, and what they mean. */
  record Numbers(long value, long limit, Wording reason) {}

  private record Line(int number, String text) {}

  private static final String BETWEEN_LANGUAGES = "\n----------------------------------------\n\n";

  private final MessageSettings settings;
  private final Playbooks playbooks;
  private final Map<String, Template> templates = new HashMap<>();

  AlertMessage(MessageSettings settings, Playbooks playbooks) {
    this.settings = settings;
    this.playbooks = playbooks;
    for (Occasion occasion : Occasion.values()) {
      settings
          .language()
          .locales()
          .forEach(it -> templates.put(nameOf(occasion, it), compile(nameOf(occasion, it))));
    }
  }

  Text write(News news) {
    List<Locale> locales = settings.language().locales();
    String body =
        locales.stream().map(it -> part(news, it)).collect(Collectors.joining(BETWEEN_LANGUAGES));
    return new Text(subject(news, locales), body);
  }

  private String subject(News news, List<Locale> locales) {
    Rule.Card card = news.rule().card();
    String label =
        settings.environmentLabel().isBlank() ? "" : "[" + settings.environmentLabel() + "] ";
    String titles =
        locales.stream().map(it -> card.title().in(it)).collect(Collectors.joining(" / "));
    return "%s[%s] %s: %s".formatted(label, card.severity(), news.occasion(), titles);
  }

  private String part(News news, Locale locale) {
    Rule.Card card = news.rule().card();
    Playbook playbook = playbooks.current();
    SeverityMeaning severity =
        Objects.requireNonNull(playbook.severities().get(card.severity()), "severity");
    Map<String, Object> values = new HashMap<>();
    values.put("title", card.title().in(locale));
    values.put("description", card.description().in(locale));
    values.put("reason", news.numbers().reason().in(locale));
    values.put("metric", news.rule().metric().key());
    values.put("value", Alert.text(news.rule(), news.numbers().value()));
    values.put("limit", Alert.text(news.rule(), news.numbers().limit()));
    values.put("since", Wib.readable(news.firing().since()));
    values.put("at", Wib.readable(news.at()));
    values.put("severity", card.severity());
    values.put("meaning", severity.meaning().in(locale));
    values.put("answerWithin", severity.answerWithin().in(locale));
    values.put("who", card.receivers().stream().map(Team::name).collect(Collectors.joining(", ")));
    values.put("steps", steps(card.steps(), locale));
    values.put("link", settings.publicUrl());
    return Objects.requireNonNull(templates.get(nameOf(news.occasion(), locale))).execute(values);
  }

  private static List<Line> steps(List<Step> steps, Locale locale) {
    return IntStream.range(0, steps.size())
        .mapToObj(i -> new Line(i + 1, steps.get(i).text().in(locale)))
        .toList();
  }

  private static String nameOf(Occasion occasion, Locale locale) {
    return "alert/%s.%s.mustache"
        .formatted(occasion.name().toLowerCase(Locale.ROOT), locale.getLanguage());
  }

  private static Template compile(String name) {
    try {
      return Mustache.compiler()
          .escapeHTML(false)
          .compile(new ClassPathResource(name).getContentAsString(StandardCharsets.UTF_8));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
