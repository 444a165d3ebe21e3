package ai.agentbar.watch.playbook;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * The parser's tree of a playbook, and every mistake that is found in it. A playbook may {@code
 * extend} another one and then {@linkplain PlaybookOverlay lies over it}. So a mistake may stand in
 * either file, and the tree remembers in which.
 */
final class PlaybookTree {

  static final String EXTENDS = "extends";

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

  Optional<YamlSection> read(String file, String text) {
    return root(file, text).map(this::overWhatItExtends).map(root -> new YamlSection(root, this));
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
    try {
      return placeholders.apply(scalar.getValue()).strip();
    } catch (IllegalArgumentException circular) {
      mistake(placeOf(scalar), "a placeholder cannot be filled: " + scalar.getValue());
      return "";
    }
  }

  /** Puts a merged node where the one it is like stands. */
  Node known(Node merged, Node like) {
    files.put(merged, placeOf(like).file());
    return merged;
  }

  private Optional<Node> root(String file, String text) {
    Optional<Mistake> unreadable = PlaybookText.mistake(file, text);
    unreadable.ifPresent(mistakes::add);
    return unreadable.isPresent() ? Optional.empty() : composed(file, text);
  }

  private Optional<Node> composed(String file, String text) {
    LoaderOptions limits = new LoaderOptions();
    limits.setCodePointLimit(PlaybookText.LETTERS_MAX);
    try {
      Node root = new Yaml(limits).compose(new StringReader(text));
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
    } catch (YAMLException beyondLimits) {
      mistake(new Place(file, 1), "not YAML: " + beyondLimits.getMessage());
      return Optional.empty();
    }
  }

  private void remember(Node node, String file) {
    if (files.put(node, file) != null) {
      return; // An anchor that is used again.
    }
    switch (node) {
      case MappingNode mapping -> rememberEntries(mapping, file);
      case SequenceNode list -> list.getValue().forEach(it -> remember(it, file));
      default -> {
        // A text has no parts.
      }
    }
  }

  /** A key that stands twice is told here: once laid over another, only one of them is left. */
  private void rememberEntries(MappingNode mapping, String file) {
    Set<String> keys = new HashSet<>();
    for (NodeTuple entry : mapping.getValue()) {
      remember(entry.getKeyNode(), file);
      remember(entry.getValueNode(), file);
      String key = PlaybookOverlay.key(entry);
      if (!keys.add(key)) {
        mistake(placeOf(entry.getKeyNode()), "'" + key + "' stands here twice");
      }
    }
  }

  private Node overWhatItExtends(Node own) {
    return under(own).map(below -> new PlaybookOverlay(this).over(below, own)).orElse(own);
  }

  /** The tree of the playbook that this one extends. */
  private Optional<Node> under(Node own) {
    return Optional.ofNullable(PlaybookOverlay.entries(own).get(EXTENDS))
        .map(NodeTuple::getValueNode)
        .flatMap(
            named -> {
              String name = named instanceof ScalarNode text ? filled(text) : "";
              try {
                return root(name, extended.apply(name));
              } catch (IllegalArgumentException unknown) {
                mistake(placeOf(named), EXTENDS + ": " + unknown.getMessage());
                return Optional.empty();
              }
            });
  }
}
