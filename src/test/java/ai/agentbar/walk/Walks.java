package ai.agentbar.walk;

import ai.agentbar.staff.ApiKeys;
import ai.agentbar.staff.KeyName;
import ai.agentbar.staff.Logins;
import ai.agentbar.staff.NewKey;
import ai.agentbar.staff.Passwords;
import ai.agentbar.staff.People;
import ai.agentbar.staff.Right;
import ai.agentbar.staff.Role;
import ai.agentbar.testing.Browser;
import ai.agentbar.testing.Browser.Seat;
import ai.agentbar.testing.Http;
import ai.agentbar.testing.Staffing;
import ai.agentbar.testing.StoryTest;
import ai.agentbar.testing.TestProvider;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.Cookie;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;

/**
 * One program and one sandbox for all walks, filled once with everything there is to see. Nobody
 * gets in without logging in, and a silence is noticed within seconds.
 */
@StoryTest
@TestPropertySource(
    properties = {"agentbar.staff.open-demo=false", "agentbar.staff.password-cost=4"})
abstract class Walks {

  static final Seat DESK = new Seat("en-GB", 1280, 800, true);
  static final Seat PHONE = new Seat("en-GB", 360, 800, true);

  private static final String NO_WEBHOOK =
      """
      id: no_webhook
          window: 10s
          minimum: 1
          hold: 2s
          steps:
            - probe: [endpoint]
              id: Cek endpoint availability
              en: Check that the endpoint is available
            - probe: [signature, midtrans_api]
              id: Cek signature validation logic
              en: Check the signature validation
            - action: run_reconciliation
              id: Jalankan reconciliation job manual
              en: Run the reconciliation by hand
            - probe: [pending_orders]
              id: Monitor pending orders
              en: Watch the pending orders
            - link: https://dashboard.midtrans.com
              id: Cek alamat notifikasi di dashboard Midtrans
              en: Check the notification address in the Midtrans dashboard\
      """;

  private static final String SHIFT =
      """

      shifts:
        - id: walk
          name: {id: Siang dan malam, en: Day and night}
          hours: "00:00-24:00"
          sign_within: 2h
          signed_by: [ops, devops]
      """;

  private static final NewKey GRAFANA =
      new NewKey(new KeyName("grafana"), Set.of(Right.SEE), Optional.empty());
  private static final AtomicInteger NUMBER = new AtomicInteger();

  /** By whom people may log in, too. */
  static final TestProvider PROVIDER = TestProvider.another();

  private static @Nullable World filled;

  @Value("${agentbar.public-url}")
  String shopUrl;

  @Value("${agentbar.midtrans.snap-url}")
  String sandboxUrl;

  @Autowired ApplicationContext program;
  @Autowired JdbcClient jdbc;
  Browser browser;
  Http sandbox;

  /**
   * The demo's playbook; on a silence nothing starts by itself, since somebody is to press it, and
   * there is always a shift.
   */
  @DynamicPropertySource
  static void playbook(DynamicPropertyRegistry properties) throws IOException {
    Path playbook = Files.createTempDirectory("walk").resolve("playbook.yaml");
    try (InputStream demo =
        Objects.requireNonNull(Walks.class.getResourceAsStream("/playbook-demo.yaml"))) {
      Files.writeString(
          playbook,
          new String(demo.readAllBytes(), StandardCharsets.UTF_8)
                  .replace("{id: no_webhook, window: 1m, minimum: 1, hold: 5s}", NO_WEBHOOK)
              + SHIFT);
    }
    properties.add("agentbar.playbook", playbook::toString);
    for (String setting : PROVIDER.settings()) {
      String[] pair = setting.split("=", 2);
      properties.add(pair[0], () -> pair[1]);
    }
  }

  @BeforeEach
  final void open() {
    sandbox = new Http(sandboxUrl);
    browser = Browser.open();
  }

  @AfterEach
  final void close() {
    sandbox.delete("/_sim/faults");
    if (browser != null) {
      browser.close();
    }
  }

  /** Everything there is to see; made by the first walk that asks. */
  final World world() {
    if (filled == null) {
      program.getBean(ApiKeys.class).create(GRAFANA, Staffing.BECAUSE);
      filled = World.make(new Http(shopUrl), sandbox, jdbc);
    }
    return filled;
  }

  /** A page before which somebody of these roles sits who is logged in. */
  final Page page(Seat seat, Role... roles) {
    Page page = browser.page(seat);
    page.context().addCookies(List.of(session(roles)));
    return page;
  }

  /** Opens a page of the console. */
  final Page open(Page page, String path) {
    page.navigate(shopUrl + path);
    return page;
  }

  private Cookie session(Role... roles) {
    String[] cookie = cookie(roles).split("=", 2);
    return new Cookie(cookie[0], cookie[1]).setUrl(shopUrl);
  }

  /** Of somebody new with these roles. */
  final String cookie(Role... roles) {
    Staffing staffing = staffing();
    return staffing.cookie(staffing.hire("ayu-" + NUMBER.incrementAndGet(), roles));
  }

  final Staffing staffing() {
    return new Staffing(
        program.getBean(People.class),
        program.getBean(Passwords.class),
        program.getBean(Logins.class));
  }

  final Hand at(String path, boolean scripts) {
    return new Hand(open(page(seat(scripts), Role.TECH_LEAD), path));
  }

  static Seat seat(boolean scripts) {
    return new Seat("en-GB", 1280, 800, scripts);
  }

  /**
   * Nobody works here, as at the very first start; where its link for the first person leads.
   *
   * @return its address
   */
  final String firstLink() {
    for (String table :
        List.of("staff_session", "staff_link", "staff_role", "staff_attempt", "staff_person")) {
      jdbc.sql("delete from " + table).update();
    }
    String token = "first-" + NUMBER.incrementAndGet();
    jdbc.sql(
            """
            insert into staff_link (token_hash, kind, expires_at)
            values (sha256(convert_to(:token, 'UTF8')), 'FIRST', now() + interval '1 hour')
            """)
        .param("token", token)
        .update();
    return shopUrl + "/staff/first?token=" + token;
  }

  final Trouble trouble() {
    return new Trouble(new Http(shopUrl), sandbox, jdbc);
  }

  final Sale sale(String who) {
    return Sale.of(new Http(shopUrl), sandbox, "film-basic", who);
  }

  final long one(String sql, Object... params) {
    return jdbc.sql(sql).params(params).query(Long.class).single();
  }
}
