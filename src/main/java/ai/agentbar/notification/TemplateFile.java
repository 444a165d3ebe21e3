package ai.agentbar.notification;

import ai.agentbar.order.Language;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** One file of one message in one language. */
record TemplateFile(Language language, MessageTemplate template, Form form) {

  enum Form {
    SUBJECT(".subject.txt"),
    TEXT(".txt"),
    HTML(".html"),
    /** The name registered with Meta in the first line, then one parameter a line. */
    WHATSAPP(".whatsapp.txt");

    private final String ending;

    Form(String ending) {
      this.ending = ending;
    }
  }

  /** Every file there is. */
  static List<TemplateFile> all() {
    List<TemplateFile> files = new ArrayList<>();
    for (Language language : Language.values()) {
      for (MessageTemplate template : MessageTemplate.values()) {
        if (template != MessageTemplate.ORDER_FAILED) {
          for (Form form : Form.values()) {
            files.add(new TemplateFile(language, template, form));
          }
        }
      }
    }
    return files;
  }

  /** {@code id/payment-success.subject.txt}. */
  String path() {
    return "%s/%s%s"
        .formatted(
            language.code(),
            template.name().toLowerCase(Locale.ROOT).replace('_', '-'),
            form.ending);
  }
}
