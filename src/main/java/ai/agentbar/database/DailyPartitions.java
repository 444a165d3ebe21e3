package ai.agentbar.database;

import java.util.regex.Pattern;

/**
 * A room's word that a table of its own is cut by the day and how long its days are kept; declared
 * as a bean, carried out by {@link Partitions}.
 *
 * <p>The table is partitioned by range over that column and has a default partition named {@code
 * <table>_default}. Beans of this type are made before the database is migrated: what they need of
 * it, they ask for later.
 *
 * @param hold days that may not be touched yet
 */
public record DailyPartitions(String table, String momentColumn, KeptFor keptFor, Hold hold) {

  private static final Pattern NAME = Pattern.compile("[a-z_]{1,50}");

  public DailyPartitions {
    if (!NAME.matcher(table).matches() || !NAME.matcher(momentColumn).matches()) {
      throw new IllegalArgumentException(
          "not a table and its column: %s, %s".formatted(table, momentColumn));
    }
  }

  public DailyPartitions(String table, String momentColumn, KeptFor keptFor) {
    this(table, momentColumn, keptFor, _ -> false);
  }

  /** Says of a day that is over whether somebody still has to read it. */
  @FunctionalInterface
  public interface Hold {
    boolean isHeld(Day day);
  }

  String defaultPartition() {
    return table + "_default";
  }

  String partition(Day day) {
    return table + "_" + day.inName();
  }
}
