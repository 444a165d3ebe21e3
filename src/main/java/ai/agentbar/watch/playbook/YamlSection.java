package ai.agentbar.watch.playbook;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * A mapping of the file, asked key by key. What is missing or malformed is noted with its line and
 * answered by nothing, so that the reader goes on and finds the next mistake too.
 */
final class YamlSection {

  /** Text with its place. */
  record Line(String text, Place place) {}

  private final Map<String, Node> values = new LinkedHashMap<>();
  private final Map<String, Place> places = new LinkedHashMap<>();
  private final Set<String> asked = new LinkedHashSet<>();
  private final PlaybookTree tree;
  private final Place place;

  YamlSection(Node node, PlaybookTree tree) {
    this.tree = tree;
    this.place = tree.placeOf(node);
    if (!(node instanceof MappingNode mapping)) {
      mistake(place, "keys with values are expected here");
      return;
    }
    for (NodeTuple entry : mapping.getValue()) {
      String key = entry.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "?";
      places.put(key, tree.placeOf(entry.getKeyNode()));
      values.put(key, entry.getValueNode());
    }
  }

  Place place() {
    return place;
  }

  Set<String> keys() {
    return values.keySet();
  }

  Place placeOf(String key) {
    return places.getOrDefault(key, place);
  }

  void mistake(Place at, String reason) {
    tree.mistake(at, reason);
  }

  /** The text of a key that must be there and must not be blank. */
  Optional<Line> text(String key) {
    Optional<Line> found = optionalText(key);
    if (found.isEmpty() && value(key) == null) {
      mistake(place, "'" + key + "' is missing");
    } else if (found.filter(it -> it.text().isBlank()).isPresent()) {
      mistake(placeOf(key), "'" + key + "' is blank");
      return Optional.empty();
    }
    return found;
  }

  /** The text of a key that may be missing or blank. */
  Optional<Line> optionalText(String key) {
    Node value = value(key);
    return value == null ? Optional.empty() : scalar(value, key);
  }

  /** The text of a key in a form of its own; the parser's exception says what was expected. */
  <T> Optional<T> parsed(String key, Function<String, T> parser) {
    return text(key).flatMap(text -> parse(text, key, parser));
  }

  /** The same of a key that may be missing or blank. */
  <T> Optional<T> optionalParsed(String key, Function<String, T> parser) {
    return optionalText(key)
        .filter(it -> !it.text().isBlank())
        .flatMap(text -> parse(text, key, parser));
  }

  /** True or false; false where it is missing. */
  boolean flag(String key) {
    return optionalParsed(key, YamlSection::bool).orElse(false);
  }

  <T> Optional<T> parse(Line text, String what, Function<String, T> parser) {
    try {
      return Optional.of(parser.apply(text.text()));
    } catch (RuntimeException refused) {
      mistake(text.place(), what + ": " + refused.getMessage());
      return Optional.empty();
    }
  }

  Optional<YamlSection> section(String key) {
    Node value = value(key);
    if (value == null) {
      mistake(place, "'" + key + "' is missing");
      return Optional.empty();
    }
    return Optional.of(new YamlSection(value, tree));
  }

  /** The sections of a list that must be there and must not be empty. */
  List<YamlSection> sections(String key) {
    return nodes(key).stream().map(it -> new YamlSection(it, tree)).toList();
  }

  /** The texts of a list that must be there and must not be empty. */
  List<Line> texts(String key) {
    return nodes(key).stream().flatMap(it -> scalar(it, key).stream()).toList();
  }

  /** The texts of a list that may be empty or missing. */
  List<Line> optionalTexts(String key) {
    Node value = value(key);
    if (value == null) {
      return List.of();
    }
    if (!(value instanceof SequenceNode list)) {
      mistake(placeOf(key), "'" + key + "' is a list");
      return List.of();
    }
    return list.getValue().stream().flatMap(it -> scalar(it, key).stream()).toList();
  }

  /** The section of a key that may be missing. */
  Optional<YamlSection> optionalSection(String key) {
    return Optional.ofNullable(value(key)).map(it -> new YamlSection(it, tree));
  }

  /** The texts of a key that may be missing: one text, or a list of them. */
  List<Line> textOrTexts(String key) {
    return isList(key) ? optionalTexts(key) : optionalText(key).stream().toList();
  }

  boolean isList(String key) {
    return values.get(key) instanceof SequenceNode;
  }

  /** To be called last: what was not asked for has no meaning here. */
  void refuseOtherKeys() {
    refuseKeysBut(asked);
  }

  void refuseKeysBut(Set<String> known) {
    List<String> unknown = new ArrayList<>(values.keySet());
    unknown.removeAll(known);
    unknown.forEach(key -> mistake(placeOf(key), "the key '" + key + "' is not known here"));
  }

  private List<Node> nodes(String key) {
    Node value = value(key);
    if (value == null) {
      mistake(place, "'" + key + "' is missing");
    } else if (!(value instanceof SequenceNode list)) {
      mistake(placeOf(key), "'" + key + "' is a list");
    } else if (list.getValue().isEmpty()) {
      mistake(placeOf(key), "'" + key + "' is empty");
    } else {
      return list.getValue();
    }
    return List.of();
  }

  private Optional<Line> scalar(Node node, String key) {
    if (node instanceof ScalarNode scalar) {
      return Optional.of(new Line(tree.filled(scalar), tree.placeOf(node)));
    }
    mistake(tree.placeOf(node), "'" + key + "' is one text");
    return Optional.empty();
  }

  private @Nullable Node value(String key) {
    asked.add(key);
    return values.get(key);
  }

  private static boolean bool(String text) {
    return switch (text) {
      case "true" -> true;
      case "false" -> false;
      default ->
          throw new IllegalArgumentException("true or false is expected, not '" + text + "'");
    };
  }
}
