package ai.agentbar.watch.playbook;

import ai.agentbar.kernel.Email;
import ai.agentbar.kernel.Phone;
import ai.agentbar.kernel.Secret;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Reads the teams of a playbook and the ways to them. */
final class TeamReader {

  private static final List<ContactKind> FIRST =
      List.of(ContactKind.EMAIL, ContactKind.SLACK, ContactKind.ALERTMANAGER);
  private static final List<ContactKind> FALLBACK =
      List.of(ContactKind.WHATSAPP, ContactKind.TELEGRAM);

  private final Reachability reachability;
  private final Set<ContactKind> refused = EnumSet.noneOf(ContactKind.class);

  TeamReader(Reachability reachability) {
    this.reachability = reachability;
  }

  Map<String, Team> readAll(YamlSection section) {
    Map<String, Team> teams = new LinkedHashMap<>();
    for (String id : section.keys()) {
      section.section(id).ifPresent(it -> teams.put(id, team(id, it)));
    }
    return teams;
  }

  private Team team(String id, YamlSection section) {
    String name = section.text("name").map(YamlSection.Line::text).orElse(id);
    Map<ContactKind, List<Contact>> contacts = new LinkedHashMap<>();
    for (ContactKind kind : ContactKind.values()) {
      contacts.put(kind, contacts(kind, section));
    }
    List<Contact> first = of(kinds("first", FIRST, section), contacts);
    List<Contact> fallback = of(kinds("fallback", FALLBACK, section), contacts);
    Stream.of(first, fallback)
        .flatMap(List::stream)
        .forEach(contact -> refuseUnset(contact.kind(), section));
    section.refuseOtherKeys();
    // A team that can be reached by its fallback only is told by that.
    return first.isEmpty()
        ? new Team(id, name, fallback, List.of())
        : new Team(id, name, first, fallback);
  }

  /** One place says it; what is set there is set for every team. */
  private void refuseUnset(ContactKind kind, YamlSection section) {
    Optional<String> missing = reachability.missing(kind);
    if (missing.isPresent() && refused.add(kind)) {
      section.mistake(section.placeOf(key(kind)), key(kind) + ": " + missing.get());
    }
  }

  /** Addresses are one text or a list, and one value of the environment may hold several. */
  private static List<Contact> contacts(ContactKind kind, YamlSection section) {
    String key = key(kind);
    return section.textOrTexts(key).stream()
        .flatMap(
            line ->
                Stream.of(line.text().split(","))
                    .filter(address -> !address.isBlank())
                    .map(address -> new YamlSection.Line(address.strip(), line.place())))
        .flatMap(it -> section.parse(it, key, text -> contact(kind, text)).stream())
        .toList();
  }

  private static Contact contact(ContactKind kind, String text) {
    String address =
        switch (kind) {
          case EMAIL -> new Email(text).address();
          case WHATSAPP -> new Phone(text).e164();
          case TELEGRAM -> chat(text);
          case SLACK, ALERTMANAGER -> webAddress(text);
        };
    return new Contact(kind, new Secret(address));
  }

  private static String chat(String text) {
    if (!text.matches("-?\\d{1,20}|@\\w{5,32}")) {
      throw new IllegalArgumentException(
          "a chat id is expected, a number or the @name of a channel");
    }
    return text;
  }

  private static String webAddress(String text) {
    if (!text.matches("https?://[^\\s/]+/\\S*")) {
      throw new IllegalArgumentException("an address of the form https://host/path is expected");
    }
    return text;
  }

  private static List<ContactKind> kinds(String key, List<ContactKind> usual, YamlSection section) {
    if (!section.keys().contains(key)) {
      return usual;
    }
    List<YamlSection.Line> named = section.optionalTexts(key);
    if (!section.isList(key)) {
      return usual;
    }
    return named.stream()
        .flatMap(it -> section.parse(it, key, text -> Names.of(ContactKind.class, text)).stream())
        .toList();
  }

  private static String key(ContactKind kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }

  private static List<Contact> of(
      List<ContactKind> kinds, Map<ContactKind, List<Contact>> contacts) {
    List<Contact> found = new ArrayList<>();
    kinds.forEach(it -> found.addAll(contacts.getOrDefault(it, List.of())));
    return List.copyOf(found);
  }
}
