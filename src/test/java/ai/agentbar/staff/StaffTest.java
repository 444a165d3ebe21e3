package ai.agentbar.staff;

import static ai.agentbar.testing.Staffing.BECAUSE;
import static ai.agentbar.testing.Staffing.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;

import ai.agentbar.staff.Logins.Credentials;
import ai.agentbar.staff.Passwords.Exchange;
import ai.agentbar.testing.MovableClock;
import ai.agentbar.testing.RoomTest;
import ai.agentbar.testing.Staffing;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** People, their passwords and sessions. */
@RoomTest
class StaffTest {

  @Autowired People people;
  @Autowired Passwords passwords;
  @Autowired Logins logins;
  @Autowired Sessions sessions;
  @Autowired FirstPerson first;
  @Autowired Attempts attempts;
  @Autowired JdbcClient jdbc;
  @Autowired MovableClock clock;

  private Staffing staffing;

  /** Each test is somebody else, from somewhere else, in a house without people. */
  private final String address = UUID.randomUUID().toString();

  @BeforeEach
  void nobodyWorksHere() {
    staffing = new Staffing(people, passwords, logins);
    for (String table :
        List.of("staff_session", "staff_link", "staff_role", "staff_attempt", "staff_person")) {
      jdbc.sql("delete from " + table).update();
    }
  }

  @Test
  void the_first_link_makes_one_tech_lead_and_never_another() {
    String token = Staffing.token(first.link().orElseThrow());

    assertThat(first.create(token, person("ayu"), "short"))
        .isInstanceOfSatisfying(
            PasswordChange.Weak.class,
            it -> assertThat(it.weaknesses()).contains(Weakness.TOO_SHORT));
    assertThat(first.create(token, person("ayu"), PASSWORD))
        .isInstanceOf(PasswordChange.Done.class);
    assertThat(first.create(token, person("eve"), PASSWORD))
        .isInstanceOf(PasswordChange.LinkGone.class);
    assertThat(first.link()).isEmpty();
    assertThat(people.all()).extracting(it -> it.login().text()).containsExactly("ayu");
    assertThat(login("ayu", PASSWORD)).isInstanceOf(LoginResult.LoggedIn.class);
  }

  @Test
  void the_first_link_of_an_earlier_start_or_of_yesterday_opens_nothing() {
    String earlier = Staffing.token(first.link().orElseThrow());
    String token = Staffing.token(first.link().orElseThrow());
    assertThat(first.isOpen(earlier)).isFalse();
    assertThat(first.isOpen(token)).isTrue();

    clock.move(Links.VALID);

    assertThat(first.isOpen(token)).isFalse();
    assertThat(first.create(token, person("ayu"), PASSWORD))
        .isInstanceOf(PasswordChange.LinkGone.class);
    assertThat(people.all()).isEmpty();
  }

  @Test
  void a_link_sets_a_password_once_and_ends_the_sessions() {
    LoginName ayu = staffing.hire("ayu", Role.TECH_LEAD);
    String session = session(ayu);
    OneTimeLink link = ((StaffChange.Linked) people.reset(ayu, BECAUSE)).link();
    assertThat(sessions.find(session)).isPresent();

    assertThat(passwords.setByLink(Staffing.token(link), "becak merah di malioboro"))
        .isInstanceOf(PasswordChange.Done.class);

    assertThat(sessions.find(session)).isEmpty();
    assertThat(passwords.setByLink(Staffing.token(link), PASSWORD))
        .isInstanceOf(PasswordChange.LinkGone.class);
    assertThat(login("ayu", PASSWORD)).isInstanceOf(LoginResult.Refused.class);
    assertThat(login("ayu", "becak merah di malioboro")).isInstanceOf(LoginResult.LoggedIn.class);
  }

  @Test
  void whoever_knows_the_old_password_sets_a_new_one() {
    LoginName ayu = staffing.hire("ayu", Role.CS);
    String session = session(ayu);

    assertThat(passwords.exchange(new Exchange(ayu, "wrong", "soto ayam lamongan", address)))
        .isInstanceOf(PasswordChange.Wrong.class);
    assertThat(passwords.exchange(new Exchange(ayu, PASSWORD, "short", address)))
        .isInstanceOf(PasswordChange.Weak.class);
    assertThat(sessions.find(session)).isPresent();
    assertThat(passwords.exchange(new Exchange(ayu, PASSWORD, "soto ayam lamongan", address)))
        .isInstanceOf(PasswordChange.Done.class);
    assertThat(sessions.find(session)).isEmpty();
    assertThat(login("ayu", "soto ayam lamongan")).isInstanceOf(LoginResult.LoggedIn.class);
  }

  @Test
  void the_last_who_may_administer_stays() {
    LoginName ayu = staffing.hire("ayu", Role.TECH_LEAD);
    people.create(
        new NewPerson(
            new LoginName("budi"),
            new DisplayName("Budi"),
            StaffLanguage.ID,
            Set.of(Role.TECH_LEAD)),
        BECAUSE);

    // Budi has no password yet and cannot be the one who remains.
    assertThat(people.disable(ayu, BECAUSE)).isInstanceOf(StaffChange.Refused.class);
    assertThat(people.changeRoles(ayu, Set.of(Role.OPS), BECAUSE))
        .isInstanceOf(StaffChange.Refused.class);

    staffing.hire("citra", Role.TECH_LEAD);
    assertThat(people.disable(ayu, BECAUSE)).isInstanceOf(StaffChange.Done.class);
  }

  @Test
  void whoever_is_disabled_is_out_at_once_and_by_every_way() {
    staffing.hire("ayu", Role.TECH_LEAD);
    LoginName budi = staffing.hire("budi", Role.OPS);
    String session = session(budi);
    OneTimeLink link = ((StaffChange.Linked) people.reset(budi, BECAUSE)).link();

    people.disable(budi, BECAUSE);

    assertThat(sessions.find(session)).isEmpty();
    assertThat(login("budi", PASSWORD)).isInstanceOf(LoginResult.Refused.class);
    assertThat(passwords.setByLink(Staffing.token(link), PASSWORD))
        .isInstanceOf(PasswordChange.LinkGone.class);
    assertThat(people.reset(budi, BECAUSE)).isInstanceOf(StaffChange.Refused.class);
    people.enable(budi, BECAUSE);
    assertThat(login("budi", PASSWORD)).isInstanceOf(LoginResult.LoggedIn.class);
  }

  @Test
  void a_session_ends_when_it_is_idle_and_when_it_is_old() {
    LoginName ayu = staffing.hire("ayu", Role.CS);
    String idle = session(ayu);
    clock.move(Duration.ofHours(8).minusSeconds(1));
    assertThat(sessions.find(idle)).isPresent();
    clock.move(Duration.ofHours(8));
    assertThat(sessions.find(idle)).isEmpty();

    String used = session(ayu);
    for (int i = 0; i < 10; i++) {
      clock.move(Duration.ofHours(7));
      assertThat(sessions.find(used)).as("after %d h", 7 * (i + 1)).isPresent();
    }
    clock.move(Duration.ofHours(2));
    assertThat(sessions.find(used)).isEmpty();
  }

  @Test
  void every_login_is_a_session_of_its_own_and_logout_ends_that_one() {
    LoginName ayu = staffing.hire("ayu", Role.CS);
    String phone = session(ayu);
    String desk = session(ayu);
    assertThat(phone).isNotEqualTo(desk);

    sessions.end(phone);

    assertThat(sessions.find(phone)).isEmpty();
    assertThat(sessions.find(desk)).isPresent();
  }

  @Test
  void no_secret_stands_in_the_database() {
    LoginName ayu = staffing.hire("ayu", Role.CS);
    String session = session(ayu);
    OneTimeLink link = ((StaffChange.Linked) people.reset(ayu, BECAUSE)).link();

    String all =
        jdbc.sql(
                """
                select (select string_agg(p::text, ' ') from staff_person p)
                       || (select string_agg(s::text, ' ') from staff_session s)
                       || (select string_agg(l::text, ' ') from staff_link l)
                       || (select string_agg(e::text, ' ') from event e
                           where event_type = 'STAFF_CHANGED')
                """)
            .query(String.class)
            .single();
    assertThat(all)
        .contains("{bcrypt}$2a$04$")
        .doesNotContain(PASSWORD, session, Staffing.token(link));
  }

  @Test
  void after_ten_wrong_passwords_the_right_one_is_turned_away_for_a_quarter_of_an_hour() {
    staffing.hire("ayu", Role.CS);
    for (int i = 0; i < 10; i++) {
      assertThat(login("ayu", "wrong")).isInstanceOf(LoginResult.Refused.class);
    }

    assertThat(login("AYU ", PASSWORD))
        .isInstanceOfSatisfying(
            LoginResult.TooMany.class,
            it ->
                assertThat(it.retryAfter())
                    .isBetween(Duration.ofMinutes(14), Duration.ofMinutes(16)));
    clock.move(Attempts.WINDOW);
    assertThat(login("ayu", PASSWORD)).isInstanceOf(LoginResult.LoggedIn.class);
    assertThat(
            jdbc.sql(
                    """
                    select event || ' ' || (fields ->> 'login')
                    from event
                    where event in ('LOGIN_FAILED', 'LOGIN_LIMITED')
                    order by id desc
                    limit 2
                    """)
                .query(String.class)
                .list())
        .containsExactly("LOGIN_LIMITED ayu", "LOGIN_FAILED ayu");
  }

  @Test
  void whoever_guesses_from_elsewhere_does_not_keep_the_owner_out() {
    staffing.hire("ayu", Role.OPS);
    for (int i = 0; i < 12; i++) {
      login("ayu", "wrong", "198.51.100.7");
    }

    assertThat(login("ayu", PASSWORD, "198.51.100.7")).isInstanceOf(LoginResult.TooMany.class);
    assertThat(login("ayu", PASSWORD, "203.0.113.5")).isInstanceOf(LoginResult.LoggedIn.class);
  }

  @Test
  void the_addresses_of_one_network_are_one_guesser() {
    staffing.hire("ayu", Role.OPS);
    for (int i = 0; i < 10; i++) {
      assertThat(login("ayu", "wrong", "2001:db8:1:2::" + i))
          .isInstanceOf(LoginResult.Refused.class);
    }

    assertThat(login("ayu", PASSWORD, "2001:db8:1:2:ffff::1"))
        .isInstanceOf(LoginResult.TooMany.class);
    assertThat(login("ayu", PASSWORD, "2001:db8:1:3::1")).isInstanceOf(LoginResult.LoggedIn.class);
  }

  @Test
  void guesses_from_many_networks_lock_a_login_at_a_hundred_whatever_succeeds_in_between() {
    staffing.hire("ayu", Role.OPS);
    for (int i = 0; i < 99; i++) {
      assertThat(attempts.count(new Attempts.Attempt("ayu", "from-" + i)).allowed()).isTrue();
    }
    assertThat(login("ayu", PASSWORD)).isInstanceOf(LoginResult.LoggedIn.class);
    assertThat(attempts.count(new Attempts.Attempt("ayu", "from-99")).allowed()).isTrue();

    assertThat(login("ayu", PASSWORD)).isInstanceOf(LoginResult.TooMany.class);
  }

  @Test
  void an_unknown_login_is_refused_counted_and_told_like_a_known_one_and_never_kept() {
    for (int i = 0; i < Attempts.TRIES_PER_LOGIN_MAX; i++) {
      attempts.count(new Attempts.Attempt("sup3r secret typed wrong", "from-" + i));
    }
    assertThat(login("sup3r secret typed wrong", "x")).isInstanceOf(LoginResult.TooMany.class);
    assertThat(login("nobody", "x")).isInstanceOf(LoginResult.Refused.class);

    assertThat(
            jdbc.sql(
                    """
                    select count(*)
                    from event
                    where fields::text like '%sup3r%' or message like '%sup3r%'
                    """)
                .query(Long.class)
                .single())
        .isZero();
    assertThat(
            jdbc.sql("select count(*) from staff_attempt where subject like '%sup3r%'")
                .query(Long.class)
                .single())
        .isZero();
  }

  @Test
  void one_address_may_not_try_every_login() {
    for (int i = 0; i < Attempts.TRIES_PER_NETWORK_MAX; i++) {
      attempts.count(new Attempts.Attempt("login-" + i, address));
    }

    assertThat(attempts.count(new Attempts.Attempt("another", address)).allowed()).isFalse();
    assertThat(attempts.count(new Attempts.Attempt("another", "elsewhere")).allowed()).isTrue();
  }

  private static NewPerson person(String login) {
    return new NewPerson(
        new LoginName(login), new DisplayName("Ayu"), StaffLanguage.ID, Set.of(Role.TECH_LEAD));
  }

  private String session(LoginName login) {
    return ((LoginResult.LoggedIn) login(login.text(), PASSWORD)).token().reveal();
  }

  private LoginResult login(String login, String password) {
    return login(login, password, address);
  }

  private LoginResult login(String login, String password, String from) {
    return logins.login(new Credentials(login, password, from));
  }
}
