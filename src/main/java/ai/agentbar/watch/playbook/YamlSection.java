package ai.agentbar.watch.playbook;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
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

  /** Text with its line. */
  record Line(String text, int number) {}

  private final Map<String, Node> values = new LinkedHashMap<>();
  private final Map<String, Integer> lines = new LinkedHashMap<>();
  private final Set<String> asked = new LinkedHashSet<>();
  private final int line;
  private final UnaryOperator<String> placeholders;
  private final Consumer<Mistake> mistakes;

  YamlSection(Node node, UnaryOperator<String> placeholders, Consumer<Mistake> mistakes) {
    this.line = lineOf(node);
    this.placeholders = placeholders;
    this.mistakes = mistakes;
    if (!(node instanceof MappingNode mapping)) {
      mistake(line, "keys with values are expected here");
      return;
    }
    for (NodeTuple entry : mapping.getValue()) {
      String key = entry.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "?";
      lines.put(key, lineOf(entry.getKeyNode()));
      if (values.put(key, entry.getValueNode()) != null) {
        mistake(lineOf(entry.getKeyNode()), "'" + key + "' stands here twice");
      }
    }
  }

  int line() {
    return line;
  }

  Set<String> keys() {
    return values.keySet();
  }

  int lineOf(String key) {
    return lines.getOrDefault(key, line);
  }

  void mistake(int atLine, String reason) {
    mistakes.accept(new Mistake(atLine, reason));
  }

  /** The text of a key that must be there and must not be blank. */
  Optional<Line> text(String key) {
    Optional<Line> found = optionalText(key);
    if (found.isEmpty() && value(key) == null) {
      mistake(line, "'" + key + "' is missing");
    } else if (found.filter(it -> it.text().isBlank()).isPresent()) {
      mistake(lineOf(key), "'" + key + "' is blank");
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

  <T> Optional<T> parse(Line text, String what, Function<String, T> parser) {
    try {
      return Optional.of(parser.apply(text.text()));
    } catch (RuntimeException refused) {
      mistake(text.number(), what + ": " + refused.getMessage());
      return Optional.empty();
    }
  }

  Optional<YamlSection> section(String key) {
    Node value = value(key);
    if (value == null) {
      mistake(line, "'" + key + "' is missing");
      return Optional.empty();
    }
    return Optional.of(new YamlSection(value, placeholders, mistakes));
  }

  /** The sections of a list that must be there and must not be empty. */
  List<YamlSection> sections(String key) {
    return nodes(key).stream().map(it -> new YamlSection(it, placeholders, mistakes)).toList();
  }

  /** The texts of a list that must be there and must not be empty. */
  List<Line> texts(String key) {
    return nodes(key).stream().flatMap(it -> scalar(it, key).stream()).toList();
  }

  /** The texts of a list that may be empty or missing. */
  List<Line> optionalTexts(String key) {
    Node value = value(key);
    return value instanceof SequenceNode list
        ? list.getValue().stream().flatMap(it -> scalar(it, key).stream()).toList()
        : List.of();
  }

  /** To be called last: what was not asked for has no meaning here. */
  void refuseOtherKeys() {
    List<String> unknown = new ArrayList<>(values.keySet());
    unknown.removeAll(asked);
    unknown.forEach(key -> mistake(lineOf(key), "the key '" + key + "' is not known here"));
  }

  private List<Node> nodes(String key) {
    Node value = value(key);
    if (value == null) {
      mistake(line, "'" + key + "' is missing");
    } else if (!(value instanceof SequenceNode list)) {
      mistake(lineOf(key), "'" + key + "' is a list");
    } else if (list.getValue().isEmpty()) {
      mistake(lineOf(key), "'" + key + "' is empty");
    } else {
      return list.getValue();
    }
    return List.of();
  }

  private Optional<Line> scalar(Node node, String key) {
    if (node instanceof ScalarNode scalar) {
      return Optional.of(new Line(placeholders.apply(scalar.getValue()).strip(), lineOf(node)));
    }
    mistake(lineOf(node), "'" + key + "' is one text");
    return Optional.empty();
  }

  private @Nullable Node value(String key) {
    asked.add(key);
    return values.get(key);
  }

  private static int lineOf(Node node) {
    return node.getStartMark().getLine() + 1;
  }
}
