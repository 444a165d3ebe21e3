package ai.agentbar.watch.playbook;

import java.io.Reader;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * The parser's tree of a playbook, and every mistake that is found in it. A playbook may {@code
 * extend} another one: what it says lies over the other, key by key, and rule by rule by their ids.
 * So a mistake may stand in either file, and the tree remembers in which.
 */
final class PlaybookTree {

  private static final int LETTERS_MAX = 1_000_000;
  private static final String EXTENDS = "extends";

  private final UnaryOperator<String> placeholders;
  private final UnaryOperator<String> extended;
  private final IdentityHashMap<Node, String> files = new IdentityHashMap<>();
  private final List<Mistake> mistakes = new ArrayList<>();

  /**
   * @param placeholders fills {@code ${NAME:default}} in from the environment
   * @param extended the text of the playbook of that name
   */
  PlaybookTree(UnaryOperator<String> placeholders, UnaryOperator<String> extended) {
    this.placeholders = placeholders;
    this.extended = extended;
  }

  Optional<YamlSection> read(String file, Reader text) {
    return root(file, text)
        .flatMap(own -> under(own).map(below -> over(below, own)).or(() -> Optional.of(own)))
        .map(root -> new YamlSection(root, this));
  }

  List<Mistake> mistakes() {
    return mistakes;
  }

  void mistake(Place place, String reason) {
    mistakes.add(new Mistake(place, reason));
  }

  Place placeOf(Node node) {
    return new Place(files.getOrDefault(node, "?"), node.getStartMark().getLine() + 1);
  }

  String filled(ScalarNode scalar) {
    return placeholders.apply(scalar.getValue()).strip();
  }

  private Optional<Node> root(String file, Reader text) {
    LoaderOptions limits = new LoaderOptions();
    limits.setCodePointLimit(LETTERS_MAX);
    try {
      Node root = new Yaml(limits).compose(text);
      if (root == null) {
        mistake(new Place(file, 1), "the file is empty");
        return Optional.empty();
      }
      remember(root, file);
      return Optional.of(root);
    } catch (MarkedYAMLException malformed) {
      int line = malformed.getProblemMark() == null ? 1 : malformed.getProblemMark().getLine() + 1;
      mistake(new Place(file, line), "not YAML: " + malformed.getProblem());
      return Optional.empty();
    }
  }

  private void remember(Node node, String file) {
    if (files.put(node, file) != null) {
      return; // An anchor that is used again.
    }
    switch (node) {
      case MappingNode mapping ->
          mapping
              .getValue()
              .forEach(
                  it -> {
                    remember(it.getKeyNode(), file);
                    remember(it.getValueNode(), file);
                  });
      case SequenceNode list -> list.getValue().forEach(it -> remember(it, file));
      default -> {
        // A text has no parts.
      }
    }
  }

  /** The tree of the playbook that this one extends. */
  private Optional<Node> under(Node own) {
    return Optional.ofNullable(entries(own).remove(EXTENDS))
        .map(NodeTuple::getValueNode)
        .flatMap(
            named -> {
              String name = named instanceof ScalarNode text ? filled(text) : "";
              try {
                return root(name, new StringReader(extended.apply(name)));
              } catch (IllegalArgumentException unknown) {
                mistake(placeOf(named), EXTENDS + ": " + unknown.getMessage());
                return Optional.empty();
              }
            });
  }

  private Node over(Node below, Node own) {
    if (!(below instanceof MappingNode) || !(own instanceof MappingNode mapping)) {
      return own;
    }
    Map<String, NodeTuple> merged = entries(below);
    entries(own)
        .forEach(
            (key, entry) ->
                merged.merge(
                    key,
                    entry,
                    (old, young) ->
                        new NodeTuple(
                            young.getKeyNode(),
                            value(key, old.getValueNode(), young.getValueNode()))));
    merged.remove(EXTENDS);
    return known(
        new MappingNode(
            own.getTag(),
            true,
            List.copyOf(merged.values()),
            own.getStartMark(),
            own.getEndMark(),
            mapping.getFlowStyle()),
        own);
  }

  private Node value(String key, Node below, Node own) {
    return key.equals("rules")
            && below instanceof SequenceNode rules
            && own instanceof SequenceNode changes
        ? rules(rules, changes)
        : over(below, own);
  }

  private Node rules(SequenceNode below, SequenceNode own) {
    Map<String, Node> merged = new LinkedHashMap<>();
    below.getValue().forEach(it -> merged.put(id(it), it));
    own.getValue().forEach(it -> merged.merge(id(it), it, this::over));
    return known(
        new SequenceNode(
            own.getTag(),
            true,
            List.copyOf(merged.values()),
            own.getStartMark(),
            own.getEndMark(),
            own.getFlowStyle()),
        own);
  }

  private String id(Node rule) {
    NodeTuple id = entries(rule).get("id");
    return id != null && id.getValueNode() instanceof ScalarNode text
        ? text.getValue()
        : "line " + placeOf(rule);
  }

  private Node known(Node merged, Node like) {
    files.put(merged, placeOf(like).file());
    return merged;
  }

  private static Map<String, NodeTuple> entries(Node node) {
    Map<String, NodeTuple> entries = new LinkedHashMap<>();
    if (node instanceof MappingNode mapping) {
      mapping.getValue().forEach(it -> entries.put(key(it), it));
    }
    return entries;
  }

  private static String key(NodeTuple entry) {
    return entry.getKeyNode() instanceof ScalarNode text ? text.getValue() : "?";
  }
}
