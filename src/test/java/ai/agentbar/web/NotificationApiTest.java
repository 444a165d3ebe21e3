package ai.agentbar.web;

import static org.assertj.core.api.Assertions.assertThat;

import ai.agentbar.job.WorkLoops;
import ai.agentbar.testing.Http;
import ai.agentbar.testing.Http.Answer;
import ai.agentbar.testing.Notifications;
import ai.agentbar.testing.RoomTest;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What Midtrans sees of the notification endpoint. */
@RoomTest
class NotificationApiTest {

  private static final String PATH = "/api/webhooks/midtrans";
  private static final int ANSWERED_WITHIN_MS = 5_000;

  @LocalServerPort int port;
  @Autowired JdbcClient jdbc;
  @Autowired WorkLoops work;
  private Http http;

  @BeforeEach
  void connect() {
    http = new Http("http://127.0.0.1:" + port);
    work.settle();
    jdbc.sql(
            "truncate payment_inbox, payment_inbox_rejected, payment_transaction, event, orders cascade")
        .update();
  }

  @ParameterizedTest
  @ValueSource(strings = {"settlement", "pending", "expire"})
  void an_official_notification_is_stored_as_it_came_and_closed_as_unknown_order(String status)
      throws IOException {
    byte[] body = fixture(status);

    Answer answer = http.post(PATH, body);
    work.settle();

    assertThat(answer.status()).isEqualTo(200);
    assertThat(jdbc.sql("select body from payment_inbox").query(byte[].class).single())
        .isEqualTo(body);
    assertThat(jdbc.sql("select state || ' ' || reason from payment_inbox").query().singleValue())
        .isEqualTo("IGNORED UNKNOWN_ORDER");
    assertThat(count("orders") + count("order_entitlement") + count("payment_transaction"))
        .isZero();
    assertThat(events()).isEqualTo("NOTIFICATION_STORED, NOTIFICATION_IGNORED");
  }

  @ParameterizedTest
  @ValueSource(strings = {"settlement", "pending", "expire"})
  void with_one_byte_of_the_signature_changed_it_is_401_and_counted(String status)
      throws IOException {
    String body = new String(fixture(status), StandardCharsets.UTF_8);
    int last = body.indexOf("\",", body.indexOf("\"signature_key\": \"")) - 1;
    char changed = body.charAt(last) == '0' ? '1' : '0';

    Answer answer = http.post(PATH, body.substring(0, last) + changed + body.substring(last + 1));
    work.settle();

    assertThat(answer.status()).isEqualTo(401);
    assertThat(count("payment_inbox")).isZero();
    assertThat(count("payment_inbox_rejected")).isEqualTo(1);
    assertThat(events()).isEqualTo("NOTIFICATION_REJECTED");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "not json",
        "{\"order_id\": \"x\"}",
        "{\"order_id\": \"x\"",
        "{}{}",
        "{\"order_id\": \"a\", \"order_id\": \"b\"}"
      })
  void what_is_no_notification_is_400_and_counted(String body) {
    Answer answer = http.post(PATH, body);
    work.settle();

    assertThat(answer.status()).isEqualTo(400);
    assertThat(events()).isEqualTo("NOTIFICATION_REJECTED");
  }

  @Test
  void a_body_beyond_the_limit_is_413_and_counted() {
    assertThat(http.post(PATH, "x".repeat(70_000)).status()).isEqualTo(413);
    work.settle();

    assertThat(events()).isEqualTo("NOTIFICATION_REJECTED");
  }

  @Test
  void a_genuine_notification_is_stored_whatever_it_contains() {
    byte[] body =
        Notifications.about("order\u0000\uD83D\uDE00-1", "t".repeat(5_000))
            .with("transaction_status", "\u0000weird")
            .with("unheard_of", Map.of("deep", List.of(1, 2)))
            .signed();

    assertThat(http.post(PATH, body).status()).isEqualTo(200);
    work.settle();

    assertThat(jdbc.sql("select state from payment_inbox").query(String.class).single())
        .isEqualTo("IGNORED");
  }

  @Test
  void the_gross_amount_is_signed_as_it_is_written_number_or_text() {
    String body =
        new String(Notifications.about("x-1", "t-1").signed(), StandardCharsets.UTF_8)
            .replace("\"99000.00\"", "99000.00");

    assertThat(http.post(PATH, body).status()).isEqualTo(200);
  }

  @Test
  void a_trailing_slash_and_another_content_type_are_no_redirect_and_no_refusal() {
    byte[] body = Notifications.about("x-1", "t-1").signed();

    assertThat(http.post(PATH + "/", body).status()).isEqualTo(200);
    for (String type :
        new String[] {"text/plain", "multipart/form-data", "multipart/form-data; boundary=x"}) {
      assertThat(http.post(PATH, body, "Content-Type", type).status()).as(type).isEqualTo(200);
    }
    assertThat(
            http.post(PATH, body, "Content-Type", "text/plain", "Accept", "application/xml")
                .status())
        .isEqualTo(200);
  }

  @Test
  void a_status_that_misfits_its_signed_code_is_stored_and_told_as_a_warning() {
    byte[] altered = Notifications.about("x-1", "t-1").status("settlement", "201").signed();
    byte[] genuine = Notifications.about("x-2", "t-2").status("pending", "201").signed();

    assertThat(http.post(PATH, altered).status()).isEqualTo(200);
    assertThat(http.post(PATH, genuine).status()).isEqualTo(200);

    assertThat(
            jdbc.sql(
                    """
                    select fields ->> 'gateway_order_id' || ' ' || level
                    from event
                    where event = 'NOTIFICATION_STORED'
                    order by id
                    """)
                .query((row, _) -> row.getString(1))
                .list())
        .containsExactly("x-1 WARN", "x-2 INFO");
  }

  @Test
  void the_dashboards_test_button_is_answered_200_and_touches_nothing() {
    byte[] body =
        Notifications.about("payment_notif_test_G000000000_1b4e", "t-1")
            .with("gross_amount", "105000.00")
            .signed();

    assertThat(http.post(PATH, body).status()).isEqualTo(200);
    work.settle();

    assertThat(jdbc.sql("select reason from payment_inbox").query(String.class).single())
        .isEqualTo("TEST");
  }

  @Test
  void while_the_table_cannot_be_written_the_answer_is_503() {
    jdbc.sql("alter table payment_inbox rename to payment_inbox_away").update();
    try {
      Answer answer = http.post(PATH, Notifications.about("x-1", "t-1").signed());

      assertThat(answer.status()).isEqualTo(503);
      assertThat(answer.header("Retry-After")).isNotEmpty();
    } finally {
      jdbc.sql("alter table payment_inbox_away rename to payment_inbox").update();
    }
  }

  /** After a 400 Midtrans would come again twice only, and after this five times. */
  @Test
  void a_genuine_notification_whose_body_is_cut_short_is_503_and_nothing_is_stored()
      throws IOException {
    byte[] body = Notifications.about("x-1", "t-1").signed();
    try (Socket sender = new Socket(InetAddress.getLoopbackAddress(), port)) {
      sender.setSoTimeout(ANSWERED_WITHIN_MS);
      OutputStream out = sender.getOutputStream();
      out.write(head(body.length).getBytes(StandardCharsets.US_ASCII));
      out.write(body, 0, body.length - 1);
      sender.shutdownOutput();

      assertThat(new String(sender.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
          .startsWith("HTTP/1.1 503")
          .containsIgnoringCase("Retry-After: ");
    }
    assertThat(count("payment_inbox") + count("payment_inbox_rejected")).isZero();
  }

  private static String head(int length) {
    return String.join(
        "\r\n",
        "POST " + PATH + " HTTP/1.1",
        "Host: 127.0.0.1",
        "Content-Type: application/json",
        "Content-Length: " + length,
        "\r\n");
  }

  private String events() {
    return String.join(
        ", ", jdbc.sql("select event from event order by id").query(String.class).list());
  }

  private long count(String table) {
    return jdbc.sql("select count(*) from " + table).query(Long.class).single();
  }

  private static byte[] fixture(String status) throws IOException {
    String path = "/midtrans/snap-notification-%s.json".formatted(status);
    try (InputStream file =
        Objects.requireNonNull(NotificationApiTest.class.getResourceAsStream(path))) {
      return file.readAllBytes();
    }
  }
}
