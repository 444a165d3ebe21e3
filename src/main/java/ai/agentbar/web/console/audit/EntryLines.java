package ai.agentbar.web.console.audit;

import ai.agentbar.audit.AuditEntry;
import ai.agentbar.audit.ChainedEntry;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;

/** An entry as one line of a file; with its hashes, so that a reader can verify the chain. */
final class EntryLines {

  static final String CSV_HEAD =
      "number,at,actor,event,subject,reason,message,request_id,previous_hash,hash\r\n";

  private static final JsonMapper JSON = new JsonMapper();

  private EntryLines() {}

  static String json(ChainedEntry entry) {
    return JSON.writeValueAsString(fields(entry)) + "\n";
  }

  /** After RFC 4180. */
  static String csv(ChainedEntry entry) {
    return fields(entry).values().stream()
        .map(it -> cell(it.toString()))
        .collect(Collectors.joining(",", "", "\r\n"));
  }

  /** A spreadsheet would run what begins like a formula; an apostrophe makes it text. */
  private static String cell(String text) {
    String harmless = text.matches("(?s)[=+\\-@\t\r].*") ? "'" + text : text;
    return harmless.matches("(?s).*[\",\r\n].*")
        ? '"' + harmless.replace("\"", "\"\"") + '"'
        : harmless;
  }

  private static Map<String, Object> fields(ChainedEntry chained) {
    AuditEntry entry = chained.entry();
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("number", entry.number());
    fields.put("at", entry.at().toString());
    fields.put("actor", entry.actor());
    fields.put("event", entry.event());
    fields.put("subject", entry.subject());
    fields.put("reason", entry.reason());
    fields.put("message", entry.message());
    fields.put("request_id", entry.requestId());
    fields.put("previous_hash", chained.previousHash());
    fields.put("hash", chained.hash());
    return fields;
  }
}
