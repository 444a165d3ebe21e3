package ai.agentbar.sandbox.mail;

import static org.springframework.web.servlet.function.RouterFunctions.route;

import ai.agentbar.kernel.Wib;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/** The mailbox for people and for scripts. Mails of one Message-ID stand together. */
final class MailPages {

  private static final int REFRESH_SECONDS = 5;
  private static final int SHOWN_MAX = 200;
  private static final MediaType HTML = MediaType.parseMediaType("text/html;charset=UTF-8");

  private final MailBox box;
  private final Greylist greylist;

  MailPages(MailBox box, Greylist greylist) {
    this.box = box;
    this.greylist = greylist;
  }

  /**
   * One line of the list: a message and, where it came more than once, each time it came.
   *
   * @param copies newest first; empty for a message that came once
   */
  record Row(
      long id,
      String to,
      String subject,
      String at,
      String messageId,
      boolean answered,
      List<Copy> copies) {}

  /** One arrival of a message that came more than once. */
  record Copy(long id, String at, boolean answered) {}

  RouterFunction<ServerResponse> routes() {
    return route()
        .GET("/mail", _ -> list())
        .GET("/mail/{id}", this::open)
        .GET("/mail/{id}/html", this::html)
        .GET("/_sim/mail", _ -> ServerResponse.ok().body(box.all()))
        .GET("/_sim/mail/tally", _ -> ServerResponse.ok().body(box.counts()))
        .DELETE("/_sim/mail", _ -> clear())
        .build();
  }

  private ServerResponse list() {
    List<Row> rows =
        box.newest(SHOWN_MAX).stream()
            .collect(
                Collectors.groupingBy(MailPages::group, LinkedHashMap::new, Collectors.toList()))
            .values()
            .stream()
            .map(MailPages::row)
            .toList();
    return ServerResponse.ok()
        .render("mail", Map.of("rows", rows, "refreshSeconds", REFRESH_SECONDS));
  }

  private ServerResponse open(ServerRequest request) {
    return box.find(request.pathVariable("id"))
        .map(
            mail ->
                ServerResponse.ok()
                    .render(
                        "mail-message",
                        Map.of(
                            "mail",
                            mail,
                            "at",
                            Wib.readable(mail.receivedAt()),
                            "times",
                            box.counts().getOrDefault(mail.messageId(), 1))))
        .orElseGet(() -> ServerResponse.notFound().build());
  }

  /** The mail's own HTML, as it came; the page shows it in a frame that may do nothing. */
  private ServerResponse html(ServerRequest request) {
    return box.find(request.pathVariable("id"))
        .filter(mail -> !mail.html().isEmpty())
        .map(mail -> ServerResponse.ok().contentType(HTML).body(mail.html()))
        .orElseGet(() -> ServerResponse.notFound().build());
  }

  private ServerResponse clear() {
    box.clear();
    greylist.clear();
    return ServerResponse.noContent().build();
  }

  private static String group(Mail mail) {
    return mail.messageId().isEmpty() ? "no. " + mail.id() : mail.messageId();
  }

  private static Row row(List<Mail> same) {
    Mail newest = same.getFirst();
    List<Copy> copies =
        same.stream()
            .map(mail -> new Copy(mail.id(), Wib.readable(mail.receivedAt()), mail.answered()))
            .toList();
    return new Row(
        newest.id(),
        String.join(", ", newest.to()),
        newest.subject(),
        Wib.readable(newest.receivedAt()),
        newest.messageId(),
        newest.answered(),
        copies.size() > 1 ? copies : List.of());
  }
}
