package ai.agentbar.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.env.ConfigurableEnvironment;

/** What the program takes in of the sandbox: one configuration, in the demo only. */
class SandboxConfigurationTest {

  @Test
  void a_component_scan_of_the_program_finds_the_one_configuration_only() {
    ConfigurableEnvironment demo = Settings.of();
    demo.setActiveProfiles("demo");
    assertThat(
            new ClassPathScanningCandidateComponentProvider(true, demo)
                .findCandidateComponents("ai.agentbar.sandbox"))
        .extracting(found -> String.valueOf(found.getBeanClassName()))
        .containsExactly(SandboxConfiguration.class.getName());
  }

  @Test
  void outside_the_demo_there_is_no_sandbox() {
    try (AnnotationConfigApplicationContext program = program(Settings.of())) {
      assertThat(program.getBeansOfType(Sandbox.class)).isEmpty();
    }
  }

  @Test
  void in_the_demo_it_runs_as_long_as_the_program_and_frees_its_ports() throws IOException {
    ConfigurableEnvironment demo =
        Settings.of("agentbar.sandbox.port=0", "agentbar.sandbox.smtp-port=0");
    demo.setActiveProfiles("demo");
    int port;
    int smtpPort;
    try (AnnotationConfigApplicationContext program = program(demo)) {
      port = program.getBean(Sandbox.class).port();
      smtpPort = program.getBean(Sandbox.class).smtpPort();
      assertThat(port).isNotEqualTo(smtpPort).isPositive();
    }
    new ServerSocket(port).close();
    new ServerSocket(smtpPort).close();
  }

  @Test
  void an_answer_that_is_held_back_does_not_hold_up_the_end() {
    Rig rig = new Rig(InstantSource.system());
    rig.faults("{\"merchant_hang\": true}");
    Thread waiting = Thread.ofVirtual().start(() -> rig.post("/merchant/webhook", "{}"));
    await().until(() -> rig.get("/_sim/merchant").json().size() == 1);
    long begun = System.nanoTime();
    rig.sandbox().close();
    await().until(() -> !waiting.isAlive());
    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(5));
    rig.close();
  }

  @Test
  void a_taken_mail_port_is_named_with_its_setting() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Sandbox sandbox =
          new Sandbox(
              SandboxSettings.from(
                  Settings.of(
                      "agentbar.sandbox.port=0",
                      "agentbar.sandbox.smtp-port=" + taken.getLocalPort())),
              InstantSource.system());
      assertThatThrownBy(sandbox::start)
          .hasStackTraceContaining("port " + taken.getLocalPort())
          .hasStackTraceContaining("agentbar.sandbox.smtp-port");
    }
  }

  private static AnnotationConfigApplicationContext program(ConfigurableEnvironment environment) {
    AnnotationConfigApplicationContext program = new AnnotationConfigApplicationContext();
    program.setEnvironment(environment);
    program.register(SandboxConfiguration.class);
    program.refresh();
    return program;
  }
}
