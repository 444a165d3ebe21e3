package ai.agentbar.web;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A path of this site and what is asked of it: not another host's by two slashes or by a backslash.
 */
public final class OwnPath {

  public static final String HOME = "/";

  private static final Pattern FORM =
      Pattern.compile("/(?:[A-Za-z0-9._~-][A-Za-z0-9._~/-]*)?(?:\\?[\\w.=&%~:+*,/@-]*)?");
  private static final int LENGTH_MAX = 300;

  private OwnPath() {}

  /** That path, or home where it is none of ours. */
  public static String of(@Nullable String path) {
    return path != null && path.length() <= LENGTH_MAX && FORM.matcher(path).matches()
        ? path
        : HOME;
  }
}
