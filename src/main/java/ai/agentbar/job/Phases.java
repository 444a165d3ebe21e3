package ai.agentbar.job;

/**
 * The order in which the process ends; it starts in the opposite one. The web server comes first:
 * it stops to accept and lets requests under way end (Spring Boot's phases {@code MAX_VALUE - 1024}
 * and {@code MAX_VALUE - 2048}). Then loops and jobs end, then the heart stops; beans go after
 * that, the connection pool nearly last and the embedded database last of all.
 */
final class Phases {

  static final int WORK = Integer.MAX_VALUE - 3 * 1024;
  static final int HEART = Integer.MAX_VALUE - 4 * 1024;

  private Phases() {}

  /** Ends one of those that share a phase on a thread of its own, so that they end side by side. */
  static void stopAside(String thread, Runnable stop, Runnable stopped) {
    Thread.ofVirtual()
        .name(thread)
        .start(
            () -> {
              try {
                stop.run();
              } finally {
                stopped.run();
              }
            });
  }
}
