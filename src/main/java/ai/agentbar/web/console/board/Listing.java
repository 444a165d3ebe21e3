package ai.agentbar.web.console.board;

import ai.agentbar.web.console.Badge;
import java.util.List;

/**
 * What a board lists beside its charts.
 *
 * @param heads the columns' names; the first is that of the rows' own names
 */
public record Listing(String title, List<String> heads, List<Row> rows) {

  /**
   * One row.
   *
   * @param link where the rows behind it are
   * @param share of its bar in percent, or below 0 where there is none
   */
  public record Row(
      String name, String link, Badge badge, int share, String tone, List<String> cells) {

    public boolean hasBar() {
      return share >= 0;
    }
  }

  static final Badge NO_BADGE = new Badge("", "");
  static final int NO_BAR = -1;
}
