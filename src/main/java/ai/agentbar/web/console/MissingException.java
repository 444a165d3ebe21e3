package ai.agentbar.web.console;

/** There is no such thing; the page says so and leads to where it can be looked for. */
public final class MissingException extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final String what;
  private final Area area;

  /**
   * @param what names its texts: {@code order} has {@code missing.order} and {@code
   *     missing.order.do}
   * @param area where it can be looked for
   */
  public MissingException(String what, Area area) {
    super("there is no such " + what, null, false, false);
    this.what = what;
    this.area = area;
  }

  public String what() {
    return what;
  }

  public Area area() {
    return area;
  }
}
