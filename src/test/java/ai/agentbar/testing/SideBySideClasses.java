package ai.agentbar.testing;

import org.awaitility.Awaitility;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/**
 * Test classes run side by side, so what breaks in a thread of one class must not fail the waiting
 * of another: Awaitility would hand it to whoever waits.
 */
public final class SideBySideClasses implements LauncherSessionListener {

  @Override
  public void launcherSessionOpened(LauncherSession session) {
    Awaitility.doNotCatchUncaughtExceptionsByDefault();
  }
}
