package ai.agentbar.web.console.alert;

import ai.agentbar.watch.alert.Firing;
import ai.agentbar.web.console.Amounts;
import ai.agentbar.web.console.Fact;
import ai.agentbar.web.console.Words;
import java.util.List;
import java.util.stream.Stream;

/** The numbers of one firing: as they were when it fired, and as they are. */
final class AlertFacts {

  private AlertFacts() {}

  static List<Fact> of(AlertFile file, Words words) {
    Firing firing = file.firing();
    return Stream.concat(
            now(file, words).stream(),
            Stream.of(
                new Fact(words.say("alert.limit"), number(file, firing.limit(), words)),
                new Fact(words.say("alert.value-then"), number(file, firing.value(), words)),
                new Fact(words.say("alert.at-risk"), AlertsView.atRisk(firing.atRisk(), words)),
                new Fact(words.say("alert.fired"), words.reader().moment(firing.firedAt()))))
        .toList();
  }

  /** What it is now says nothing about a firing that is over. */
  private static List<Fact> now(AlertFile file, Words words) {
    return file.firing().isOver()
        ? List.of()
        : file.alert().stream()
            .map(it -> new Fact(words.say("alert.value-now"), number(file, it.value(), words)))
            .toList();
  }

  private static String number(AlertFile file, long number, Words words) {
    return file.alert()
        .map(it -> Amounts.text(it.rule(), number, words.reader()))
        .orElseGet(() -> words.reader().number(number));
  }
}
