package ai.agentbar.audit;

import ai.agentbar.audit.AuditTable.End;
import ai.agentbar.audit.Chain.Head;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Service;

/**
 * Reads what people and keys did; nobody writes here but the room itself.
 *
 * <p>{@link #verify} finds a changed, inserted or removed entry, and entries cut off at the end. It
 * does not find a chain that was rewritten whole, head and all, by whoever owns the database: for
 * that, compare with a head that was kept outside.
 */
@Service
public class Audit {

  private static final int PAGE_ROWS_MAX = 1_000;

  /** A head somebody kept: how many entries there were, and the hash of the last. */
  public record Remembered(long number, String hash) {}

  private final AuditTable table;

  Audit(AuditTable table) {
    this.table = table;
  }

  public List<ChainedEntry> find(AuditQuery query) {
    return table.find(query);
  }

  public Verification verify() {
    return verify(Optional.empty());
  }

  /** Walks the chain from its beginning, page by page, as far as the head reached when asked. */
  public Verification verify(Optional<Remembered> remembered) {
    return table
        .end()
        .map(it -> walk(it, remembered))
        .orElseGet(() -> new Verification.Broken(1, "the head is missing"));
  }

  private Verification walk(End end, Optional<Remembered> remembered) {
    if (end.oldest() < 1) {
      return new Verification.Broken(end.oldest(), "an entry stands before the first");
    }
    Head reached = Head.BEFORE_THE_FIRST;
    while (reached.number() < end.head().number()) {
      List<ChainedEntry> page = table.after(reached.number(), PAGE_ROWS_MAX);
      if (page.isEmpty()) {
        return new Verification.Broken(
            reached.number() + 1,
            "entry %d and what followed are missing, up to %d"
                .formatted(reached.number() + 1, end.head().number()));
      }
      for (ChainedEntry link : page) {
        Optional<String> fault =
            Chain.fault(reached, link).or(() -> contradiction(link, remembered));
        if (fault.isPresent()) {
          return new Verification.Broken(reached.number() + 1, fault.get());
        }
        reached = link.head();
        if (reached.number() == end.head().number()) {
          break;
        }
      }
    }
    return atTheEnd(reached, end, remembered);
  }

  private static Verification atTheEnd(Head reached, End end, Optional<Remembered> remembered) {
    if (!reached.hash().equals(end.head().hash())) {
      return new Verification.Broken(reached.number(), "the head names another last entry");
    }
    if (end.newest() > reached.number()) {
      return new Verification.Broken(reached.number() + 1, "entries stand behind the head");
    }
    return remembered
        .filter(it -> it.number() > reached.number())
        .<Verification>map(
            it ->
                new Verification.Broken(
                    reached.number() + 1,
                    "there were %d entries, now %d".formatted(it.number(), reached.number())))
        .orElseGet(() -> new Verification.Intact(reached.number(), reached.hash()));
  }

  private static Optional<String> contradiction(
      ChainedEntry link, Optional<Remembered> remembered) {
    return remembered
        .filter(it -> it.number() == link.entry().number())
        .filter(it -> !it.hash().equals(link.hash()))
        .map(it -> "entry %d is not the one that was kept".formatted(it.number()));
  }
}
