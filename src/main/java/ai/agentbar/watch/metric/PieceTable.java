package ai.agentbar.watch.metric;

import ai.agentbar.watch.metric.Folded.Piece;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table {@code metric_open}: what is inside the pipes, piece by piece. */
@Repository
class PieceTable {

  private final JdbcClient jdbc;

  PieceTable(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  void add(Map<Piece, Integer> pieces) {
    if (pieces.isEmpty()) {
      return;
    }
    String[] pipes = pieces.keySet().stream().map(it -> it.pipe().label()).toArray(String[]::new);
    String[] items = pieces.keySet().stream().map(Piece::item).toArray(String[]::new);
    jdbc.sql(
            """
            insert into metric_open (pipe, item, open)
            select *
            from unnest(:pipes::text[], :items::text[], :opens::int[])
            on conflict (pipe, item) do update
            set open = metric_open.open + excluded.open
            """)
        .param("pipes", pipes)
        .param("items", items)
        .param("opens", pieces.values().toArray(Integer[]::new))
        .update();
    forgetClosed(pipes, items);
  }

  private void forgetClosed(String[] pipes, String[] items) {
    jdbc.sql(
            """
            delete from metric_open
            where (pipe, item) in (select * from unnest(:pipes::text[], :items::text[]))
              and open = 0
            """)
        .param("pipes", pipes)
        .param("items", items)
        .update();
  }
}
