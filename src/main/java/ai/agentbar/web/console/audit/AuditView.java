package ai.agentbar.web.console.audit;

import ai.agentbar.audit.AuditEntry;
import ai.agentbar.audit.ChainedEntry;
import ai.agentbar.kernel.Actor;
import ai.agentbar.web.console.Option;
import ai.agentbar.web.console.Words;
import java.util.List;
import java.util.stream.Stream;

/**
 * Entries in one language, newest first.
 *
 * @param older before which number the next page begins, or empty
 * @param first whether this is the first page
 */
public record AuditView(
    Wished wished,
    List<Option> events,
    List<Row> rows,
    String older,
    boolean first,
    boolean plain) {

  /** The chosen filters as a link carries them. */
  public record Wished(String actor, String subject, String event, String day) {}

  /**
   * An entry.
   *
   * @param actor as a filter takes it
   * @param proof what the hash is made of, and the hash, as the log keeps them
   */
  public record Row(
      String number,
      String at,
      String who,
      String actor,
      String what,
      String subject,
      String why,
      String hash,
      String proof) {}

  private static final int HASH_SHOWN = 12;

  /** What can be chosen; an entry of any other kind shows all the same. */
  private static final List<String> EVENTS =
      List.of(
          "LOGGED_IN",
          "PERSON_CREATED",
          "ROLES_CHANGED",
          "PERSON_DISABLED",
          "PERSON_ENABLED",
          "PASSWORD_RESET",
          "PASSWORD_CHANGED",
          "EMAIL_CHANGED",
          "SESSIONS_ENDED",
          "KEY_CREATED",
          "KEY_REVOKED",
          "ALERT_ACKNOWLEDGED",
          "SILENCE_BEGUN",
          "SILENCE_SHORTENED",
          "SILENCE_ENDED",
          "INCIDENT_ACKNOWLEDGED",
          "INCIDENT_COMMENTED",
          "INCIDENT_ROLE_ASSIGNED",
          "INCIDENT_STEP_DONE",
          "INCIDENT_STEP_SKIPPED",
          "INCIDENT_SEVERITY_SET",
          "INCIDENT_RESOLVED",
          "INCIDENT_REOPENED",
          "INCIDENT_POST_MORTEM_SAVED",
          "INCIDENT_POST_MORTEM_SIGNED",
          "CHECKLIST_SIGNED",
          "ACTION_STARTED",
          "ACTION_FINISHED",
          "ACTION_FAILED",
          "ACTION_MEASURED",
          "STEP_TICKED",
          "STEP_UNTICKED",
          "MESSAGE_RESEND_ASKED",
          "CHANNEL_RESEND_ASKED",
          "MESSAGE_FOLLOWED_UP",
          "NOTIFICATION_REPLAY_ASKED",
          "ORDER_INQUIRY_ASKED");

  static AuditView of(List<ChainedEntry> found, AuditWish wish, boolean first, Words words) {
    boolean more = found.size() > AuditPage.PAGE_ROWS;
    List<ChainedEntry> rows = more ? found.subList(0, AuditPage.PAGE_ROWS) : found;
    return new AuditView(
        new Wished(wish.actor(), wish.subject(), wish.event(), wish.day()),
        events(wish.event(), words),
        rows.stream().map(it -> row(it, words)).toList(),
        more ? Long.toString(rows.getLast().entry().number()) : "",
        first,
        wish.isPlain());
  }

  private static List<Option> events(String chosen, Words words) {
    return Stream.concat(
            Stream.of(new Option("", words.say("filter.all"), chosen.isEmpty())),
            EVENTS.stream()
                .map(it -> new Option(it, words.of("audit-event", it), it.equals(chosen))))
        .toList();
  }

  private static Row row(ChainedEntry chained, Words words) {
    AuditEntry entry = chained.entry();
    return new Row(
        Long.toString(entry.number()),
        words.reader().moment(entry.at()),
        Actor.read(entry.actor()).map(words::who).orElse(entry.actor()),
        entry.actor(),
        words.of("audit-event", entry.event()),
        entry.subject(),
        entry.reason(),
        chained.hash().substring(0, Math.min(HASH_SHOWN, chained.hash().length())),
        proof(chained));
  }

  private static String proof(ChainedEntry chained) {
    AuditEntry entry = chained.entry();
    return """
        number    %d
        at        %s
        actor     %s
        event     %s
        subject   %s
        reason    %s
        message   %s
        request   %s
        previous  %s
        hash      %s"""
        .formatted(
            entry.number(),
            entry.at(),
            entry.actor(),
            entry.event(),
            entry.subject(),
            entry.reason(),
            entry.message(),
            entry.requestId(),
            chained.previousHash(),
            chained.hash());
  }
}
