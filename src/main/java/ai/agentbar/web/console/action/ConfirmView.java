package ai.agentbar.web.console.action;

import java.util.List;

/**
 * What would be done, in one language.
 *
 * @param area whose it is, as the navigation spells it
 * @param path where the form goes
 * @param back where it leads who changes their mind
 * @param touches how many things it would touch, or empty where it is one
 * @param sample some of them
 * @param possible whether there is anything to do
 * @param reason as typed before
 * @param problem why it was not done, or empty
 */
public record ConfirmView(
    String area,
    String path,
    String back,
    String title,
    String text,
    String touches,
    Sample sample,
    List<String> warnings,
    boolean possible,
    String reason,
    String problem) {

  /** Of one thing. */
  static ConfirmView ofOne(String area, Paths paths, String title, String text) {
    return new ConfirmView(
        area, paths.form(), paths.back(), title, text, "", Sample.NONE, List.of(), true, "", "");
  }

  /**
   * Some of the things it would touch.
   *
   * @param at where each stands, before its id; empty where no page shows one
   */
  record Sample(String at, List<String> ids) {

    static final Sample NONE = new Sample("", List.of());
  }

  /** Where the form goes, and where it leads back. */
  record Paths(String form, String back) {}

  ConfirmView refused(String typed, String why) {
    return new ConfirmView(
        area, path, back, title, text, touches, sample, warnings, possible, typed, why);
  }
}
