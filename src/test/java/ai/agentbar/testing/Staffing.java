package ai.agentbar.testing;

import ai.agentbar.kernel.Actor;
import ai.agentbar.staff.Because;
import ai.agentbar.staff.DisplayName;
import ai.agentbar.staff.LoginName;
import ai.agentbar.staff.LoginResult;
import ai.agentbar.staff.Logins;
import ai.agentbar.staff.Logins.Credentials;
import ai.agentbar.staff.NewPerson;
import ai.agentbar.staff.OneTimeLink;
import ai.agentbar.staff.Passwords;
import ai.agentbar.staff.People;
import ai.agentbar.staff.Role;
import ai.agentbar.staff.StaffChange;
import ai.agentbar.staff.StaffLanguage;
import java.util.Set;

/** Brings people of staff to work, by the room's own doors. */
public record Staffing(People people, Passwords passwords, Logins logins) {

  public static final String PASSWORD = "kopi tubruk jam tiga";
  public static final Because BECAUSE = new Because(Actor.SYSTEM, "a test needs them");

  /** Somebody with a password, who is not logged in. */
  public LoginName hire(String login, Role... roles) {
    LoginName name = new LoginName(login);
    NewPerson wanted =
        new NewPerson(name, new DisplayName("A " + login), StaffLanguage.EN, Set.of(roles));
    if (!(people.create(wanted, BECAUSE) instanceof StaffChange.Linked linked)) {
      throw new IllegalStateException("not hired: " + login);
    }
    passwords.setByLink(token(linked.link()), PASSWORD);
    return name;
  }

  /** Logs somebody in who was hired; answers the cookie to send. */
  public String cookie(LoginName login) {
    Credentials given = new Credentials(login.text(), PASSWORD, "203.0.113.1");
    if (!(logins.login(given) instanceof LoginResult.LoggedIn in)) {
      throw new IllegalStateException("not let in: " + login);
    }
    return "agentbar=" + in.token().reveal();
  }

  public static String token(OneTimeLink link) {
    return link.address().substring(link.address().indexOf("token=") + "token=".length());
  }
}
