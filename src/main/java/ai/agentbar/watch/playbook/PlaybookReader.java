package ai.agentbar.watch.playbook;

import ai.agentbar.watch.metric.Metric;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Reads a playbook from top to bottom and notes every mistake on the way. It works on the parser's
 * tree and not on bound objects, since only the tree knows in which line something stands.
 */
final class PlaybookReader {

  private final String file;
  private final PlaybookTree tree;
  private final Reachability reachability;

  /**
   * @param file its name, for the mistakes
   * @param placeholders fills {@code ${NAME:default}} in from the environment
   * @param extended the text of a playbook that this one extends, by its name
   */
  PlaybookReader(
      String file,
      UnaryOperator<String> placeholders,
      UnaryOperator<String> extended,
      Reachability reachability) {
    this.file = file;
    this.tree = new PlaybookTree(placeholders, extended);
    this.reachability = reachability;
  }

  /**
   * @throws PlaybookRefusedException with every mistake of the file
   */
  Playbook read(String text) {
    Optional<Playbook> playbook = tree.read(file, text).flatMap(this::playbook);
    if (!tree.mistakes().isEmpty()) {
      throw new PlaybookRefusedException(tree.mistakes());
    }
    return playbook.orElseThrow();
  }

  private Optional<Playbook> playbook(YamlSection root) {
    root.optionalText(PlaybookTree.EXTENDS); // The tree has laid the root over it already.
    Map<String, Team> teams =
        root.section("teams").map(new TeamReader(reachability)::readAll).orElseGet(Map::of);
    TeamNames names = new TeamNames(teams);
    Optional<BusyHours> busyHours = root.section("busy_hours").flatMap(BusyHoursReader::read);
    Map<Severity, SeverityTerms> severities =
        root.section("severities").map(it -> severities(it, names)).orElseGet(Map::of);
    Optional<DeliveryLimits> delivery = root.section("delivery").map(TermsReader::limits);
    Map<Metric, Band> bands = root.section("bands").map(BandReader::readAll).orElseGet(Map::of);
    List<Shift> shifts = new ShiftReader(names).readAll(root.sections("shifts"));
    List<Rule> rules = new RuleReader(names).readAll(root.sections("rules"));
    root.refuseOtherKeys();
    return busyHours.flatMap(
        hours ->
            delivery.map(
                limits -> new Playbook(hours, severities, teams, bands, limits, shifts, rules)));
  }

  private static Map<Severity, SeverityTerms> severities(YamlSection section, TeamNames teams) {
    Map<Severity, SeverityTerms> severities = new EnumMap<>(Severity.class);
    for (Severity severity : Severity.values()) {
      section
          .section(severity.name())
          .ifPresent(it -> severities.put(severity, TermsReader.terms(it, teams)));
    }
    section.refuseOtherKeys();
    return severities;
  }
}
