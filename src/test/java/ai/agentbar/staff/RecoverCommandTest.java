package ai.agentbar.staff;

import static org.assertj.core.api.Assertions.assertThat;

import ai.agentbar.testing.MovableClock;
import ai.agentbar.testing.RoomTest;
import ai.agentbar.testing.RunningProgram;
import ai.agentbar.testing.Staffing;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The command as a process, against a database that this program uses meanwhile. */
@RoomTest
@ResourceLock(RunningProgram.ONE_AT_A_TIME)
class RecoverCommandTest {

  private static final Pattern LINK =
      Pattern.compile("http://localhost/staff/password\\?token=([\\w-]+)");

  @Autowired People people;
  @Autowired Passwords passwords;
  @Autowired Logins logins;
  @Autowired JdbcClient jdbc;
  @Autowired Environment environment;

  @Autowired MovableClock clock;

  @TempDir Path folder;
  private Staffing staffing;

  @BeforeEach
  void nobodyWorksHere() {
    // The command is a process of its own and goes by the real clock.
    clock.set(InstantSource.system().instant());
    staffing = new Staffing(people, passwords, logins);
    for (String table :
        List.of("staff_session", "staff_link", "staff_role", "staff_attempt", "staff_person")) {
      jdbc.sql("delete from " + table).update();
    }
  }

  @Test
  void whoever_is_named_is_let_in_again_with_every_right_and_the_audit_log_says_by_what() {
    staffing.hire("lead", Role.TECH_LEAD);
    LoginName gone = staffing.hire("gone", Role.OPS);
    people.disable(gone, Staffing.BECAUSE);

    RunningProgram recovered = recover("--agentbar.login=gone");

    assertThat(recovered.waitForEnd()).isZero();
    Matcher link = LINK.matcher(recovered.errors());
    assertThat(link.find()).as(recovered.errors()).isTrue();
    assertThat(recovered.output()).doesNotContain(link.group(1));
    assertThat(people.find(gone).orElseThrow())
        .satisfies(
            it -> {
              assertThat(it.active()).isTrue();
              assertThat(it.roles()).containsExactlyInAnyOrder(Role.OPS, Role.TECH_LEAD);
            });
    assertThat(passwords.setByLink(link.group(1), "soto ayam lamongan"))
        .isInstanceOf(PasswordChange.Done.class);
    assertThat(
            jdbc.sql(
                    """
                    select event || ' ' || reason as line
                    from staff_audit
                    where actor = 'system' and subject = 'person gone'
                    order by number desc
                    limit 3
                    """)
                .query((row, _) -> row.getString("line"))
                .list())
        .containsExactly(
            "PASSWORD_RESET recover-access, run at the machine",
            "ROLES_CHANGED recover-access, run at the machine",
            "PERSON_ENABLED recover-access, run at the machine");
  }

  @Test
  void without_a_name_it_is_the_only_one_who_may_administer_or_nobody() {
    Person lead = person(staffing.hire("lead", Role.TECH_LEAD));
    Person ops = person(staffing.hire("ops", Role.OPS));
    Person second = person(staffing.hire("second", Role.TECH_LEAD, Role.CS));

    assertThat(RecoverCommand.candidates(List.of(lead, ops), Optional.empty()))
        .containsExactly(lead);
    assertThat(RecoverCommand.candidates(List.of(lead, ops, second), Optional.empty()))
        .containsExactly(lead, second);
    assertThat(RecoverCommand.candidates(List.of(lead, ops), Optional.of(ops.login())))
        .containsExactly(ops);
    assertThat(RecoverCommand.candidates(List.of(ops), Optional.of(lead.login()))).isEmpty();
  }

  private Person person(LoginName login) {
    return people.find(login).orElseThrow();
  }

  private RunningProgram recover(String argument) {
    return RunningProgram.launch(
        folder,
        RecoverCommand.ARGUMENT,
        "--agentbar.db.url=" + environment.getProperty("agentbar.db.url"),
        "--agentbar.public-url=http://localhost",
        argument);
  }
}
