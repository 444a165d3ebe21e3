package ai.agentbar.installation;

import ai.agentbar.watch.playbook.Wording;

/** Puts two findings into one sentence. */
final class Words {

  private Words() {}

  static Wording both(Found first, String indonesian, String english) {
    return new Wording(
        first.text().indonesian() + ", " + indonesian, first.text().english() + ", " + english);
  }
}
