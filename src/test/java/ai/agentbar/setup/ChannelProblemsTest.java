package ai.agentbar.setup;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.env.MockEnvironment;

/** What a person reads who set a channel by halves. */
class ChannelProblemsTest {

  private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

  @Test
  void a_channel_that_is_set_whole_or_not_at_all_is_no_problem() {
    assertThat(problems()).isEmpty();
    assertThat(
            problems(
                "agentbar.notification.mail-from=Toko <halo@example.com>",
                "agentbar.whatsapp.phone-number-id=1",
                "agentbar.whatsapp.access-token=t",
                "agentbar.whatsapp.app-secret=s",
                "agentbar.whatsapp.verify-token=v",
                "agentbar.webhook.url=https://shop.example/hook",
                "agentbar.webhook.secret=" + SECRET,
                "agentbar.webhook.previous-secret=" + SECRET))
        .isEmpty();
  }

  @Test
  void a_half_set_whatsapp_is_named_with_what_is_missing() {
    assertThat(problems("agentbar.whatsapp.phone-number-id=1"))
        .singleElement()
        .asString()
        .contains("AGENTBAR_WHATSAPP_ACCESS_TOKEN is missing");
    assertThat(problems("agentbar.whatsapp.app-secret=s"))
        .hasSize(3)
        .anyMatch(it -> it.startsWith("AGENTBAR_WHATSAPP_PHONE_NUMBER_ID is missing"))
        .anyMatch(it -> it.startsWith("AGENTBAR_WHATSAPP_ACCESS_TOKEN is missing"))
        .anyMatch(it -> it.startsWith("AGENTBAR_WHATSAPP_VERIFY_TOKEN is missing"));
  }

  @Test
  void a_half_set_webhook_is_named_with_what_is_missing() {
    assertThat(problems("agentbar.webhook.url=https://shop.example/hook"))
        .singleElement()
        .asString()
        .contains("AGENTBAR_WEBHOOK_SECRET is missing");
    assertThat(problems("agentbar.webhook.secret=" + SECRET))
        .singleElement()
        .asString()
        .contains("AGENTBAR_WEBHOOK_URL is missing");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
        "whsec_",
        "whsec_short===",
        "whsec_c2hvcnQ=",
        "whsec_not*base64*at*all*not*base64*at*all"
      })
  void a_secret_in_another_form_is_named_and_not_repeated(String secret) {
    assertThat(
            problems("agentbar.webhook.url=https://h.example", "agentbar.webhook.secret=" + secret))
        .singleElement()
        .asString()
        .contains("AGENTBAR_WEBHOOK_SECRET", "whsec_ and the Base64")
        .doesNotContain(secret.length() > 10 ? secret : "\u0000");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://user:geheim@shop.example/",
        "http://shop.example/",
        "ftp://shop.example/",
        "https:///path",
        "shop.example",
        "https://shop example/"
      })
  void an_address_that_is_no_https_address_or_carries_credentials_is_refused(String url) {
    assertThat(problems("agentbar.webhook.url=" + url, "agentbar.webhook.secret=" + SECRET))
        .singleElement()
        .asString()
        .startsWith("AGENTBAR_WEBHOOK_URL")
        .doesNotContain("geheim");
  }

  @Test
  void http_is_for_receivers_inside_ones_own_network() {
    assertThat(
            problems(
                "agentbar.webhook.url=http://10.0.0.7/hook",
                "agentbar.webhook.secret=" + SECRET,
                "agentbar.webhook.allow-private-addresses=true"))
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"halo", "a@example.com, b@example.com", "Toko <halo@>"})
  void a_sender_is_one_address(String sender) {
    assertThat(problems("agentbar.notification.mail-from=" + sender))
        .singleElement()
        .asString()
        .startsWith("AGENTBAR_NOTIFICATION_MAIL_FROM");
  }

  private static List<String> problems(String... settings) {
    MockEnvironment environment = new MockEnvironment();
    for (String setting : settings) {
      int equals = setting.indexOf('=');
      environment.setProperty(setting.substring(0, equals), setting.substring(equals + 1));
    }
    return ChannelProblems.in(environment);
  }
}
