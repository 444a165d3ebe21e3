package ai.agentbar.web.staff;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A path of this site: not another host's by two slashes or by a backslash. */
final class OwnPath {

  static final String HOME = "/";

  private static final Pattern FORM = Pattern.compile("/(?:[A-Za-z0-9._~-][A-Za-z0-9._~/-]*)?");
  private static final int LENGTH_MAX = 300;

  private OwnPath() {}

  /** That path, or home where it is none of ours. */
  static String of(@Nullable String path) {
    return path != null && path.length() <= LENGTH_MAX && FORM.matcher(path).matches()
        ? path
        : HOME;
  }
}
