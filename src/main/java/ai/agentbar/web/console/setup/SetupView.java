package ai.agentbar.web.console.setup;

import ai.agentbar.installation.Found;
import ai.agentbar.installation.Found.State;
import ai.agentbar.installation.SetupChecks.Standing;
import ai.agentbar.web.console.Badge;
import ai.agentbar.web.console.Words;
import java.util.List;
import java.util.Optional;

/**
 * Every check and how it stands.
 *
 * @param running whether a run is under way: the page looks again
 * @param problem what was wrong with what was typed, or empty
 */
record SetupView(
    boolean running, Badge verdict, List<Check> checks, List<Way> teams, String problem) {

  /**
   * One check.
   *
   * @param found what it found, or that it was not looked at yet
   * @param remedy what to do; empty while all is well
   * @param trial which way out can be tried here: {@code mail}, {@code whatsapp}, {@code delivery},
   *     {@code teams}, or empty
   */
  record Check(
      String id,
      Badge badge,
      String title,
      String why,
      String found,
      String at,
      String remedy,
      List<String> settings,
      String trial) {}

  /** A team, and what came of the last test message to it. */
  record Way(String id, String name, Badge badge, String found) {}

  /** A team as the playbook names it, with what came of its last test. */
  record Tried(String id, String name, Optional<Found> last) {}

  static SetupView of(
      boolean running, List<Standing> standings, List<Tried> teams, String problem, Words words) {
    return new SetupView(
        running,
        verdict(standings, words),
        standings.stream().map(it -> check(it, words)).toList(),
        teams.stream().map(it -> way(it, words)).toList(),
        problem);
  }

  private static Badge verdict(List<Standing> standings, Words words) {
    if (standings.stream().allMatch(it -> it.found().isEmpty())) {
      return new Badge(words.say("setup.verdict.none"), "");
    }
    String numbers =
        words.say(
            "setup.verdict.numbers",
            words.reader().number(count(standings, State.GOOD)),
            words.reader().number(count(standings, State.BAD)),
            words.reader().number(count(standings, State.NOT_SET)),
            words.reader().number(count(standings, State.UNKNOWN)));
    return new Badge(numbers, tone(standings));
  }

  /** What was not found out is not taken for good. */
  static String tone(List<Standing> standings) {
    if (count(standings, State.BAD) > 0) {
      return "bad";
    }
    boolean proven =
        count(standings, State.GOOD) > 0
            && count(standings, State.GOOD) + count(standings, State.NOT_SET) == standings.size();
    return proven ? "good" : "warn";
  }

  private static long count(List<Standing> standings, State state) {
    return standings.stream()
        .filter(it -> it.found().map(Found::state).filter(state::equals).isPresent())
        .count();
  }

  private static Check check(Standing standing, Words words) {
    String key = "setup." + standing.id();
    boolean well = standing.found().filter(it -> it.state() == State.GOOD).isPresent();
    return new Check(
        standing.id(),
        badge(standing.found(), words),
        text(key + ".title", standing.id(), words),
        text(key + ".why", "", words),
        standing.found().map(it -> sentence(it, words)).orElseGet(() -> words.say("setup.not-yet")),
        standing.at().map(words.reader()::moment).orElse(""),
        well ? "" : text(key + ".do", "", words),
        standing.settings(),
        switch (standing.id()) {
          case "senders" -> "mail";
          case "whatsapp" -> "whatsapp";
          case "own-system" -> "delivery";
          case "teams" -> "teams";
          default -> "";
        });
  }

  private static Way way(Tried team, Words words) {
    return new Way(
        team.id(),
        team.name(),
        badge(team.last(), words),
        team.last().map(it -> sentence(it, words)).orElse(""));
  }

  private static Badge badge(Optional<Found> found, Words words) {
    if (found.isEmpty()) {
      return new Badge(words.say("setup.state.none"), "");
    }
    State state = found.get().state();
    return new Badge(
        words.of("setup.state", state),
        switch (state) {
          case GOOD -> "good";
          case BAD -> "bad";
          case UNKNOWN -> "warn";
          case NOT_SET -> "";
        });
  }

  private static String sentence(Found found, Words words) {
    return found.text().in(words.reader().language());
  }

  /** A check that another room brought may have no texts here. */
  private static String text(String key, String otherwise, Words words) {
    return words.find(key).orElse(otherwise);
  }
}
