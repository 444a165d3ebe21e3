package ai.agentbar.setup;

import static org.assertj.core.api.Assertions.assertThat;

import ai.agentbar.testing.Http;
import ai.agentbar.testing.RunningProgram;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The program as a process: what a person reads when it does not start. */
class StartTest {

  @TempDir static Path common;

  /** One that starts, for all that look at one. */
  private static RunningProgram running;

  @BeforeAll
  static void start() {
    running = RunningProgram.start(common.resolve("first"));
  }

  @AfterAll
  static void end() {
    running.close();
  }

  @Test
  void production_without_settings_names_all_that_is_missing_and_starts_nothing(
      @TempDir Path folder) {
    RunningProgram program = RunningProgram.launch(folder);

    assertThat(program.waitForEnd()).isNotZero();
    assertThat(program.errors())
        .contains(
            "AgentBar does not start",
            "AGENTBAR_MIDTRANS_SERVER_KEY is missing",
            "AGENTBAR_MIDTRANS_MERCHANT_ID is missing",
            "AGENTBAR_PUBLIC_URL is missing",
            "AGENTBAR_CATALOGUE_PACKAGES_0_ID",
            "SPRING_MAIL_HOST is missing",
            "AGENTBAR_CONSOLE_PASSWORD is missing",
            "AGENTBAR_ALERT_MAIL_FROM is missing",
            "AGENTBAR_NOTIFICATION_MAIL_FROM is missing",
            "AGENTBAR_TEAM_TECH_LEAD_EMAIL",
            "AGENTBAR_TEAM_DEVOPS_EMAIL")
        .doesNotContain("\tat ");
    assertThat(folder.resolve("data")).doesNotExist();
  }

  @Test
  void production_refuses_settings_that_fit_the_sandbox_only(@TempDir Path folder) {
    RunningProgram program =
        RunningProgram.launch(
            folder,
            "--agentbar.midtrans.server-key=SB-Mid-server-x",
            "--agentbar.midtrans.merchant-id=G1",
            "--agentbar.midtrans.snap-url=https://app.sandbox.midtrans.com",
            "--agentbar.public-url=http://shop.example.com",
            "--agentbar.console-password=short",
            "--agentbar.whatsapp.phone-number-id=1",
            "--agentbar.webhook.url=https://shop.example.com",
            "--agentbar.webhook.secret=whsec_short",
            "--agentbar.catalogue.packages[0].id=p",
            "--spring.mail.host=smtp.example.com");

    assertThat(program.waitForEnd()).isNotZero();
    assertThat(program.errors())
        .contains(
            "AGENTBAR_MIDTRANS_SERVER_KEY is a sandbox key",
            "AGENTBAR_MIDTRANS_SNAP_URL is not fit for production",
            "AGENTBAR_PUBLIC_URL is not fit for production",
            "AGENTBAR_CONSOLE_PASSWORD is shorter",
            "AGENTBAR_WHATSAPP_ACCESS_TOKEN is missing",
            "AGENTBAR_WEBHOOK_SECRET is not a secret");
  }

  @Test
  void a_second_process_on_the_same_folder_is_told_so_and_harms_nobody() throws Exception {
    Files.createDirectories(common.resolve("second"));
    Files.createSymbolicLink(common.resolve("second/data"), common.resolve("first/data"));
    RunningProgram second =
        RunningProgram.launch(
            common.resolve("second"),
            "--agentbar.environment-label=TEST",
            "--agentbar.public-url=http://127.0.0.1",
            "--agentbar.midtrans.server-key=k",
            "--agentbar.midtrans.merchant-id=G1",
            "--agentbar.catalogue.packages[0].id=p",
            "--agentbar.catalogue.packages[0].name=P",
            "--agentbar.catalogue.packages[0].price=1",
            "--agentbar.catalogue.packages[0].access-link=https://example.com",
            "--agentbar.playbook=classpath:playbook-demo.yaml",
            "--spring.mail.host=127.0.0.1");

    assertThat(second.waitForEnd()).isNotZero();
    assertThat(second.errors()).contains("is in use by process", "AGENTBAR_DB_FOLDER");
    assertThat(new Http(running.url()).get("/health").status()).isEqualTo(200);
  }

  @Test
  void standard_output_is_one_json_object_a_line_and_names_nobody() {
    new Http(running.url())
        .post(
            "/api/orders",
            """
            {"package_id": "p", "name": "Siti Rahma",
             "email": "siti@example.com", "phone": "081234567890"}
            """);

    // It goes on writing: what stands after the last line's end is not a line yet.
    String output = running.output().replaceFirst("[^\n]*$", "");
    assertThat(output).doesNotContainIgnoringCase("siti").doesNotContain("1234567890");
    assertThat(output.lines().map(new JsonMapper()::readTree))
        .isNotEmpty()
        .allSatisfy(
            line ->
                assertThat(line.propertyNames())
                    .contains("timestamp", "level", "component", "event_type", "event", "message"))
        .extracting(line -> line.path("event").asString())
        .contains("ORDER_CREATED", "PLAYBOOK_LOADED");
    assertThat(output.lines().map(new JsonMapper()::readTree))
        .filteredOn(line -> line.path("event").asString().equals("ORDER_CREATED"))
        .allSatisfy(StartTest::tellsOfTheOrder);
  }

  private static void tellsOfTheOrder(JsonNode line) {
    assertThat(line.path("component").asString()).isEqualTo("api");
    assertThat(line.path("environment").asString()).isEqualTo("TEST");
    assertThat(line.path("order_id").asString()).hasSize(12);
    assertThat(line.path("request_id").asString()).isNotEmpty();
  }
}
