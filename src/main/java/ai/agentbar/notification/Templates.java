package ai.agentbar.notification;

import ai.agentbar.kernel.Email;
import ai.agentbar.kernel.OrderId;
import ai.agentbar.kernel.Phone;
import ai.agentbar.kernel.Rupiah;
import ai.agentbar.notification.TemplateFile.Form;
import ai.agentbar.order.Buyer;
import ai.agentbar.order.Language;
import ai.agentbar.order.Order;
import ai.agentbar.order.OrderStatus;
import com.samskivert.mustache.Template;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.stereotype.Component;

/**
 * The words of every message in every language. All files are read and tried on sample values when
 * the program starts, so that a mistake in one is found by whoever made it and not by a buyer.
 */
@Component
class Templates {

  private static final Order SAMPLE =
      new Order(
          new OrderId("231126K7M2QX"),
          "sample",
          "sample",
          new Rupiah(99_000),
          new Buyer("Siti Rahma", new Email("siti@example.com"), new Phone("081234567890")),
          Language.ID,
          OrderStatus.PENDING_PAYMENT,
          false,
          Instant.parse("2026-11-22T10:00:00Z"),
          Instant.parse("2026-11-23T10:00:00Z"),
          null);

  private static final Variables.Sold SOLD =
      new Variables.Sold("Buat Film Basic", URI.create("https://example.com/film-basic"));

  private final Map<TemplateFile, List<Template>> templates = new HashMap<>();
  private final String supportContact;

  Templates(NotificationSettings settings) {
    supportContact = settings.supportContact();
    TemplateSource source = new TemplateSource(settings.templatesFolder());
    List<String> problems = new ArrayList<>(source.problems(TemplateFile.all()));
    if (problems.isEmpty()) {
      TemplateFile.all().forEach(file -> read(file, source, problems));
    }
    if (!problems.isEmpty()) {
      throw new TemplatesRefusedException(problems);
    }
  }

  /** The one text of that file. */
  String write(TemplateFile file, Map<String, String> values) {
    return lines(file, values).getFirst();
  }

  /** The name at Meta, then the parameters. */
  List<String> writeWhatsApp(
      Language language, MessageTemplate template, Map<String, String> values) {
    return lines(new TemplateFile(language, template, Form.WHATSAPP), values);
  }

  /** The same for an order that nobody placed. */
  List<String> writeWhatsAppSample(Language language, MessageTemplate template) {
    return writeWhatsApp(language, template, sample(template));
  }

  private Map<String, String> sample(MessageTemplate template) {
    Map<String, String> sample =
        Variables.of(SAMPLE, SOLD, "https://example.com/o/sample", supportContact);
    sample.keySet().retainAll(Variables.known(template));
    return sample;
  }

  private List<String> lines(TemplateFile file, Map<String, String> values) {
    return Objects.requireNonNull(templates.get(file), "no such template").stream()
        .map(it -> it.execute(values))
        .toList();
  }

  private void read(TemplateFile file, TemplateSource source, List<String> problems) {
    Map<String, String> sample = sample(file.template());
    source
        .read(file)
        .ifPresentOrElse(
            text -> templates.put(file, new TemplateReader(text, file, sample, problems).read()),
            () -> problems.add("messages/%s: the file is missing".formatted(file.path())));
  }
}
