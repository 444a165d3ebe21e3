package ai.agentbar.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.time.Instant;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.ContextConfiguration;

/**
 * The whole program on a database of its own, on a free port, with a clock that stands still and no
 * work that runs by itself: a test builds, acts, lets work settle, and states.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@ResourceLock(providers = SharedContext.class)
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@ActiveProfiles("test")
@Import(RoomTest.Neighbours.class)
@ContextConfiguration(initializers = RoomTest.OwnDatabase.class)
public @interface RoomTest {

  /** A Monday, 10:00 WIB: busy hours. */
  Instant START = Instant.parse("2026-11-23T03:00:00Z");

  @TestConfiguration(proxyBeanMethods = false)
  class Neighbours {

    @Bean
    MovableClock movableClock() {
      return new MovableClock(START);
    }
  }

  /** Set before any bean is made, since the embedded database would start where no URL is. */
  final class OwnDatabase implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    @Override
    public void initialize(ConfigurableApplicationContext context) {
      TestPropertyValues.of("agentbar.db.url=" + TestDatabase.createMigrated())
          .and(TestProvider.get().settings())
          .applyTo(context);
    }
  }
}
