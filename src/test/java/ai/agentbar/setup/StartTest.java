package ai.agentbar.setup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.agentbar.testing.Http;
import ai.agentbar.testing.Http.Answer;
import ai.agentbar.testing.RunningProgram;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The program as a process: what a person reads when it does not start. */
@Order(4)
@ResourceLock(RunningProgram.ONE_AT_A_TIME)
class StartTest {

  private static final String PASSWORD = "kopi tubruk jam tiga";
  private static final Pattern FIRST_LINK = Pattern.compile("/staff/first\\?token=([\\w-]+)");
  private static final Pattern CSRF = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

  @TempDir static Path common;

  /** One that starts, for all that look at one. */
  private static RunningProgram running;

  @BeforeAll
  static void start() {
    running =
        RunningProgram.start(
            common.resolve("first"), Map.of("agentbar.public-url", "https://shop.example.com"));
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
            "AGENTBAR_ALERT_MAIL_FROM is missing",
            "AGENTBAR_NOTIFICATION_MAIL_FROM is missing",
            "AGENTBAR_TEAM_TECH_LEAD_EMAIL",
            "AGENTBAR_TEAM_DEVOPS_EMAIL",
            "AGENTBAR_TEAM_OPS_EMAIL",
            "AGENTBAR_TEAM_PRODUCT_EMAIL",
            "AGENTBAR_TEAM_DEFAULT_EMAIL serves every team")
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
            "--agentbar.staff.open-demo=true",
            "--agentbar.staff.password-cost=4",
            "--agentbar.whatsapp.phone-number-id=1",
            "--agentbar.webhook.url=https://shop.example.com",
            "--agentbar.webhook.secret=whsec_short",
            "--agentbar.oidc.issuer=http://login.example.com",
            "--agentbar.oidc.client-id=agentbar",
            "--agentbar.catalogue.packages[0].id=p",
            "--spring.mail.host=smtp.example.com");

    assertThat(program.waitForEnd()).isNotZero();
    assertThat(program.errors())
        .contains(
            "AGENTBAR_MIDTRANS_SERVER_KEY is a sandbox key",
            "AGENTBAR_MIDTRANS_SNAP_URL is not fit for production",
            "AGENTBAR_PUBLIC_URL is not fit for production",
            "AGENTBAR_STAFF_OPEN_DEMO opens everything",
            "AGENTBAR_STAFF_PASSWORD_COST is below 10",
            "AGENTBAR_WHATSAPP_ACCESS_TOKEN is missing",
            "AGENTBAR_WEBHOOK_SECRET is not a secret",
            "AGENTBAR_OIDC_CLIENT_SECRET is missing",
            "AGENTBAR_OIDC_ISSUER is not the https address");
  }

  @Test
  void message_templates_with_mistakes_stop_the_start_and_are_named_by_file_and_line(
      @TempDir Path folder) throws Exception {
    Path template = Files.createDirectories(folder.resolve("own/en")).resolve("reminder-1.txt");
    Files.writeString(template, "Hello\n{{buyer_nam}}");

    RunningProgram program =
        RunningProgram.begin(
            folder,
            Map.of("agentbar.notification.templates-folder", folder.resolve("own").toString()));

    assertThat(program.waitForEnd()).isNotZero();
    assertThat(program.errors())
        .contains(
            "AgentBar does not start, its message templates must be mended",
            template + ":2: unknown variable 'buyer_nam'")
        .doesNotContain("\tat ");
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
    String written = running.output();
    String output = written.substring(0, written.lastIndexOf('\n') + 1);
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

  @Test
  void the_first_link_leads_to_a_key_and_the_log_of_it_is_verified_by_command(
      @TempDir Path folder) {
    String secret;
    try (RunningProgram program = RunningProgram.start(folder)) {
      Http http = new Http(program.url());
      assertThat(http.get("/metrics").status()).isEqualTo(401);
      String token = await().until(() -> firstToken(program.errors()), it -> !it.isEmpty());

      secret = keyOfTheFirstPerson(http, token);

      assertThat(http.get("/metrics", "Authorization", "Bearer " + secret).status()).isEqualTo(200);
      assertThat(program.output()).doesNotContain(token, secret, PASSWORD);
    }
    RunningProgram verified = RunningProgram.launch(folder, "--agentbar.command=verify-audit");
    assertThat(verified.waitForEnd()).isZero();
    assertThat(verified.errors()).contains("The audit log is whole: 3 entries");

    RunningProgram recovered = RunningProgram.launch(folder, "--agentbar.command=recover-access");
    assertThat(recovered.waitForEnd()).isZero();
    assertThat(recovered.errors())
        .containsPattern("This link sets a password for ayu, once.*\\n  /staff/password\\?token=");

    RunningProgram missed =
        RunningProgram.launch(
            folder, "--agentbar.command=verify-audit", "--agentbar.audit.head=5:00");
    assertThat(missed.waitForEnd()).isEqualTo(1);
    assertThat(missed.errors()).contains("there were 5 entries, now 4");
  }

  @Test
  void under_https_browsers_are_held_to_it_and_without_a_provider_none_is_offered() {
    Answer login = new Http(running.url()).get("/staff/login", "Accept-Language", "en");

    assertThat(login.header("Strict-Transport-Security")).isEqualTo("max-age=31536000");
    assertThat(login.header("Set-Cookie")).startsWith("__Host-agentbar-form=").contains("Secure");
    assertThat(login.text()).contains("Log in").doesNotContain("/staff/provider");
    assertThat(new Http(running.url()).get("/staff/provider/start/oidc").status()).isEqualTo(401);
  }

  private static String firstToken(String errors) {
    Matcher link = FIRST_LINK.matcher(errors);
    return link.find() ? link.group(1) : "";
  }

  private static String keyOfTheFirstPerson(Http http, String token) {
    Answer form = http.get("/staff/first?token=" + token);
    Matcher csrf = CSRF.matcher(form.text());
    assertThat(csrf.find()).isTrue();
    Answer made =
        http.post(
            "/staff/first",
            "token=%s&_csrf=%s&login=ayu&name=Ayu&password=%s"
                .formatted(token, csrf.group(1), PASSWORD.replace(' ', '+')),
            "Content-Type",
            "application/x-www-form-urlencoded",
            "Cookie",
            cookie(form));
    assertThat(made.status()).isEqualTo(302);
    assertThat(http.get("/staff/first?token=" + token).status()).isEqualTo(410);
    String cookie =
        cookie(
            http.post(
                "/api/staff/session",
                "{\"login\": \"ayu\", \"password\": \"%s\"}".formatted(PASSWORD)));
    String page =
        http.get("/api/staff/session", "Cookie", cookie).json().at("/csrf/token").asString();
    return http.post(
            "/api/staff/keys",
            "{\"name\": \"grafana\", \"rights\": [\"SEE\"]}",
            "Cookie",
            cookie,
            "X-CSRF-TOKEN",
            page)
        .json()
        .path("secret")
        .asString();
  }

  private static String cookie(Answer answer) {
    return answer.header("Set-Cookie").replaceAll(";.*", "");
  }

  private static void tellsOfTheOrder(JsonNode line) {
    assertThat(line.path("component").asString()).isEqualTo("api");
    assertThat(line.path("environment").asString()).isEqualTo("TEST");
    assertThat(line.path("order_id").asString()).hasSize(12);
    assertThat(line.path("request_id").asString()).isNotEmpty();
  }
}
