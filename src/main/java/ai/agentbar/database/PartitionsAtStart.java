package ai.agentbar.database;

import org.flywaydb.core.api.callback.BaseCallback;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Event;
import org.springframework.stereotype.Component;

/**
 * Makes the days that are needed as the last act of the migrations: before anybody can write, on a
 * new database and after a month in which nothing ran.
 */
@Component
class PartitionsAtStart extends BaseCallback {

  private final Partitions partitions;

  PartitionsAtStart(Partitions partitions) {
    this.partitions = partitions;
  }

  @Override
  public boolean supports(Event event, Context context) {
    return event == Event.AFTER_MIGRATE;
  }

  @Override
  public boolean canHandleInTransaction(Event event, Context context) {
    return true;
  }

  @Override
  public void handle(Event event, Context context) {
    partitions.create();
  }
}
