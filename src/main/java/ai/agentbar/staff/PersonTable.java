package ai.agentbar.staff;

import ai.agentbar.kernel.Email;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The tables {@code staff_person} and {@code staff_role}. */
@Repository
class PersonTable {

  static final int PERSONS_MAX = 500;

  /** All that {@link #person} reads; the roles as one text. */
  static final String COLUMNS =
      """
      person.login, display_name, language, active, password_hash is not null as has_password,
      created_at, last_login_at, email,
      (select coalesce(string_agg(role, ','), '')
       from staff_role
       where staff_role.login = person.login) as roles\
      """;

  private final JdbcClient jdbc;

  PersonTable(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Until the end of the transaction, nobody else changes who may administer. */
  void lock() {
    jdbc.sql("lock table staff_person in share row exclusive mode").update();
  }

  boolean isEmpty() {
    return jdbc.sql(
            """
            select not exists (select 1 from staff_person)
            """)
        .query(Boolean.class)
        .single();
  }

  void insert(NewPerson person, Instant now) {
    jdbc.sql(
            """
            insert into staff_person (login, display_name, language, email, created_at)
            values (:login, :name, :language, :email, :now)
            """)
        .param("login", person.login().text())
        .param("name", person.name().text())
        .param("language", person.language().code())
        .param("email", person.email().map(Email::address).orElse(null))
        .param("now", now.atOffset(ZoneOffset.UTC))
        .update();
    insertRoles(person.login(), person.roles());
  }

  List<Person> all() {
    return jdbc.sql(
            """
            select %s
            from staff_person as person
            order by person.login
            limit :max
            """
                .formatted(COLUMNS))
        .param("max", PERSONS_MAX)
        .query((row, _) -> person(row))
        .list();
  }

  Optional<Person> find(LoginName login) {
    return jdbc.sql(
            """
            select %s
            from staff_person as person
            where person.login = :login
            """
                .formatted(COLUMNS))
        .param("login", login.text())
        .query((row, _) -> person(row))
        .optional();
  }

  Optional<Person> findByEmail(Email email) {
    return jdbc.sql(
            """
            select %s
            from staff_person as person
            where person.email = :email
            """
                .formatted(COLUMNS))
        .param("email", email.address())
        .query((row, _) -> person(row))
        .optional();
  }

  void setEmail(LoginName login, Optional<Email> email) {
    jdbc.sql(
            """
            update staff_person
            set email = :email
            where login = :login
            """)
        .param("email", email.map(Email::address).orElse(null))
        .param("login", login.text())
        .update();
  }

  void setRoles(LoginName login, Set<Role> roles) {
    jdbc.sql(
            """
            delete from staff_role
            where login = :login
            """)
        .param("login", login.text())
        .update();
    insertRoles(login, roles);
  }

  void setActive(LoginName login, boolean active) {
    jdbc.sql(
            """
            update staff_person
            set active = :active
            where login = :login
            """)
        .param("active", active)
        .param("login", login.text())
        .update();
  }

  /** Empty where there is no such person, they are disabled, or they have no password. */
  Optional<String> passwordHash(LoginName login) {
    return jdbc.sql(
            """
            select password_hash
            from staff_person
            where login = :login
              and active
              and password_hash is not null
            """)
        .param("login", login.text())
        .query(String.class)
        .optional();
  }

  void setPassword(LoginName login, String hash) {
    jdbc.sql(
            """
            update staff_person
            set password_hash = :hash
            where login = :login
            """)
        .param("hash", hash)
        .param("login", login.text())
        .update();
  }

  /** False where the password was changed, or the person disabled, since that hash was read. */
  boolean loggedIn(LoginName login, String hash, Instant now) {
    return jdbc.sql(
                """
                update staff_person
                set last_login_at = :now
                where login = :login
                  and active
                  and password_hash = :hash
                """)
            .param("now", now.atOffset(ZoneOffset.UTC))
            .param("login", login.text())
            .param("hash", hash)
            .update()
        == 1;
  }

  /** False where the person is disabled. */
  boolean loggedIn(LoginName login, Instant now) {
    return jdbc.sql(
                """
                update staff_person
                set last_login_at = :now
                where login = :login
                  and active
                """)
            .param("now", now.atOffset(ZoneOffset.UTC))
            .param("login", login.text())
            .update()
        == 1;
  }

  static Person person(ResultSet row) throws SQLException {
    OffsetDateTime lastLoginAt = row.getObject("last_login_at", OffsetDateTime.class);
    return new Person(
        new LoginName(row.getString("login")),
        new DisplayName(row.getString("display_name")),
        StaffLanguage.valueOf(row.getString("language").toUpperCase(Locale.ROOT)),
        roles(row.getString("roles")),
        row.getBoolean("active"),
        row.getBoolean("has_password"),
        row.getObject("created_at", OffsetDateTime.class).toInstant(),
        Optional.ofNullable(lastLoginAt).map(OffsetDateTime::toInstant),
        Optional.ofNullable(row.getString("email")).map(Email::new));
  }

  private static Set<Role> roles(String text) {
    return Arrays.stream(text.split(","))
        .filter(it -> !it.isEmpty())
        .map(Role::valueOf)
        .collect(Collectors.toSet());
  }

  private void insertRoles(LoginName login, Set<Role> roles) {
    for (Role role : roles) {
      jdbc.sql(
              """
              insert into staff_role (login, role)
              values (:login, :role)
              """)
          .param("login", login.text())
          .param("role", role.name())
          .update();
    }
  }
}
