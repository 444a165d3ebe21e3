package ai.agentbar.sandbox;

import ai.agentbar.sandbox.base.Timetable;
import ai.agentbar.sandbox.buyer.Buyers;
import ai.agentbar.sandbox.fault.FaultSwitches;
import ai.agentbar.sandbox.mail.MailCatcher;
import ai.agentbar.sandbox.whatsapp.WhatsApp;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.web.server.servlet.context.AnnotationConfigServletWebServerApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.web.context.support.StandardServletEnvironment;

/**
 * The outside world, started and stopped: a web application of its own beside the program's.
 *
 * <p>It is made by hand and not by {@code SpringApplication}, which would set up logging, banner
 * and configuration files a second time for the whole process. It reads no configuration file,
 * environment variable or system property; {@link SandboxSettings} is all it is told.
 */
public final class Sandbox implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(Sandbox.class);

  private final SandboxSettings settings;
  private final InstantSource clock;
  private final FaultSwitches switches = new FaultSwitches();
  private final AtomicReference<@Nullable AnnotationConfigServletWebServerApplicationContext>
      running = new AtomicReference<>();

  public Sandbox(SandboxSettings settings, InstantSource clock) {
    this.settings = settings;
    this.clock = clock;
  }

  /** Serves HTTP and SMTP when this returns. Once only. */
  public void start() {
    AnnotationConfigServletWebServerApplicationContext context =
        new AnnotationConfigServletWebServerApplicationContext();
    context.setEnvironment(new SandboxEnvironment(settings));
    context.setDisplayName("sandbox");
    context.registerBean(SandboxSettings.class, () -> settings);
    context.registerBean(InstantSource.class, () -> clock);
    context.registerBean(FaultSwitches.class, () -> switches);
    context.register(SandboxApplication.class);
    context.refresh();
    running.set(context);
    log.info(
        "SANDBOX: the outside world is played at http://{}:{}, mail is caught on port {}",
        settings.address(),
        port(),
        smtpPort());
  }

  /** What is broken now. */
  FaultSwitches switches() {
    return switches;
  }

  /** The shop is open: WhatsApp asks for its handshake, and buyers begin to come. */
  public void letBuyersIn() {
    context()
        .getBean(Timetable.class)
        .workers()
        .execute(context().getBean(WhatsApp.class)::shakeHands);
    context().getBean(Buyers.class).start();
  }

  public int port() {
    return Objects.requireNonNull(context().getWebServer()).getPort();
  }

  public int smtpPort() {
    return context().getBean(MailCatcher.class).port();
  }

  @Override
  public void close() {
    AnnotationConfigServletWebServerApplicationContext context = running.getAndSet(null);
    if (context != null) {
      // The web server waits for every request, and so for answers that are held back.
      context.getBean(Timetable.class).close();
      context.close();
    }
  }

  private AnnotationConfigServletWebServerApplicationContext context() {
    AnnotationConfigServletWebServerApplicationContext context = running.get();
    if (context == null) {
      throw new IllegalStateException("the sandbox is not running");
    }
    return context;
  }

  /**
   * Nothing but these properties, so that what is meant for the program does not reach the sandbox.
   */
  private static final class SandboxEnvironment extends StandardServletEnvironment {

    SandboxEnvironment(SandboxSettings settings) {
      getPropertySources()
          .addFirst(
              new MapPropertySource(
                  "sandbox",
                  Map.of(
                      "server.port",
                      settings.port(),
                      "server.address",
                      settings.address(),
                      "spring.threads.virtual.enabled",
                      true,
                      "spring.jackson.property-naming-strategy",
                      "SNAKE_CASE",
                      "spring.thymeleaf.prefix",
                      "classpath:/sandbox/templates/",
                      "spring.web.resources.add-mappings",
                      false,
                      // A body is what it is: curl calls every one a form.
                      "spring.mvc.formcontent.filter.enabled",
                      false)));
      ConfigurationPropertySources.attach(this);
    }

    @Override
    protected void customizePropertySources(MutablePropertySources propertySources) {
      // Neither system properties nor environment variables.
    }
  }
}
