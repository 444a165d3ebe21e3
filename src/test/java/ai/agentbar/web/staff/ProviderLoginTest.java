package ai.agentbar.web.staff;

import static org.assertj.core.api.Assertions.assertThat;

import ai.agentbar.kernel.Email;
import ai.agentbar.kernel.Secret;
import ai.agentbar.staff.LoginName;
import ai.agentbar.staff.Logins;
import ai.agentbar.staff.Passwords;
import ai.agentbar.staff.People;
import ai.agentbar.staff.ProviderLogins.Identity;
import ai.agentbar.staff.Role;
import ai.agentbar.testing.Http;
import ai.agentbar.testing.Http.Answer;
import ai.agentbar.testing.MovableClock;
import ai.agentbar.testing.RoomTest;
import ai.agentbar.testing.Staffing;
import ai.agentbar.testing.TestProvider;
import ai.agentbar.web.staff.ProviderSettings.PersonBy;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.oauth2.core.oidc.OidcUserInfo;

/** The way in by an identity provider, against one that listens on a port of its own. */
@RoomTest
class ProviderLoginTest {

  private static final String ADDRESS = "ayu@example.com";
  private static final String FROM = "X-Forwarded-For";
  private static final AtomicInteger ADDRESSES = new AtomicInteger();
  private static final LoginName AYU = new LoginName("ayu");

  @LocalServerPort int port;
  @Autowired People people;
  @Autowired Passwords passwords;
  @Autowired Logins logins;
  @Autowired JdbcClient jdbc;
  @Autowired MovableClock clock;

  private final TestProvider provider = TestProvider.get();
  private final Http world = new Http("");

  /** Each test comes from an address of its own, since they share the limit and the clock. */
  private final String address = "203.0.113." + ADDRESSES.incrementAndGet();

  private Http http;
  private long before;

  /** A browser that was sent to the provider, and what it brings back. */
  private record Trip(String cookie, String back) {}

  @BeforeEach
  void ayuWorksHere() {
    clock.set(RoomTest.START);
    http = new Http("http://127.0.0.1:" + port);
    for (String table :
        List.of("staff_session", "staff_link", "staff_role", "staff_attempt", "staff_person")) {
      jdbc.sql("delete from " + table).update();
    }
    new Staffing(people, passwords, logins).hire("ayu", Role.OPS);
    people.changeEmail(AYU, Optional.of(new Email(ADDRESS)), Staffing.BECAUSE);
    provider.vouchFor(Map.of("email", ADDRESS, "email_verified", true));
    before = newestEvent();
  }

  @Test
  void whoever_the_provider_vouches_for_lands_where_they_were_going_with_an_ordinary_session() {
    assertThat(http.get("/staff/login?next=/audit").text())
        .contains("href=\"/staff/provider/start/oidc?next=/audit\"");

    Answer in = bring(trip("/audit"));

    assertThat(in.status()).isEqualTo(302);
    assertThat(in.header("Location")).endsWith("/audit");
    String session = cookie(in, "agentbar");
    Answer who = http.get("/api/staff/session", "Cookie", session);
    assertThat(who.json().path("actor").asString()).isEqualTo("person:ayu");
    assertThat(who.json().path("rights").toString()).contains("OPERATE").doesNotContain("TUNE");
    assertThat(messages()).contains("ayu logged in by the identity provider");
    assertThat(jdbc.sql("select count(*) from staff_session").query(Long.class).single())
        .isEqualTo(1);
    people.disable(AYU, Staffing.BECAUSE);
    assertThat(http.get("/api/staff/session", "Cookie", session).status()).isEqualTo(401);
  }

  @Test
  void what_the_provider_tells_only_when_asked_counts_too() {
    provider.tellOf(Map.of("email", ADDRESS, "email_verified", true));

    assertThat(cookie(bring(trip("/")), "agentbar")).startsWith("agentbar=");
  }

  @Test
  void a_stranger_is_told_so_is_not_made_a_person_and_is_named_nowhere() {
    provider.vouchFor(Map.of("email", "stranger@example.com", "email_verified", true));

    assertRefused(bring(trip("/")), "stranger");

    assertThat(people.all()).hasSize(1);
    assertThat(messages()).containsExactly("A login as unknown failed");
    assertThat(http.get("/staff/login?said=stranger", "Accept-Language", "en").text())
        .contains("Your identity provider knows you, but nobody");
  }

  @Test
  void whoever_is_disabled_stays_outside() {
    people.disable(AYU, Staffing.BECAUSE);
    before = newestEvent();

    assertRefused(bring(trip("/")), "stranger");

    assertThat(messages()).containsExactly("A login as ayu failed");
  }

  @Test
  void an_address_that_the_provider_did_not_verify_is_nobodys() {
    provider.vouchFor(Map.of("email", ADDRESS, "email_verified", false));
    assertRefused(bring(trip("/")), "stranger");

    provider.vouchFor(Map.of("email", ADDRESS));
    assertRefused(bring(trip("/")), "stranger");
  }

  @Test
  void a_token_for_another_login_of_the_same_person_opens_nothing() {
    provider.vouchFor(Map.of("email", ADDRESS, "email_verified", true, "nonce", "another"));

    assertRefused(bring(trip("/")), "unproven");
  }

  @Test
  void a_token_that_another_signed_or_for_another_program_opens_nothing() {
    provider.forge();
    assertRefused(bring(trip("/")), "unproven");

    provider.vouchFor(Map.of("email", ADDRESS, "email_verified", true, "aud", "another"));
    assertRefused(bring(trip("/")), "unproven");

    provider.vouchFor(Map.of("email", ADDRESS, "email_verified", true, "iss", "http://evil"));
    assertRefused(bring(trip("/")), "unproven");
  }

  @Test
  void an_answer_is_taken_only_from_the_browser_that_was_sent_and_only_with_its_state() {
    Trip mine = trip("/");
    Trip theirs = trip("/");

    assertRefused(bring(new Trip(mine.cookie(), theirs.back())), "unproven");
    assertRefused(bring(new Trip("", mine.back())), "unproven");
    assertRefused(
        bring(new Trip(mine.cookie(), mine.back().replaceAll("state=[^&]*", "state=x"))),
        "unproven");
    String tampered = mine.cookie().substring(0, mine.cookie().length() - 2) + "AA";
    assertRefused(bring(new Trip(tampered, mine.back())), "unproven");

    assertThat(cookie(bring(theirs), "agentbar")).startsWith("agentbar=");
  }

  @Test
  void an_errand_is_over_after_ten_minutes() {
    Trip late = trip("/");

    clock.move(ProviderErrands.VALID);

    assertRefused(bring(late), "unproven");
    clock.set(RoomTest.START);
  }

  @Test
  void a_code_is_good_once() {
    Trip trip = trip("/");
    assertThat(cookie(bring(trip), "agentbar")).startsWith("agentbar=");

    assertRefused(bring(trip), "unproven");
  }

  @Test
  void the_way_back_leads_to_no_other_site() {
    for (String next : List.of("https://evil.example", "//evil.example", "/\\evil.example")) {
      Answer in = bring(trip(next.replace("\\", "%5C")));
      assertThat(in.header("Location")).as(next).matches("(http://127.0.0.1:\\d+)?/");
    }
  }

  @Test
  void one_address_cannot_ask_the_provider_without_end() {
    String[] elsewhere = {FROM, address};
    for (int i = 0; i < 30; i++) {
      assertThat(http.get("/staff/provider/callback?code=x&state=y", elsewhere).status())
          .isEqualTo(302);
    }

    assertThat(http.get("/staff/provider/start/oidc", elsewhere).status()).isEqualTo(429);
    clock.move(Duration.ofMinutes(1));
    assertThat(http.get("/staff/provider/start/oidc", elsewhere).status()).isEqualTo(302);
    clock.set(RoomTest.START);
  }

  @Test
  void a_person_is_known_by_a_verified_address_or_by_the_login_as_the_setting_says() {
    Map<String, Object> claims = new HashMap<>();
    claims.put("sub", "1");
    claims.put("email", "Ayu@Example.com");
    claims.put("email_verified", true);
    claims.put("preferred_username", "Ayu");
    OidcUserInfo user = new OidcUserInfo(claims);

    assertThat(ProviderArrival.identity(user, PersonBy.EMAIL))
        .contains(new Identity.ByEmail(new Email(ADDRESS)));
    assertThat(ProviderArrival.identity(user, PersonBy.PREFERRED_USERNAME))
        .contains(new Identity.ByLogin(AYU));
    assertThat(
            ProviderArrival.identity(
                new OidcUserInfo(Map.of("sub", "1", "preferred_username", "ayu@example.com")),
                PersonBy.PREFERRED_USERNAME))
        .isEmpty();
  }

  @Test
  void what_goes_along_is_opened_by_nobody_without_the_secret() {
    Errand errand =
        new Errand("state", "nonce", "verifier", "/audit", RoomTest.START.plusSeconds(1));
    String sealed = errand.sealed(new Secret("ours"));

    assertThat(sealed).doesNotContain("verifier");
    assertThat(Errand.open(sealed, new Secret("ours"), RoomTest.START)).contains(errand);
    assertThat(Errand.open(sealed, new Secret("theirs"), RoomTest.START)).isEmpty();
    assertThat(Errand.open(sealed, new Secret("ours"), RoomTest.START.plusSeconds(1))).isEmpty();
    assertThat(Errand.open("x", new Secret("ours"), RoomTest.START)).isEmpty();
  }

  private Trip trip(String next) {
    Answer sent = http.get("/staff/provider/start/oidc?next=" + next, FROM, address);
    assertThat(sent.status()).isEqualTo(302);
    assertThat(sent.header("Set-Cookie")).contains("HttpOnly", "SameSite=Lax", "Max-Age=600");
    Answer there = world.get(sent.header("Location"));
    assertThat(there.status()).as("the provider lets them in").isEqualTo(302);
    assertThat(there.header("Location")).startsWith("http://localhost/staff/provider/callback?");
    return new Trip(
        cookie(sent, "agentbar-errand"),
        there.header("Location").substring("http://localhost".length()));
  }

  private Answer bring(Trip trip) {
    return trip.cookie().isEmpty()
        ? http.get(trip.back(), FROM, address)
        : http.get(trip.back(), FROM, address, "Cookie", trip.cookie());
  }

  private static void assertRefused(Answer answer, String said) {
    assertThat(answer.status()).isEqualTo(302);
    assertThat(answer.header("Location")).endsWith("/staff/login?said=" + said);
    assertThat(cookie(answer, "agentbar")).isEmpty();
  }

  private static String cookie(Answer answer, String name) {
    return answer.response().headers().allValues("Set-Cookie").stream()
        .filter(it -> it.startsWith(name + "=") && !it.startsWith(name + "=;"))
        .map(it -> it.substring(0, it.indexOf(';')))
        .findFirst()
        .orElse("");
  }

  private long newestEvent() {
    return jdbc.sql("select coalesce(max(id), 0) from event").query(Long.class).single();
  }

  private List<String> messages() {
    return jdbc.sql("select message from event where id > :before order by id")
        .param("before", before)
        .query((row, _) -> row.getString("message"))
        .list();
  }
}
