package ai.agentbar.sandbox;

import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;

/** The sandbox by itself, to look at its pages: no shop, so no buyers. */
final class SandboxMain {

  private SandboxMain() {}

  public static void main(String[] args) throws InterruptedException {
    try (Sandbox sandbox =
        new Sandbox(SandboxSettings.from(Settings.of(args)), InstantSource.system())) {
      sandbox.start();
      new CountDownLatch(1).await();
    }
  }
}
