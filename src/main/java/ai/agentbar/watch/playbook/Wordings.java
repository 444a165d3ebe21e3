package ai.agentbar.watch.playbook;

/** Reads texts in both languages. */
final class Wordings {

  private Wordings() {}

  static Wording read(YamlSection parent, String key) {
    return parent.section(key).map(Wordings::read).orElse(new Wording("", ""));
  }

  static Wording read(YamlSection section) {
    String indonesian = section.text("id").map(YamlSection.Line::text).orElse("");
    String english = section.text("en").map(YamlSection.Line::text).orElse("");
    section.refuseOtherKeys();
    return new Wording(indonesian, english);
  }
}
