package ai.agentbar.payment.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.agentbar.testing.Http;
import ai.agentbar.testing.Notifications;
import ai.agentbar.testing.RunningProgram;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/** A real process, its real PostgreSQL, and {@code kill -9} in the middle of the load. */
@Order(5)
@Tag("long")
@ResourceLock(RunningProgram.ONE_AT_A_TIME)
class KillTest {

  private static final int KILLS = 3;
  private static final int SENDERS = 8;
  private static final int ACKNOWLEDGED_BEFORE_A_KILL = 400;

  private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();

  @Test
  void no_acknowledged_notification_is_missing_after_repeated_kills(@TempDir Path folder)
      throws Exception {
    for (int kill = 1; kill <= KILLS; kill++) {
      killUnderLoad(RunningProgram.start(folder), kill * ACKNOWLEDGED_BEFORE_A_KILL);
    }

    try (RunningProgram survivor = RunningProgram.start(folder);
        Connection database = DriverManager.getConnection(survivor.databaseUrl())) {
      // What the dead process had claimed is taken over as soon as its leases end.
      await().atMost(Duration.ofSeconds(20)).until(() -> waiting(database) == 0);
      assertThat(acknowledged).hasSizeGreaterThanOrEqualTo(KILLS * ACKNOWLEDGED_BEFORE_A_KILL);
      assertThat(stored(database)).containsAll(acknowledged);
    }
  }

  private void killUnderLoad(RunningProgram program, int acknowledgedInAll) throws Exception {
    List<Future<?>> senders = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < SENDERS; i++) {
        senders.add(threads.submit(() -> sendUntilDead(program.url())));
      }
      await()
          .atMost(Duration.ofSeconds(60))
          .pollInterval(Duration.ofMillis(5))
          .until(() -> acknowledged.size() >= acknowledgedInAll);
      program.kill();
    }
    for (Future<?> sender : senders) {
      sender.get();
    }
  }

  private void sendUntilDead(String url) {
    Http http = new Http(url);
    try {
      while (true) {
        String id = UUID.randomUUID().toString();
        if (http.post("/api/webhooks/midtrans", Notifications.about("nobody-1", id).signed())
                .status()
            == 200) {
          acknowledged.add(id);
        }
      }
    } catch (UncheckedIOException _) {
      // The process is dead; what was not answered was not promised.
    }
  }

  private static long waiting(Connection database) throws Exception {
    try (Statement statement = database.createStatement();
        ResultSet row =
            statement.executeQuery("select count(*) from payment_inbox where state = 'WAITING'")) {
      row.next();
      return row.getLong(1);
    }
  }

  private static Set<String> stored(Connection database) throws Exception {
    Set<String> ids = new HashSet<>();
    try (Statement statement = database.createStatement();
        ResultSet row = statement.executeQuery("select body from payment_inbox")) {
      while (row.next()) {
        String body = new String(row.getBytes(1), StandardCharsets.UTF_8);
        ids.add(body.replaceFirst("(?s).*\"transaction_id\":\"([^\"]+)\".*", "$1"));
      }
    }
    return ids;
  }
}
