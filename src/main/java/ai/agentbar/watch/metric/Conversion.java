package ai.agentbar.watch.metric;

/** Of so many payments that were begun, so many are paid by now. */
public record Conversion(long begun, long paid) {

  public static final Conversion NONE = new Conversion(0, 0);

  /** Whether anything was begun at all; of nothing there is no share. */
  public boolean isKnown() {
    return begun > 0;
  }

  /** In whole percent, rounded down; 0 where nothing was begun. */
  public long percent() {
    return begun == 0 ? 0 : paid * 100 / begun;
  }
}
