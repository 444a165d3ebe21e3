package ai.agentbar.walk;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Takes pictures for the manual, where somebody asks for them: {@code
 * AGENTBAR_PICTURES=docs/images} names the folder. Without it nothing is taken, and a walk is a
 * walk.
 */
final class Pictures {

  private static final @Nullable String FOLDER = System.getenv("AGENTBAR_PICTURES");

  private Pictures() {}

  /** What is seen at a desk by day. */
  static void atDesk(Page page, String name) {
    take(page, name, 1280, 860, ColorScheme.LIGHT);
  }

  /** What a buyer sees. */
  static void onPhoneByDay(Page page, String name) {
    take(page, name, 360, 780, ColorScheme.LIGHT);
  }

  /** What is seen in bed. */
  static void onPhoneAtNight(Page page, String name) {
    take(page, name, 360, 780, ColorScheme.DARK);
  }

  private static void take(Page page, String name, int width, int height, ColorScheme light) {
    folder()
        .ifPresent(
            folder -> {
              page.setViewportSize(width, height);
              page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(light));
              page.screenshot(new Page.ScreenshotOptions().setPath(folder.resolve(name + ".png")));
            });
  }

  private static Optional<Path> folder() {
    return Optional.ofNullable(FOLDER).map(Path::of);
  }
}
