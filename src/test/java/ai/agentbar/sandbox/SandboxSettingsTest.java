package ai.agentbar.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class SandboxSettingsTest {

  @Test
  void without_any_setting_the_demo_is_meant() {
    SandboxSettings settings = SandboxSettings.from(Settings.of());
    assertThat(settings.port()).isEqualTo(8090);
    assertThat(settings.smtpPort()).isEqualTo(2525);
    assertThat(settings.serverKey().reveal()).isEqualTo("SB-Mid-server-test");
    assertThat(settings.buyers().perMinute()).isEqualTo(20);
    // The client key stands in every page that pays; the server key is a secret.
    assertThat(settings.toString()).doesNotContain("SB-Mid-server");
  }

  @Test
  void the_shops_own_key_is_taken_unless_another_is_named() {
    assertThat(key("agentbar.midtrans.server-key=shop")).isEqualTo("shop");
    assertThat(key("agentbar.midtrans.server-key=shop", "agentbar.sandbox.server-key=own"))
        .isEqualTo("own");
  }

  @Test
  void an_address_others_can_reach_is_refused() {
    assertThatThrownBy(() -> SandboxSettings.from(Settings.of("agentbar.sandbox.address=0.0.0.0")))
        .hasStackTraceContaining("must be a loopback address");
  }

  private static String key(String... settings) {
    return SandboxSettings.from(Settings.of(settings)).serverKey().reveal();
  }
}
