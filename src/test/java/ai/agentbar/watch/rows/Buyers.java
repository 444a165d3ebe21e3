package ai.agentbar.watch.rows;

import static org.assertj.core.api.Assertions.assertThat;

import ai.agentbar.testing.Http.Answer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.stream.IntStream;

/** People who order at the shop and pay, or do not, on Midtrans' page. */
final class Buyers {

  private static final String METHOD = "bca_va";
  private static final String BODY =
      """
      {"package_id": "film-basic", "name": "Siti Rahma",
       "email": "siti@example.com", "phone": "081234567890"}
      """;

  private final World world;
  private final Deque<String> open = new ArrayDeque<>();

  Buyers(World world) {
    this.world = world;
  }

  /** An order whose page is open; answers its id. */
  String order() {
    Answer placed = world.shop.post("/api/orders", BODY);
    assertThat(placed.status()).as(placed.text()).isEqualTo(201);
    String id = placed.json().path("order_id").asString();
    open.add(id);
    return id;
  }

  List<String> order(int many) {
    return IntStream.range(0, many).mapToObj(_ -> order()).toList();
  }

  /** A method is chosen, of which Midtrans tells; answers the transaction's id. */
  String choose(String order) {
    return choose(order, METHOD);
  }

  String choose(String order, String method) {
    Answer chosen =
        world.sandbox.post("/_sim/payments/%s-1/choose?method=%s".formatted(order, method), "");
    assertThat(chosen.status()).as(chosen.text()).isEqualTo(200);
    return chosen.json().path("transaction_id").asString();
  }

  void meets(String transaction, String outcome) {
    Answer met = world.sandbox.post("/_sim/transactions/%s/%s".formatted(transaction, outcome), "");
    assertThat(met.status()).as(met.text()).isEqualTo(200);
  }

  /** It is paid, and the program knows. */
  void pay(List<String> orders) {
    double paid = world.metric("payment_paid_count");
    orders.forEach(
        it -> {
          meets(choose(it), "settle");
          forget(it);
        });
    world.untilMetric("payment_paid_count", paid + orders.size());
  }

  void payOne() {
    pay(List.of(order()));
  }

  /** Nobody waits any more. */
  void payAll() {
    pay(new ArrayList<>(open));
    world.passUntil("nobody waits", () -> world.metric("orders_pending") == 0);
  }

  /** What becomes of it is somebody else's matter. */
  void forget(String order) {
    open.remove(order);
  }
}
