package ai.agentbar.watch.rows;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/** Section 5: what fires, who is told, and that the message says what to do, in that order. */
final class MatrixRows {

  private final Rehearsal rehearsal;

  MatrixRows(Rehearsal rehearsal) {
    this.rehearsal = rehearsal;
  }

  List<Row> all() {
    List<Row> rows = new ArrayList<>();
    rows.addAll(
        alert(
            "5.1",
            "webhook error / no webhook",
            "Tech Lead + DevOps",
            List.of(
                "Cek endpoint availability",
                "Cek signature validation logic",
                "Jalankan reconciliation job manual",
                "Monitor pending orders"),
            Set.of("processing", "silence", "forgery")));
    rows.addAll(
        alert(
            "5.2",
            "paid rate < threshold",
            "Product + Tech Lead",
            List.of(
                "Cek Midtrans dashboard",
                "Cek error payment method",
                "Cek Snap UI availability",
                "Komunikasi ke CS jika perlu"),
            Set.of("conversion")));
    rows.addAll(
        alert(
            "5.3",
            "outbox_failed > 0",
            "Ops + DevOps",
            List.of(
                "Cek SMTP / WA API",
                "Restart worker jika perlu",
                "Requeue failed jobs",
                "CS siap manual follow-up (sementara)"),
            Set.of("failure")));
    rows.addAll(
        alert(
            "5.4",
            "worker_alive = false",
            "DevOps",
            List.of("Restart worker", "Cek resource (CPU/RAM)", "Pastikan backlog terkirim"),
            Set.of("worker")));
    rows.addAll(
        alert(
            "5.5",
            "pending > threshold",
            "Ops + Product",
            List.of(
                "Jalankan reconciliation",
                "Pastikan reminder terkirim",
                "Evaluasi UX/payment friction"),
            Set.of("aging")));
    return rows;
  }

  private List<Row> alert(
      String section, String trigger, String notify, List<String> actions, Set<String> drills) {
    List<Row> rows = new ArrayList<>();
    rows.add(
        Row.of(
            section,
            "Trigger: " + trigger,
            () -> drills.forEach(it -> assertThat(rehearsal.of(it).firingId()).isPositive())));
    rows.add(
        Row.of(
            section,
            "Notify: " + notify,
            () -> drills.forEach(it -> told(rehearsal.of(it), Set.of(notify.split(" \\+ "))))));
    IntStream.rangeClosed(1, actions.size())
        .mapToObj(
            number ->
                Row.of(
                    section,
                    "%d. %s".formatted(number, actions.get(number - 1)),
                    () ->
                        drills.forEach(it -> asked(rehearsal.of(it), actions.subList(0, number)))))
        .forEach(rows::add);
    return rows;
  }

  private static void told(Drilled drilled, Set<String> teams) {
    assertThat(drilled.mailed()).isEqualTo(teams);
    assertThat(drilled.slacked()).isEqualTo(teams);
  }

  /** In the playbook's words and order, by the rule and by the message that went out. */
  private static void asked(Drilled drilled, List<String> actions) {
    assertThat(drilled.rule().card().steps().stream().map(it -> it.text().indonesian()))
        .containsSubsequence(actions);
    assertThat(drilled.text()).containsSubsequence(actions);
  }
}
