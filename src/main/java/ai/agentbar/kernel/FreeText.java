package ai.agentbar.kernel;

/** Words a person typed, as a database can keep them. */
public final class FreeText {

  private FreeText() {}

  /** Without the space around it; of the one letter that cannot be kept stands a mark. */
  public static String storable(String typed) {
    return typed.replace('\u0000', '\uFFFD').strip();
  }

  /** The same, up to so many letters. */
  public static String cut(String typed, int lengthMax) {
    String storable = storable(typed);
    return storable.substring(0, Math.min(storable.length(), lengthMax));
  }
}
