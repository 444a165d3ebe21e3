package ai.agentbar.web.console.audit;

import ai.agentbar.audit.Audit;
import ai.agentbar.audit.AuditFilter;
import ai.agentbar.audit.AuditQuery;
import ai.agentbar.audit.ChainedEntry;
import ai.agentbar.web.console.Typed;
import ai.agentbar.web.console.Words;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * The entries a page shows, and all before them, as a file: newest first, page by page, {@link
 * #ROWS_MAX} at most.
 */
@Controller
class AuditDownload {

  static final int ROWS_MAX = 100_000;

  private final Audit audit;

  AuditDownload(Audit audit) {
    this.audit = audit;
  }

  @GetMapping("/audit/entries.jsonl")
  void asJsonLines(
      @RequestParam MultiValueMap<String, String> fields,
      @ModelAttribute(name = "words", binding = false) Words words,
      HttpServletResponse response)
      throws IOException {
    response.setContentType("application/jsonl;charset=UTF-8");
    send(filter(fields, words), EntryLines::json, "jsonl", response);
  }

  @GetMapping("/audit/entries.csv")
  void asTable(
      @RequestParam MultiValueMap<String, String> fields,
      @ModelAttribute(name = "words", binding = false) Words words,
      HttpServletResponse response)
      throws IOException {
    response.setContentType("text/csv;charset=UTF-8");
    AuditFilter filter = filter(fields, words);
    response.getWriter().print(EntryLines.CSV_HEAD);
    send(filter, EntryLines::csv, "csv", response);
  }

  private static AuditFilter filter(MultiValueMap<String, String> fields, Words words) {
    return AuditWish.of(new Typed(fields)).filter(words.reader().zone());
  }

  private void send(
      AuditFilter filter,
      Function<ChainedEntry, String> line,
      String ending,
      HttpServletResponse response)
      throws IOException {
    response.setCharacterEncoding(StandardCharsets.UTF_8);
    response.setHeader(
        HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"audit.%s\"".formatted(ending));
    PrintWriter out = response.getWriter();
    Optional<Long> before = Optional.empty();
    int sent = 0;
    List<ChainedEntry> page;
    do {
      page = audit.find(new AuditQuery(filter, before, AuditQuery.ROWS_MAX));
      page.stream().map(line).forEach(out::print);
      sent += page.size();
      before = page.isEmpty() ? before : Optional.of(page.getLast().entry().number());
    } while (page.size() == AuditQuery.ROWS_MAX && sent < ROWS_MAX && !out.checkError());
  }
}
