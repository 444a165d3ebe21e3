package ai.agentbar.staff;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long staff stays logged in.
 *
 * @param sessionIdle a session that was not used for so long has ended
 * @param sessionLongest a session ends after so long, however much it is used
 * @param passwordCost of bcrypt: each step more doubles the time of a login and of a guess; 12
 *     takes a core about 0.4 s
 * @param openDemo whoever sits at this machine may do everything, as the person {@code demo};
 *     production refuses to start with it
 */
@ConfigurationProperties("agentbar.staff")
public record StaffSettings(
    @DefaultValue("8h") Duration sessionIdle,
    @DefaultValue("3d") Duration sessionLongest,
    @DefaultValue("12") int passwordCost,
    @DefaultValue("false") boolean openDemo) {

  private static final Duration SHORTEST = Duration.ofMinutes(5);

  public StaffSettings {
    if (sessionIdle.compareTo(SHORTEST) < 0 || sessionLongest.compareTo(sessionIdle) < 0) {
      throw new IllegalArgumentException(
          "agentbar.staff.session-idle is at least %s and session-longest no shorter than it, not %s and %s"
              .formatted(SHORTEST, sessionIdle, sessionLongest));
    }
  }
}
