package ai.agentbar.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.agentbar.kernel.Email;
import ai.agentbar.kernel.OrderId;
import ai.agentbar.kernel.Phone;
import ai.agentbar.kernel.Rupiah;
import ai.agentbar.notification.OutboxMessage.Times;
import ai.agentbar.notification.OutboxMessage.Tries;
import ai.agentbar.order.Buyer;
import ai.agentbar.order.Catalogue;
import ai.agentbar.order.Language;
import ai.agentbar.order.Order;
import ai.agentbar.order.OrderLinks;
import ai.agentbar.order.OrderStatus;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The words: what a merchant may write, what is refused at start, and what a buyer reads. */
class TemplatesTest {

  private static final Instant NOW = Instant.parse("2026-11-23T03:00:00Z");
  private static final String KNOWN =
      "known are [amount, buyer_name, order_id, order_link, package_name, pay_by, pay_link,"
          + " support_contact]";

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(value = MessageTemplate.class, names = "ORDER_FAILED", mode = EnumSource.Mode.EXCLUDE)
  void every_message_names_the_order_and_nothing_is_left_open(MessageTemplate template) {
    for (Language language : Language.values()) {
      Message.EmailContent email = email(template, order("Siti Rahma", language));
      assertThat(email.subject()).contains("231126K7M2QX").doesNotContain("{{", "\n");
      assertThat(email.text() + email.html())
          .contains("Siti Rahma", "Buat Film Basic", "Rp 99.000")
          .doesNotContain("{{", "null");
      assertThat(whatsApp(template, order("Siti Rahma", language)).languageCode())
          .isEqualTo(language.code());
    }
  }

  @Test
  void an_instruction_in_both_languages_says_what_how_much_until_when_and_where() {
    assertThat(email(MessageTemplate.PAYMENT_INSTRUCTION, order("Siti", Language.ID)).text())
        .startsWith("Halo Siti,")
        .contains("Bayar sebelum : 24 November 2026 10.00 WIB", "https://shop.example/o/token-1")
        .doesNotContain("https://example.com/film-basic", "Ada pertanyaan");
    assertThat(email(MessageTemplate.PAYMENT_INSTRUCTION, order("Siti", Language.EN)).text())
        .startsWith("Hello Siti,")
        .contains("Pay before   : 24 November 2026 10:00 WIB");
    assertThat(whatsApp(MessageTemplate.PAYMENT_INSTRUCTION, order("Siti", Language.ID)))
        .isEqualTo(
            new Message.WhatsAppContent(
                new Phone("081234567890"),
                "payment_instruction",
                "id",
                List.of(
                    "Siti",
                    "Buat Film Basic",
                    "231126K7M2QX",
                    "Rp 99.000",
                    "24 November 2026 10.00 WIB",
                    "https://shop.example/o/token-1")));
  }

  @Test
  void a_success_carries_the_access_link_and_the_support_contact_where_there_is_one() {
    Wording wording = wording(settings(null, "bantuan@example.com"));
    Message.EmailContent email =
        (Message.EmailContent)
            wording
                .write(
                    row(ChannelName.EMAIL, MessageTemplate.PAYMENT_SUCCESS),
                    order("Siti", Language.ID))
                .content();

    assertThat(email.text()).contains("https://example.com/film-basic", "bantuan@example.com");
    assertThat(email.html()).contains("href=\"https:").contains("bantuan@example.com");
  }

  @Test
  void a_name_cannot_break_a_header_the_html_or_metas_rules() {
    String name = "Siti\u2028Bcc: x@example.com\u202E <b>&\"'     Rahma";
    Message.EmailContent email = email(MessageTemplate.PAYMENT_SUCCESS, order(name, Language.ID));

    assertThat(email.recipientName()).isEqualTo("Siti Bcc: x@example.com <b>&\"' Rahma");
    assertThat(email.text()).startsWith("Halo Siti Bcc: x@example.com <b>&\"' Rahma,\n");
    assertThat(email.html())
        .contains("&lt;b&gt;&amp;&quot;&#39; Rahma")
        .doesNotContain("<b>", "\u202E");
    assertThat(whatsApp(MessageTemplate.PAYMENT_SUCCESS, order(name, Language.ID)).parameters())
        .allMatch(it -> !it.contains("\n") && !it.contains("     ") && !it.contains("\u2028"));
  }

  @Test
  void a_template_in_the_folder_replaces_the_built_in_one_and_only_it() throws IOException {
    write("id/payment-success.subject.txt", "Lunas: {{package_name}}\n");
    Wording own = wording(settings(folder, ""));

    assertThat(subject(own, MessageTemplate.PAYMENT_SUCCESS, Language.ID))
        .isEqualTo("Lunas: Buat Film Basic");
    assertThat(subject(own, MessageTemplate.PAYMENT_SUCCESS, Language.EN))
        .isEqualTo("Payment received for order 231126K7M2QX");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "reminder-1.txt           | `Halo\n{{buyer_nam}}`        | 2: unknown variable 'buyer_nam'; KNOWN",
        "reminder-1.txt           | `Halo\n{{\nbuyer_nam\n}}`    | 2: unknown variable 'buyer_nam'; KNOWN",
        "reminder-1.html          | `<p>{{access_link}}</p>`     | 1: unknown variable 'access_link'; KNOWN",
        "reminder-1.html          | `<p>{{{buyer_name}}}</p>`    | 1: values are always escaped; write {{buyer_name}}",
        "reminder-1.html          | `{{>layout}}`                | 1: '{{>' is not supported",
        "reminder-1.subject.txt   | ` `                          | 1: it is empty",
        "reminder-1.subject.txt   | `a\nb`                       | 2: a subject is one line",
        "reminder-1.subject.txt   | `{{#support_contact}}x{{/support_contact}}` | 1: it is empty",
        "reminder-1.whatsapp.txt  | `Not A Name`                 | 1: the first line is the template's name at Meta: a-z, 0-9 and _",
        "reminder-1.whatsapp.txt  | `name\n{{buyer_name}}\n\n{{amount}}` | 3: a WhatsApp parameter is not empty",
        "reminder-1.whatsapp.txt  | `name\n{{support_contact}}`  | 2: a WhatsApp parameter is not empty",
        "reminder-1.whatsapp.txt  | `name\na     b`              | 2: a WhatsApp parameter has no tab and no more than 4 spaces in a row",
        "reminder-1.whatsapp.txt  | `name\na\tb`                 | 2: a WhatsApp parameter has no tab and no more than 4 spaces in a row",
      })
  void a_mistake_in_a_template_stops_the_start_with_its_file_and_line(
      String file, String text, String problem) throws IOException {
    Path written = write("en/" + file, text);

    assertThatThrownBy(() -> new Templates(settings(folder, "")))
        .isInstanceOf(TemplatesRefusedException.class)
        .hasMessage(
            "AgentBar does not start, its message templates must be mended:\n  - %s:%s"
                .formatted(written, problem.replace("KNOWN", KNOWN)));
  }

  @Test
  void all_mistakes_are_named_at_once_and_a_section_that_does_not_end_is_one() throws IOException {
    write("id/reminder-1.txt", "{{#support_contact}} x");
    write("id/reminder-2.txt", "{{nobody}}");

    assertThatThrownBy(() -> new Templates(settings(folder, "")))
        .hasMessageContaining("reminder-1.txt:1:")
        .hasMessageContaining("support_contact")
        .hasMessageContaining("reminder-2.txt:1: unknown variable 'nobody'");
  }

  @Test
  void what_only_shows_when_a_template_is_filled_in_names_the_file_too() throws IOException {
    write("id/reminder-1.txt", "Halo {{buyer_name}b}}");

    assertThatThrownBy(() -> new Templates(settings(folder, "")))
        .isInstanceOf(TemplatesRefusedException.class)
        .hasMessageContaining("reminder-1.txt:1:")
        .hasMessageContaining("buyer_name}b");
  }

  @Test
  void a_file_nobody_will_read_and_a_folder_that_is_not_there_stop_the_start() throws IOException {
    Path written = write("id/payment-succes.txt", "Lunas");

    assertThatThrownBy(() -> new Templates(settings(folder, "")))
        .hasMessageContaining(written + ": there is no such template");
    assertThatThrownBy(() -> new Templates(settings(folder.resolve("gone"), "")))
        .hasMessageContaining("agentbar.notification.templates-folder: there is no folder");
  }

  @Test
  void the_merchants_system_is_told_what_happened_then_whatever_became_of_the_order() {
    Message message =
        wording(settings(null, ""))
            .write(
                row(ChannelName.WEBHOOK, MessageTemplate.PAYMENT_SUCCESS),
                order("Siti", Language.ID));

    assertThat(message.content())
        .isEqualTo(
            new Message.WebhookContent(
                "order.paid",
                "{\"type\":\"order.paid\",\"timestamp\":\"2026-11-23T03:00:00Z\",\"data\":"
                    + "{\"order_id\":\"231126K7M2QX\",\"status\":\"PAID\",\"amount\":99000,"
                    + "\"currency\":\"IDR\",\"package_id\":\"film-basic\","
                    + "\"created_at\":\"2026-11-23T03:00:00Z\","
                    + "\"pay_by\":\"2026-11-24T03:00:00Z\","
                    + "\"paid_at\":\"2026-11-23T03:05:00Z\",\"late\":false}}"));
  }

  private Path write(String path, String text) throws IOException {
    Path file = folder.resolve(path);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }

  private static String subject(Wording wording, MessageTemplate template, Language language) {
    Message message = wording.write(row(ChannelName.EMAIL, template), order("Siti", language));
    return ((Message.EmailContent) message.content()).subject();
  }

  private static Message.EmailContent email(MessageTemplate template, Order order) {
    return (Message.EmailContent)
        wording(settings(null, "")).write(row(ChannelName.EMAIL, template), order).content();
  }

  private static Message.WhatsAppContent whatsApp(MessageTemplate template, Order order) {
    return (Message.WhatsAppContent)
        wording(settings(null, "")).write(row(ChannelName.WHATSAPP, template), order).content();
  }

  private static Wording wording(NotificationSettings settings) {
    Catalogue catalogue =
        new Catalogue(
            List.of(
                new Catalogue.PackageForSale(
                    "film-basic",
                    "Buat Film Basic",
                    99_000,
                    URI.create("https://example.com/film-basic"))));
    return new Wording(
        new Templates(settings), catalogue, settings, new OrderLinks("https://shop.example/"));
  }

  private static NotificationSettings settings(@Nullable Path folder, String support) {
    return new NotificationSettings(
        List.of(Duration.ofMinutes(15), Duration.ofMinutes(120)),
        Duration.ofSeconds(20),
        Duration.ofMinutes(10),
        folder,
        support,
        new NotificationSettings.Email(10),
        new NotificationSettings.Whatsapp(20, Duration.ofMinutes(30)),
        new NotificationSettings.Webhook(20));
  }

  private static OutboxMessage row(ChannelName channel, MessageTemplate template) {
    return new OutboxMessage(
        1,
        new OrderId("231126K7M2QX"),
        channel,
        template,
        OutboxState.SENDING,
        "key-1",
        new Tries(1, false, false),
        new OutboxMessage.Provider(null, null),
        new Times(NOW, NOW, NOW, null),
        null);
  }

  private static Order order(String name, Language language) {
    return new Order(
        new OrderId("231126K7M2QX"),
        "token-1",
        "film-basic",
        new Rupiah(99_000),
        new Buyer(name, new Email("siti@example.com"), new Phone("081234567890")),
        language,
        OrderStatus.PAID,
        false,
        NOW,
        NOW.plus(Duration.ofHours(24)),
        NOW.plus(Duration.ofMinutes(5)));
  }
}
