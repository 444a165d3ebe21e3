package ai.agentbar.story;

import ai.agentbar.event.Subscriptions;
import ai.agentbar.testing.Http;
import ai.agentbar.testing.StoryTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.test.context.TestPropertySource;

/**
 * One program and one sandbox for all stories, with every method on offer that the sandbox knows.
 * What takes Midtrans or WhatsApp minutes goes by fifty times as fast.
 */
@StoryTest
@TestPropertySource(
    properties = {
      "agentbar.midtrans.enabled-payments=other_qris,gopay,shopeepay,ovo,dana,bca_va,bni_va,bri_va,"
          + "permata_va,cimb_va,danamon_va,bsi_va,seabank_va,saqu_va,echannel,credit_card,"
          + "indomaret,alfamart,akulaku,kredivo",
      "agentbar.sandbox.clock-speed=50",
      "agentbar.notification.email.per-second=200",
      "agentbar.notification.whatsapp.per-second=200",
      "agentbar.notification.webhook.per-second=200"
    })
abstract class Stories {

  @Value("${agentbar.public-url}")
  String shopUrl;

  @Value("${agentbar.midtrans.snap-url}")
  String sandboxUrl;

  @Autowired Subscriptions events;
  Http shop;
  Http sandbox;

  @BeforeEach
  final void connect() {
    shop = new Http(shopUrl);
    sandbox = new Http(sandboxUrl);
  }

  @AfterEach
  final void mend() {
    sandbox.delete("/_sim/faults");
  }

  /** An order that is placed, its page open, its buyer told how to pay. */
  final OrderStory order() {
    return placed()
        .tells("ORDER_CREATED", "PAYMENT_ATTEMPT_CREATED", "PAYMENT_OPENED")
        .sends("PAYMENT_INSTRUCTION");
  }

  /** An order that is placed, and no more is said of it. */
  final OrderStory placed() {
    return new OrderStory(shop, sandbox, events);
  }

  /** Presses switches of the sandbox: {@code {"lose": 1.0}}. */
  final void press(String switches) {
    if (sandbox.put("/_sim/faults", switches).status() != 200) {
      throw new IllegalArgumentException("the sandbox has no such switches: " + switches);
    }
  }
}
