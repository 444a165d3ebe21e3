package ai.agentbar.watch.checklist;

import ai.agentbar.watch.checklist.Finding.Verdict;
import ai.agentbar.watch.playbook.Wording;
import java.util.Comparator;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table {@code checklist_item}. */
@Repository
class FindingTable {

  private final JdbcClient jdbc;

  FindingTable(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Writes the items, over those that are there. */
  void save(ChecklistId id, List<Finding> findings) {
    findings.forEach(it -> save(id, it));
  }

  private void save(ChecklistId id, Finding finding) {
    jdbc.sql(
            """
            insert into checklist_item (checklist_id, item, verdict, value_id, value_en, normal_id,
                                        normal_en, link, note)
            values (:id, :item, :verdict, :valueId, :valueEn, :normalId, :normalEn, :link, :note)
            on conflict (checklist_id, item) do update
            set verdict = excluded.verdict,
                value_id = excluded.value_id,
                value_en = excluded.value_en,
                normal_id = excluded.normal_id,
                normal_en = excluded.normal_en,
                link = excluded.link,
                note = excluded.note
            """)
        .param("id", id.number())
        .param("item", finding.item().name())
        .param("verdict", finding.verdict().name())
        .param("valueId", finding.value().indonesian())
        .param("valueEn", finding.value().english())
        .param("normalId", finding.normal().indonesian())
        .param("normalEn", finding.normal().english())
        .param("link", finding.link())
        .param("note", finding.note())
        .update();
  }

  List<Finding> of(ChecklistId id) {
    return jdbc
        .sql(
            """
            select item, verdict, value_id, value_en, normal_id, normal_en, link, note
            from checklist_item
            where checklist_id = :id
            limit :limit
            """)
        .param("id", id.number())
        .param("limit", ChecklistItem.values().length)
        .query(
            (row, _) ->
                new Finding(
                    ChecklistItem.valueOf(row.getString("item")),
                    Verdict.valueOf(row.getString("verdict")),
                    new Wording(row.getString("value_id"), row.getString("value_en")),
                    new Wording(row.getString("normal_id"), row.getString("normal_en")),
                    row.getString("link"),
                    row.getString("note")))
        .list()
        .stream()
        .sorted(Comparator.comparing(Finding::item))
        .toList();
  }
}
