package ai.agentbar.installation;

import ai.agentbar.mail.MailServer;
import ai.agentbar.payment.NotificationArchive;
import ai.agentbar.watch.playbook.ProbeName;
import ai.agentbar.watch.runbook.Runbook;
import java.time.InstantSource;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;

/** What the runbook's probes can prove. */
@Configuration(proxyBeanMethods = false)
class ProbeChecks {

  private static boolean always() {
    return true;
  }

  @Bean
  @Order(10)
  SetupCheck serverKeyCheck(Runbook runbook) {
    return new ProbeCheck(
        "server-key",
        ProbeName.MIDTRANS_API,
        List.of("AGENTBAR_MIDTRANS_SERVER_KEY", "AGENTBAR_MIDTRANS_API_URL"),
        runbook,
        ProbeChecks::always);
  }

  @Bean
  @Order(20)
  SetupCheck snapCheck(Runbook runbook) {
    return new ProbeCheck(
        "snap",
        ProbeName.SNAP,
        List.of("AGENTBAR_MIDTRANS_SERVER_KEY", "AGENTBAR_MIDTRANS_SNAP_URL"),
        runbook,
        ProbeChecks::always);
  }

  @Bean
  @Order(30)
  SetupCheck signatureCheck(Runbook runbook) {
    return new ProbeCheck(
        "signature",
        ProbeName.SIGNATURE,
        List.of("AGENTBAR_MIDTRANS_SERVER_KEY", "AGENTBAR_MIDTRANS_PREVIOUS_SERVER_KEY"),
        runbook,
        ProbeChecks::always);
  }

  @Bean
  @Order(60)
  SetupCheck endpointCheck(
      Runbook runbook, NotificationArchive notifications, InstantSource clock) {
    SetupCheck reached =
        new ProbeCheck(
            "endpoint",
            ProbeName.ENDPOINT,
            List.of("AGENTBAR_PUBLIC_URL"),
            runbook,
            ProbeChecks::always);
    return new EndpointCheck(reached, notifications, clock);
  }

  @Bean
  @Order(70)
  SetupCheck smtpCheck(Runbook runbook, MailServer server, Environment environment) {
    SetupCheck greeted =
        new ProbeCheck(
            "smtp",
            ProbeName.SMTP,
            List.of(
                "SPRING_MAIL_HOST",
                "SPRING_MAIL_PORT",
                "SPRING_MAIL_USERNAME",
                "SPRING_MAIL_PASSWORD"),
            runbook,
            server::isSet);
    return new SmtpCheck(greeted, server, Production.is(environment));
  }

  @Bean
  @Order(90)
  SetupCheck whatsAppCheck(Runbook runbook, Trials trials, Environment environment) {
    SetupCheck known =
        new ProbeCheck(
            "whatsapp",
            ProbeName.WHATSAPP,
            List.of("AGENTBAR_WHATSAPP_PHONE_NUMBER_ID", "AGENTBAR_WHATSAPP_ACCESS_TOKEN"),
            runbook,
            () -> !environment.getProperty("agentbar.whatsapp.phone-number-id", "").isBlank());
    return new WhatsAppCheck(known, trials);
  }

  @Bean
  @Order(160)
  SetupCheck machineCheck(Runbook runbook) {
    return new ProbeCheck(
        "machine",
        ProbeName.RESOURCES,
        List.of("AGENTBAR_DB_FOLDER"),
        runbook,
        ProbeChecks::always);
  }
}
