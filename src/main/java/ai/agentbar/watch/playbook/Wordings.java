package ai.agentbar.watch.playbook;

/** Reads texts in both languages. */
final class Wordings {

  private Wordings() {}

  static Wording read(YamlSection parent, String key) {
    return parent.section(key).map(Wordings::read).orElse(new Wording("", ""));
  }

  static Wording read(YamlSection section) {
    Wording wording = texts(section);
    section.refuseOtherKeys();
    return wording;
  }

  /** The texts of a section that says more than them. */
  static Wording texts(YamlSection section) {
    return new Wording(
        section.text("id").map(YamlSection.Line::text).orElse(""),
        section.text("en").map(YamlSection.Line::text).orElse(""));
  }
}
