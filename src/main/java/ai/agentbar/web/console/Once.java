package ai.agentbar.web.console;

/**
 * Something that is shown once and never again.
 *
 * @param area whose it is, as the navigation spells it
 * @param about what to do with it
 * @param until when it ends, or empty
 * @param back where it leads once it is copied
 */
public record Once(
    String area, String title, String about, String secret, String until, String back) {

  /** The template that shows it as {@code view}. */
  public static final String PAGE = "console/once";

  @Override
  public String toString() {
    return title;
  }
}
