package ai.agentbar.sandbox;

import java.time.InstantSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.core.env.Environment;

/**
 * All the program sees of the sandbox: it starts while the program's beans are made, so before the
 * program serves; it stops when they are destroyed, so after. Buyers come when the program is
 * ready.
 */
@Configuration(proxyBeanMethods = false)
@Profile("demo")
class SandboxConfiguration {

  @Bean(initMethod = "start", destroyMethod = "close")
  Sandbox sandbox(Environment environment, ObjectProvider<InstantSource> clock) {
    return new Sandbox(SandboxSettings.from(environment), clock.getIfUnique(InstantSource::system));
  }

  @Bean
  ApplicationListener<ApplicationReadyEvent> buyersWhenTheShopIsReady(Sandbox sandbox) {
    return _ -> sandbox.letBuyersIn();
  }
}
