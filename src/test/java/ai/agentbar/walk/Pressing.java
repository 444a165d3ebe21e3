package ai.agentbar.walk;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.TestInfo;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** A walk that presses: no page complains of it, and all such walks together leave nothing out. */
abstract class Pressing extends Walks {

  @AfterEach
  final void nothingComplained() {
    Presses.note(browser.sent());
    assertThat(browser.complaints())
        .allMatch(it -> it.startsWith("Failed to load resource"), "is a refused form's status");
  }

  @AfterAll
  static void everythingWasPressed(TestInfo walk, @Autowired ApplicationContext program) {
    assertThat(Presses.missedAfter(walk.getTestClass().orElseThrow(), program))
        .as("forms that no walk sent, and actions that no person had run")
        .isEmpty();
  }
}
