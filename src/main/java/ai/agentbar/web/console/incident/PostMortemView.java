package ai.agentbar.web.console.incident;

import ai.agentbar.watch.incident.Incident;
import ai.agentbar.watch.incident.PostMortem;
import ai.agentbar.web.console.Badge;
import ai.agentbar.web.console.Words;
import java.util.Optional;

/**
 * What is written about an incident, in one language.
 *
 * @param text as it is kept, or the draft
 * @param typed what stands in the editor
 * @param version the one that a saving changes
 * @param saved who wrote it and when
 * @param signed whether nothing of it is changed any more
 * @param signable whether a person can sign it now
 * @param problem why it was not kept, or empty
 */
public record PostMortemView(
    long id,
    String text,
    String typed,
    int version,
    String saved,
    Badge state,
    boolean signed,
    boolean signable,
    String problem) {

  static PostMortemView of(Incident incident, PostMortem postMortem, Words words) {
    Optional<Incident.Signature> signature =
        incident.postMortem().flatMap(Incident.PostMortemDuty::signed);
    return new PostMortemView(
        incident.id().number(),
        postMortem.text(),
        postMortem.text(),
        postMortem.version(),
        saved(postMortem, words),
        signature
            .map(it -> new Badge(words.say("post-mortem.signed"), "good"))
            .orElseGet(() -> new Badge(words.say("post-mortem.unsigned"), "warn")),
        signature.isPresent(),
        incident.isResolved() && signature.isEmpty(),
        "");
  }

  PostMortemView refused(String typed, String why) {
    return new PostMortemView(id, text, typed, version, saved, state, signed, signable, why);
  }

  private static String saved(PostMortem postMortem, Words words) {
    return postMortem
        .saved()
        .map(
            it ->
                words.say(
                    "post-mortem.saved",
                    words.reader().number(postMortem.version()),
                    words.who(it.actor()),
                    words.reader().moment(it.at())))
        .orElseGet(() -> words.say("post-mortem.draft"));
  }
}
