package ai.agentbar.watch.alert;

import static ai.agentbar.testing.CommerceEvents.processingFailed;
import static org.assertj.core.api.Assertions.assertThat;

import ai.agentbar.testing.CommerceEvents;
import ai.agentbar.testing.Receivers;
import ai.agentbar.testing.TestDatabase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.DynamicPropertyRegistrar;
import org.springframework.transaction.support.TransactionTemplate;

/** The budget "fault → message accepted ≤ 3 s", in real time, with the loops running. */
@SpringBootTest(
    webEnvironment = WebEnvironment.RANDOM_PORT,
    properties = "agentbar.work.automatic=true")
@ActiveProfiles("test")
@Import({CommerceEvents.class, Receivers.OnCall.class, AlertInTimeTest.OwnDatabase.class})
@DirtiesContext
class AlertInTimeTest {

  private static final int FAULTS = 20;
  private static final Duration BUDGET = Duration.ofSeconds(3);

  @TestConfiguration(proxyBeanMethods = false)
  static class OwnDatabase {

    @Bean
    DynamicPropertyRegistrar ownDatabase() {
      String url = TestDatabase.createMigrated();
      return properties -> properties.add("agentbar.db.url", () -> url);
    }
  }

  @Autowired CommerceEvents commerce;
  @Autowired Receivers receivers;
  @Autowired TransactionTemplate transaction;
  @Autowired JdbcClient jdbc;

  @Test
  void each_of_many_faults_reaches_everyone_on_call_within_three_seconds() {
    List<Duration> delays = new ArrayList<>();
    for (int i = 0; i < FAULTS; i++) {
      forgetTheLastFault();
      delays.add(fault());
    }

    System.out.println("fault to messages accepted, sorted: " + delays.stream().sorted().toList());
    assertThat(delays).allMatch(it -> it.compareTo(BUDGET) <= 0);
  }

  private Duration fault() {
    commerce.append(processingFailed());
    long start = System.nanoTime();
    Awaitility.await()
        .atMost(Duration.ofSeconds(15))
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(5))
        .until(() -> receivers.mails().size() == 2 && receivers.posts().size() == 2);
    return Duration.ofNanos(System.nanoTime() - start);
  }

  private void forgetTheLastFault() {
    Awaitility.await().until(() -> open() == 0);
    transaction.executeWithoutResult(
        _ -> {
          jdbc.sql("select 1 from alert for update").query().listOfRows();
          // A person gets so many messages an hour and no more; this one forgets them.
          jdbc.sql("delete from alert_delivery").update();
          jdbc.sql("delete from metric_bucket").update();
          jdbc.sql("delete from metric_total").update();
          jdbc.sql("update alert set state = 'OK', since = null, held_at = null").update();
          jdbc.sql("update alert_firing set resolved_at = fired_at where resolved_at is null")
              .update();
        });
    receivers.reset();
  }

  private long open() {
    return jdbc.sql("select count(*) from alert_delivery where due_at is not null")
        .query(Long.class)
        .single();
  }
}
