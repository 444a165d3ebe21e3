package ai.agentbar.watch.rows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import ai.agentbar.testing.RoomTest;
import ai.agentbar.testing.StoryTest;
import ai.agentbar.watch.playbook.Playbooks;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestPropertySource;

/**
 * One row a line of the playbook's sections 3, 5, 6, 7 and 8, with the shipped playbook and its
 * real numbers, by the whole program over HTTP against the sandbox. Only the clock is ours.
 */
@Tag("long")
@StoryTest
@DirtiesContext
@Import({RoomTest.Neighbours.class, World.class})
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestPropertySource(
    properties = {
      "agentbar.playbook=classpath:playbook.yaml",
      "agentbar.order.pay-within=2h",
      "agentbar.notification.reminders=15m,120m",
      "agentbar.notification.whatsapp.report-within=30m",
      "agentbar.checklist.tickets-link=https://tickets.example.com/cs",
      "agentbar.work.stalled-after=3s",
      // The rates are counted by the clock, which stands still.
      "agentbar.notification.email.per-second=10000",
      "agentbar.notification.whatsapp.per-second=10000",
      "agentbar.notification.webhook.per-second=10000"
    })
class PlaybookRowsTest {

  @Autowired World world;
  @Autowired Playbooks playbooks;
  private List<Row> rows = List.of();

  @BeforeAll
  void writeTheTable() {
    world.beat();
    world.untilMetric("worker_alive", 1);
    world.untilMetric("scheduler_alive", 1);
    String firstPage = world.shop.get("/metrics").text();
    Buyers buyers = new Buyers(world);
    OnCall onCall = new OnCall(world, playbooks);
    Map<String, Drill> drills = new HashMap<>(new PaymentDrills(world, buyers).all());
    drills.putAll(new MessageDrills(world, buyers, onCall).all());
    drills.putAll(new ProcessDrills(world, buyers, onCall).all());
    Rehearsal rehearsal = new Rehearsal(world, buyers, onCall, drills);
    MetricRows metrics = new MetricRows(world, buyers, onCall, rehearsal, firstPage);
    DutyRows duties = new DutyRows(world, onCall, rehearsal);
    rows = new ArrayList<>();
    Stream.of(
            metrics.payments(),
            metrics.webhooks(),
            metrics.orders(),
            metrics.messages(),
            metrics.processes(),
            new AlertRows(rehearsal).all(),
            new MatrixRows(rehearsal).all(),
            duties.checklist(),
            new SeverityRows(onCall, rehearsal).all(),
            duties.response())
        .forEach(rows::addAll);
  }

  @Test
  void every_line_of_the_playbook_is_claimed_by_exactly_one_row() {
    assertThat(rows.stream().flatMap(it -> it.lines().stream()))
        .containsExactlyInAnyOrderElementsOf(PlaybookLines.read());
  }

  @TestFactory
  Stream<DynamicTest> each_line_of_the_playbook_holds_in_the_running_program() {
    return rows.stream().map(it -> dynamicTest(it.name(), it.shown()::run));
  }
}
