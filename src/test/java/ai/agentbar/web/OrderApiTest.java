package ai.agentbar.web;

import static org.assertj.core.api.Assertions.assertThat;

import ai.agentbar.kernel.OrderId;
import ai.agentbar.order.Language;
import ai.agentbar.order.Orders;
import ai.agentbar.testing.Http;
import ai.agentbar.testing.Http.Answer;
import ai.agentbar.testing.MovableClock;
import ai.agentbar.testing.RoomTest;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What a shop sees of the order API while Midtrans does not answer, and when it asks wrongly. */
@RoomTest
class OrderApiTest {

  private static final String GOOD =
      """
      {"package_id": "film-basic", "name": "Siti Rahma",
       "email": "Siti@Example.com", "phone": "0812-3456-7890"}
      """;

  @LocalServerPort int port;
  @Autowired MovableClock clock;
  @Autowired JdbcClient jdbc;
  @Autowired Orders orders;
  private Http http;

  @BeforeEach
  void connect() {
    http = new Http("http://127.0.0.1:" + port);
    clock.set(RoomTest.START);
  }

  @Test
  void an_order_stands_as_created_while_midtrans_does_not_answer_and_the_answer_says_so() {
    Answer placed = http.post("/api/orders", GOOD);

    assertThat(placed.status()).isEqualTo(201);
    assertThat(placed.json().path("order_id").asString()).matches("231126[2-9A-HJ-NP-Z]{6}");
    assertThat(placed.json().path("status").asString()).isEqualTo("CREATED");
    assertThat(placed.json().path("amount").asLong()).isEqualTo(99_000);
    assertThat(placed.json().path("payment_problem").asString()).contains("/pay");
    assertThat(placed.header("Location"))
        .isEqualTo("/api/orders/" + placed.json().path("order_id").asString());

    Answer paying =
        http.post(
            placed.header("Location") + "/pay",
            "",
            "X-Buyer-Token",
            placed.json().path("buyer_token").asString());
    assertThat(paying.status()).isEqualTo(503);
    assertThat(paying.header("Retry-After")).isNotEmpty();
  }

  @Test
  void nobody_pays_an_order_by_its_id_alone() {
    String pay = http.post("/api/orders", GOOD).header("Location") + "/pay";
    String another = http.post("/api/orders", GOOD).json().path("buyer_token").asString();

    assertThat(
            List.of(
                http.post(pay, ""),
                http.post(pay, "", "X-Buyer-Token", ""),
                http.post(pay, "", "X-Buyer-Token", another)))
        .allSatisfy(
            it -> {
              assertThat(it.status()).isEqualTo(403);
              assertThat(it.json().path("detail").asString()).contains("X-Buyer-Token");
            });
  }

  @Test
  void an_order_is_found_without_anything_about_its_buyer() {
    Answer placed = http.post("/api/orders", GOOD);

    Answer found = http.get(placed.header("Location"));

    assertThat(found.status()).isEqualTo(200);
    assertThat(found.json().path("status").asString()).isEqualTo("CREATED");
    assertThat(found.text()).doesNotContainIgnoringCase("siti").doesNotContain("buyer_token");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "package_id | {`x`}",
        "email      | siti@example",
        "email      | siti example.com",
        "phone      | 12345",
        "phone      | +1 555",
        "name       | `   `",
      })
  void a_field_that_cannot_be_accepted_is_named(String field, String value) {
    String body =
        GOOD.replaceFirst(
            "(\"%s\": )\"[^\"]*\"".formatted(field),
            "$1\"%s\"".formatted(value.replace("\"", "\\\\\"")));

    Answer answer = http.post("/api/orders", body);

    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
    assertThat(answer.json().path("errors")).hasSize(1);
    assertThat(answer.json().path("errors").get(0).path("field").asString()).isEqualTo(field);
  }

  @Test
  void every_field_at_fault_is_named_at_once() {
    Answer answer = http.post("/api/orders", "{\"email\": \"x\"}");

    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.json().path("errors").valueStream().map(it -> it.path("field").asString()))
        .containsExactly("package_id", "name", "email", "phone");
  }

  @Test
  void a_price_from_the_caller_is_refused_by_name() {
    Answer answer = http.post("/api/orders", GOOD.replace("{", "{\"amount\": 1, "));

    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.json().path("errors").get(0).path("field").asString()).isEqualTo("amount");
  }

  @Test
  void what_is_not_json_is_answered_400_with_its_place() {
    Answer answer = http.post("/api/orders", "{\n\"package_id\": film}");

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().path("detail").asString()).contains("line 2");
  }

  @Test
  void a_wrong_content_type_is_answered_415() {
    Answer answer = http.post("/api/orders", GOOD, "Content-Type", "text/plain");

    assertThat(answer.status()).isEqualTo(415);
    assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
    assertThat(answer.json().path("detail").asString()).contains("application/json");
  }

  @Test
  void an_answer_nobody_can_read_is_refused_before_an_order_is_placed() {
    Answer answer =
        http.post("/api/orders", GOOD, "Accept", "application/xml", "Idempotency-Key", "k-accept");

    assertThat(answer.status()).isEqualTo(406);
    assertThat(ordersUnder("k-accept")).isZero();
  }

  @Test
  void a_wrong_method_is_answered_405_with_a_problem() {
    Answer answer = http.delete("/api/orders");

    assertThat(answer.status()).isEqualTo(405);
    assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
  }

  @Test
  void a_body_beyond_the_limit_is_answered_413() {
    String padded = GOOD.replace("Siti Rahma", "x".repeat(BodyLimitFilter.BODY_LENGTH_MAX));

    assertThat(http.post("/api/orders", padded).status()).isEqualTo(413);
  }

  @Test
  void a_repeated_idempotency_key_answers_the_same_order() {
    Answer first = http.post("/api/orders", GOOD, "Idempotency-Key", "k-1");
    Answer second = http.post("/api/orders", GOOD, "Idempotency-Key", "k-1");

    assertThat(second.status()).isEqualTo(201);
    assertThat(second.header("Idempotency-Replayed")).isEqualTo("true");
    assertThat(second.json().path("order_id")).isEqualTo(first.json().path("order_id"));
    assertThat(ordersUnder("k-1")).isEqualTo(1);
  }

  @Test
  void an_idempotency_key_with_another_body_is_refused() {
    http.post("/api/orders", GOOD, "Idempotency-Key", "k-2");

    Answer other = http.post("/api/orders", GOOD.replace("basic", "pro"), "Idempotency-Key", "k-2");

    assertThat(other.status()).isEqualTo(422);
    assertThat(other.json().path("errors").get(0).path("field").asString())
        .isEqualTo("Idempotency-Key");
  }

  @Test
  void the_buyers_language_is_kept_with_the_order_and_is_indonesian_where_nobody_says() {
    Answer english = http.post("/api/orders", GOOD.replace("{", "{\"language\": \"en\", "));
    Answer silent = http.post("/api/orders", GOOD);

    assertThat(languageOf(english)).isEqualTo(Language.EN);
    assertThat(languageOf(silent)).isEqualTo(Language.ID);
  }

  @ParameterizedTest
  @ValueSource(strings = {"fr", "EN", "id-ID", "in"})
  void a_language_nobody_writes_is_refused_with_the_choice(String language) {
    Answer answer =
        http.post("/api/orders", GOOD.replace("{", "{\"language\": \"%s\", ".formatted(language)));

    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.json().path("errors").get(0).path("field").asString()).isEqualTo("language");
    assertThat(answer.json().path("errors").get(0).path("message").asString())
        .isEqualTo("there is no such language; choose id or en");
  }

  @Test
  void the_same_order_in_another_language_is_another_request() {
    String english = GOOD.replace("{", "{\"language\": \"en\", ");
    String indonesian = GOOD.replace("{", "{\"language\": \"id\", ");
    assertThat(http.post("/api/orders", english, "Idempotency-Key", "k-en").status())
        .isEqualTo(201);

    assertThat(http.post("/api/orders", indonesian, "Idempotency-Key", "k-en").status())
        .isEqualTo(422);
    assertThat(http.post("/api/orders", english, "Idempotency-Key", "k-en").status())
        .isEqualTo(201);
    assertThat(ordersUnder("k-en")).isEqualTo(1);
  }

  private Language languageOf(Answer placed) {
    assertThat(placed.status()).isEqualTo(201);
    return orders
        .find(new OrderId(placed.json().path("order_id").asString()))
        .orElseThrow()
        .language();
  }

  @Test
  void an_order_nobody_placed_is_not_found() {
    assertThat(http.get("/api/orders/231126AAAAAA").status()).isEqualTo(404);
    assertThat(http.get("/api/orders/nonsense").status()).isEqualTo(404);
    assertThat(http.post("/api/orders/231126AAAAAA/pay", "").status()).isEqualTo(404);
  }

  private long ordersUnder(String key) {
    return jdbc.sql(
            """
            select count(*)
            from orders o
            join order_idempotency i on i.order_id = o.order_id
            where i.key = :key
            """)
        .param("key", key)
        .query(Long.class)
        .single();
  }
}
