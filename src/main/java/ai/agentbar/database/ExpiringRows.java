package ai.agentbar.database;

import java.util.regex.Pattern;

/**
 * A room's word that rows of a table of its own are deleted when they are over their time, by the
 * moment in that column; for tables too small to be cut by the day.
 */
public record ExpiringRows(String table, String momentColumn, KeptFor keptFor) {

  private static final Pattern NAME = Pattern.compile("[a-z_]{1,63}");

  public ExpiringRows {
    if (!NAME.matcher(table).matches() || !NAME.matcher(momentColumn).matches()) {
      throw new IllegalArgumentException(
          "not a table and its column: %s, %s".formatted(table, momentColumn));
    }
  }
}
