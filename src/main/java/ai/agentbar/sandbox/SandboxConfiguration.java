package ai.agentbar.sandbox;

import ai.agentbar.sandbox.program.Interference;
import java.time.InstantSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.core.env.Environment;

/**
 * All the program sees of the sandbox: it starts while the program's beans are made, so before the
 * program serves; it stops when they are destroyed, so after. Buyers come when the program is
 * ready. Between the program and its connection pool stands what makes the database slow and
 * freezes the worker.
 */
@Configuration(proxyBeanMethods = false)
@Profile("demo")
class SandboxConfiguration {

  @Bean(initMethod = "start", destroyMethod = "close")
  Sandbox sandbox(
      Environment environment, ObjectProvider<InstantSource> clock, Interference interference) {
    Sandbox sandbox =
        new Sandbox(SandboxSettings.from(environment), clock.getIfUnique(InstantSource::system));
    interference.obey(sandbox.switches());
    return sandbox;
  }

  /** Static: it must stand before the connection pool is made. */
  @Bean
  static Interference interference() {
    return new Interference();
  }

  /** Before the program waits for its workers to come to an end. */
  @Bean
  ApplicationListener<ContextClosedEvent> nobodyHangsInAProgramThatStops(
      Interference interference) {
    return _ -> interference.close();
  }

  @Bean
  ApplicationListener<ApplicationReadyEvent> buyersWhenTheShopIsReady(Sandbox sandbox) {
    return _ -> sandbox.letBuyersIn();
  }
}
