package ai.agentbar.watch.delivery;

import ai.agentbar.testing.CommerceEvents;
import ai.agentbar.testing.Receivers;
import ai.agentbar.testing.RoomTest;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.TestPropertySource;

/** The room with everybody on call behind doubles; one context for all classes that have it. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@RoomTest
@Import({CommerceEvents.class, Receivers.OnCall.class, DeliveryRoom.class})
@TestPropertySource(
    properties = {
      "agentbar.environment-label=SANDBOX",
      "agentbar.public-url=https://watch.example"
    })
@interface DeliveryRoomTest {}
