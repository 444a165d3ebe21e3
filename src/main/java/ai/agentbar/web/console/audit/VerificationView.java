package ai.agentbar.web.console.audit;

import ai.agentbar.audit.Verification;
import ai.agentbar.web.console.Words;

/**
 * Whether the log is whole, in one language.
 *
 * @param tone {@code good} or {@code bad}
 * @param head to keep, or empty where the log is not whole
 * @param compared the head somebody kept, as typed
 * @param problem what is unfit about that head, or empty
 */
public record VerificationView(
    String tone, String verdict, String detail, String head, String compared, String problem) {

  static VerificationView of(Verification found, String compared, boolean unfit, Words words) {
    String problem = unfit ? words.say("verification.unfit") : "";
    return switch (found) {
      case Verification.Intact(long entries, String hash) ->
          new VerificationView(
              "good",
              words.say("verification.whole"),
              words.say("verification.whole.detail", words.reader().number(entries)),
              Kept.text(entries, hash),
              compared,
              problem);
      case Verification.Broken(long number, String reason) ->
          new VerificationView(
              "bad",
              words.say("verification.broken"),
              words.say("verification.broken.detail", words.reader().number(number), reason),
              "",
              compared,
              problem);
    };
  }
}
