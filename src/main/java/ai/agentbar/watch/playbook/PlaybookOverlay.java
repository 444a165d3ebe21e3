package ai.agentbar.watch.playbook;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * Lays what a playbook says over what the one below says: key by key, and what has an id by that.
 */
final class PlaybookOverlay {

  private static final Set<String> BY_ID = Set.of("rules", "shifts");

  private final PlaybookTree tree;

  PlaybookOverlay(PlaybookTree tree) {
    this.tree = tree;
  }

  Node over(Node below, Node own) {
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
    return tree.known(
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
    return BY_ID.contains(key)
            && below instanceof SequenceNode list
            && own instanceof SequenceNode changes
        ? byId(list, changes)
        : over(below, own);
  }

  private Node byId(SequenceNode below, SequenceNode own) {
    Map<String, Node> merged = new LinkedHashMap<>();
    below.getValue().forEach(it -> merged.put(id(it), it));
    refuseTwice(own);
    own.getValue().forEach(it -> merged.merge(id(it), it, this::over));
    return tree.known(
        new SequenceNode(
            own.getTag(),
            true,
            List.copyOf(merged.values()),
            own.getStartMark(),
            own.getEndMark(),
            own.getFlowStyle()),
        own);
  }

  /** Laid over one another, two entries of one id would be one, and nobody would hear of it. */
  private void refuseTwice(SequenceNode own) {
    Set<String> listed = new HashSet<>();
    for (Node entry : own.getValue()) {
      if (!listed.add(id(entry))) {
        tree.mistake(tree.placeOf(entry), "id: '" + id(entry) + "' stands twice");
      }
    }
  }

  private String id(Node entry) {
    NodeTuple id = entries(entry).get("id");
    return id != null && id.getValueNode() instanceof ScalarNode text
        ? text.getValue()
        : "at " + tree.placeOf(entry).file() + entry.getStartMark().getIndex();
  }

  static Map<String, NodeTuple> entries(Node node) {
    Map<String, NodeTuple> entries = new LinkedHashMap<>();
    if (node instanceof MappingNode mapping) {
      mapping.getValue().forEach(it -> entries.put(key(it), it));
    }
    return entries;
  }

  static String key(NodeTuple entry) {
    return entry.getKeyNode() instanceof ScalarNode text ? text.getValue() : "?";
  }
}
