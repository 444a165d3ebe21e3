package ai.agentbar.sandbox;

import ai.agentbar.sandbox.alertmanager.AlertmanagerReceiver;
import ai.agentbar.sandbox.base.Timetable;
import ai.agentbar.sandbox.buyer.Buyers;
import ai.agentbar.sandbox.deadman.DeadManSwitch;
import ai.agentbar.sandbox.fault.FaultRoutes;
import ai.agentbar.sandbox.fault.FaultSwitches;
import ai.agentbar.sandbox.guide.Guide;
import ai.agentbar.sandbox.mail.MailCatcher;
import ai.agentbar.sandbox.merchant.MerchantReceiver;
import ai.agentbar.sandbox.midtrans.MidtransSimulator;
import ai.agentbar.sandbox.slack.SlackReceiver;
import ai.agentbar.sandbox.telegram.TelegramApi;
import ai.agentbar.sandbox.whatsapp.WhatsApp;
import jakarta.servlet.Filter;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.http.converter.autoconfigure.HttpMessageConvertersAutoConfiguration;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.servlet.autoconfigure.HttpEncodingAutoConfiguration;
import org.springframework.boot.thymeleaf.autoconfigure.ThymeleafAutoConfiguration;
import org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.validation.Errors;
import org.springframework.validation.Validator;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerResponse;

/**
 * The sandbox's own beans. It is no {@code @Configuration}, so that the program's component scan
 * passes it by; its methods therefore do not call each other.
 */
@ImportAutoConfiguration({
  DispatcherServletAutoConfiguration.class,
  HttpEncodingAutoConfiguration.class,
  HttpMessageConvertersAutoConfiguration.class,
  JacksonAutoConfiguration.class,
  ThymeleafAutoConfiguration.class,
  TomcatServletWebServerAutoConfiguration.class,
  WebMvcAutoConfiguration.class
})
class SandboxApplication {

  /** The random source of everything that is drawn; see {@link SandboxSettings#seed}. */
  record Seed(long value) {}

  @Bean
  Seed seed(SandboxSettings settings, InstantSource clock) {
    return new Seed(Objects.requireNonNullElseGet(settings.seed(), clock::millis));
  }

  @Bean
  Timetable timetable() {
    return new Timetable();
  }

  @Bean(initMethod = "start")
  MidtransSimulator midtransSimulator(
      SandboxSettings settings,
      Seed seed,
      FaultSwitches switches,
      Timetable timetable,
      InstantSource clock) {
    return new MidtransSimulator(settings.midtrans(seed.value()), switches, timetable, clock);
  }

  @Bean(initMethod = "start")
  MailCatcher mailCatcher(
      SandboxSettings settings, Seed seed, FaultSwitches switches, InstantSource clock) {
    return new MailCatcher(settings.mail(seed.value()), switches, clock);
  }

  @Bean
  SlackReceiver slackReceiver(FaultSwitches switches, InstantSource clock) {
    return new SlackReceiver(switches, clock);
  }

  @Bean
  TelegramApi telegramApi(FaultSwitches switches, Timetable timetable, InstantSource clock) {
    return new TelegramApi(switches, timetable, clock);
  }

  @Bean
  AlertmanagerReceiver alertmanagerReceiver(
      FaultSwitches switches, Timetable timetable, InstantSource clock) {
    return new AlertmanagerReceiver(switches, timetable, clock);
  }

  @Bean
  DeadManSwitch deadManSwitch(FaultSwitches switches, Timetable timetable, InstantSource clock) {
    return new DeadManSwitch(switches, timetable, clock);
  }

  /** Who hears of alerts and of nothing else. */
  @Bean
  RouterFunction<ServerResponse> onCallRoutes(
      SlackReceiver slack,
      TelegramApi telegram,
      AlertmanagerReceiver alertmanager,
      DeadManSwitch deadMan) {
    return slack.routes().and(telegram.routes()).and(alertmanager.routes()).and(deadMan.routes());
  }

  @Bean
  WhatsApp whatsApp(
      SandboxSettings settings,
      Seed seed,
      FaultSwitches switches,
      Timetable timetable,
      InstantSource clock) {
    return new WhatsApp(settings.whatsApp(seed.value()), switches, timetable, clock);
  }

  @Bean
  MerchantReceiver merchantReceiver(
      SandboxSettings settings, FaultSwitches switches, Timetable timetable, InstantSource clock) {
    return new MerchantReceiver(settings.merchantsOwn(), switches, timetable, clock);
  }

  @Bean
  Buyers buyers(SandboxSettings settings, Seed seed, Timetable timetable) {
    return new Buyers(settings.buyer(seed.value()), timetable);
  }

  @Bean
  Guide guide(
      SandboxSettings settings,
      FaultSwitches switches,
      MidtransSimulator midtrans,
      MailCatcher mail,
      Buyers buyers,
      InstantSource clock) {
    return new Guide(new Guide.World(buyers, midtrans, mail, switches), settings.shopUrl(), clock);
  }

  @Bean
  RouterFunction<ServerResponse> routes(
      SandboxSettings settings,
      FaultSwitches switches,
      MidtransSimulator midtrans,
      MailCatcher mail,
      @Qualifier("onCallRoutes") RouterFunction<ServerResponse> onCall,
      WhatsApp whatsApp,
      MerchantReceiver merchant,
      Buyers buyers,
      Guide guide) {
    FaultRoutes faults = new FaultRoutes(switches);
    return new FrontPage(settings, faults, buyers, guide)
        .routes()
        .and(guide.routes())
        .and(faults.routes())
        .and(midtrans.routes())
        .and(mail.routes())
        .and(onCall)
        .and(whatsApp.routes())
        .and(merchant.routes())
        .and(buyers.routes())
        .and(
            RouterFunctions.route()
                .GET("/**", _ -> ServerResponse.status(404).render("missing", Map.of()))
                .build());
  }

  /** Nothing here is validated by annotations, and a validator would take its time to start. */
  @Bean
  WebMvcConfigurer noValidator() {
    return new WebMvcConfigurer() {
      @Override
      public Validator getValidator() {
        return new NoOpValidator();
      }
    };
  }

  private static final class NoOpValidator implements Validator {

    @Override
    public boolean supports(Class<?> type) {
      return false;
    }

    @Override
    public void validate(Object target, Errors errors) {
      // Supports nothing, so it is never asked.
    }
  }

  @Bean
  Filter pagePolicy() {
    return new PagePolicy();
  }
}
