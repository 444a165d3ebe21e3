package ai.agentbar.web.console.key;

import ai.agentbar.staff.ApiKey;
import ai.agentbar.web.console.Badge;
import ai.agentbar.web.console.Box;
import ai.agentbar.web.console.Option;
import ai.agentbar.web.console.Reader;
import ai.agentbar.web.console.Words;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** The keys in one language, those that work first, and the form for one more. */
public record KeysView(List<Row> keys, Form form) {

  public record Row(
      String name,
      String prefix,
      String rights,
      Badge state,
      String madeBy,
      String madeAt,
      String lastUsed,
      String expires) {}

  /**
   * The form.
   *
   * @param problem why no key was made, or empty
   */
  public record Form(
      String name, String reason, List<Box> rights, List<Option> days, String problem) {}

  static KeysView of(
      List<ApiKey> keys, NewKeyForm typed, String problem, Instant now, Words words) {
    return new KeysView(
        keys.stream()
            .sorted(Comparator.comparing((ApiKey it) -> !works(it, now)))
            .map(it -> row(it, now, words))
            .toList(),
        form(typed, problem, words));
  }

  static Row row(ApiKey key, Instant now, Words words) {
    Reader reader = words.reader();
    return new Row(
        key.name().text(),
        key.prefix().isEmpty() ? Reader.NOTHING : key.prefix() + "…",
        key.rights().stream()
            .sorted()
            .map(it -> words.of("right", it))
            .collect(Collectors.joining(", ")),
        state(key, now, words),
        words.who(key.createdBy()),
        reader.moment(key.createdAt()),
        key.lastUsedAt().map(reader::moment).orElse(words.say("keys.unused")),
        key.expiresAt().map(reader::moment).orElse(words.say("keys.for-good")));
  }

  static boolean works(ApiKey key, Instant now) {
    return key.revokedAt().isEmpty() && !expired(key, now);
  }

  private static boolean expired(ApiKey key, Instant now) {
    return key.expiresAt().filter(it -> !now.isBefore(it)).isPresent();
  }

  private static Badge state(ApiKey key, Instant now, Words words) {
    if (key.revokedAt().isPresent()) {
      return new Badge(words.say("key-is.revoked"), "bad");
    }
    return expired(key, now)
        ? new Badge(words.say("key-is.expired"), "warn")
        : new Badge(words.say("key-is.valid"), "good");
  }

  private static Form form(NewKeyForm form, String problem, Words words) {
    return new Form(
        form.typed().text("name"),
        form.typed().text("reason"),
        Box.of(NewKeyForm.RIGHTS, form.rights(), "right", words),
        NewKeyForm.DAYS.stream()
            .map(
                it ->
                    new Option(
                        Integer.toString(it),
                        it == 0
                            ? words.say("keys.for-good")
                            : words.say("keys.days", words.reader().number(it)),
                        it == form.days()))
            .toList(),
        problem);
  }
}
