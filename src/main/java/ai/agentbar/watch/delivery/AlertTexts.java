package ai.agentbar.watch.delivery;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Service;

/** The texts {@code alert/<name>.<language>.mustache}; one that is missing stops the start. */
@Service
class AlertTexts {

  private static final List<Locale> LOCALES = List.of(Locale.of("id"), Locale.ENGLISH);

  private final Map<String, Template> templates = new HashMap<>();

  AlertTexts() throws IOException {
    List<String> names =
        Stream.concat(
                Stream.of("bundle"),
                Stream.of(Occasion.values())
                    .map(it -> it.name().toLowerCase(Locale.ROOT).replace('_', '-')))
            .toList();
    for (Locale locale : LOCALES) {
      for (String name : names) {
        templates.put(nameOf(name, locale), compile(name, locale));
      }
    }
  }

  String write(String name, Locale locale, Map<String, Object> values) {
    return Objects.requireNonNull(templates.get(nameOf(name, locale)), name).execute(values);
  }

  private static Template compile(String name, Locale locale) throws IOException {
    return Mustache.compiler()
        .escapeHTML(false)
        .defaultValue("")
        .emptyStringIsFalse(true)
        .withLoader(partial -> part(partial, locale))
        .compile(read(nameOf(name, locale)));
  }

  private static Reader part(String partial, Locale locale) throws IOException {
    return new StringReader(read(nameOf(partial, locale)));
  }

  private static String read(String file) throws IOException {
    return new ClassPathResource(file).getContentAsString(StandardCharsets.UTF_8);
  }

  private static String nameOf(String name, Locale locale) {
    return "alert/%s.%s.mustache".formatted(name, locale.getLanguage().equals("id") ? "id" : "en");
  }
}
