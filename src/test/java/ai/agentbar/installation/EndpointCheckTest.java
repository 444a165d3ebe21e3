package ai.agentbar.installation;

import static org.assertj.core.api.Assertions.assertThat;

import ai.agentbar.testing.RoomTest;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EndpointCheckTest {

  @Test
  void the_newest_notification_stands_beside_what_this_machine_reached_by_itself() {
    Found reached = Found.good("menjawab", "it answers");

    assertThat(EndpointCheck.told(reached, Optional.of(RoomTest.START)))
        .isEqualTo(
            Found.good(
                "menjawab, notifikasi terakhir dari Midtrans: 23 November 2026 10.00 WIB",
                "it answers, last notification from Midtrans: 23 November 2026 10:00 WIB"));
    assertThat(EndpointCheck.told(reached, Optional.empty()).text().english())
        .isEqualTo("it answers, no notification from Midtrans today or yesterday");
  }
}
