package ai.agentbar.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.ContextConfiguration;

/**
 * The whole program as the demo runs it, over real HTTP and SMTP against the sandbox, on free ports
 * and a database of its own, by the real clock; buyers stay at home. Classes with the same settings
 * share it; one that leaves it other than it found it says {@code @DirtiesContext}.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@ResourceLock(providers = SharedContext.class)
@SpringBootTest(webEnvironment = WebEnvironment.DEFINED_PORT)
@ActiveProfiles("demo")
@ContextConfiguration(initializers = StoryTest.FreePorts.class)
public @interface StoryTest {

  final class FreePorts implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    @Override
    public void initialize(ConfigurableApplicationContext context) {
      int shop = freePort();
      int sandbox = freePort();
      int smtp = freePort();
      String shopUrl = "http://127.0.0.1:" + shop;
      String sandboxUrl = "http://127.0.0.1:" + sandbox;
      ConfigurableEnvironment environment = context.getEnvironment();
      String database = environment.getProperty("agentbar.db.url");
      environment
          .getPropertySources()
          .addFirst(
              new MapPropertySource(
                  "story",
                  Map.ofEntries(
                      Map.entry("server.port", shop),
                      Map.entry("agentbar.public-url", shopUrl),
                      Map.entry(
                          "agentbar.db.url",
                          database == null ? TestDatabase.createMigrated() : database),
                      Map.entry("agentbar.midtrans.snap-url", sandboxUrl),
                      Map.entry("agentbar.midtrans.api-url", sandboxUrl),
                      Map.entry("spring.mail.port", smtp),
                      Map.entry("agentbar.sandbox.port", sandbox),
                      Map.entry("agentbar.sandbox.smtp-port", smtp),
                      Map.entry("agentbar.sandbox.shop-url", shopUrl),
                      Map.entry("agentbar.sandbox.webhook-url", shopUrl + "/api/webhooks/midtrans"),
                      Map.entry("agentbar.sandbox.buyers.enabled", "false"))));
    }

    private static int freePort() {
      try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
        return socket.getLocalPort();
      } catch (IOException failure) {
        throw new UncheckedIOException(failure);
      }
    }
  }
}
