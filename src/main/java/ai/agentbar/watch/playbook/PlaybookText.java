package ai.agentbar.watch.playbook;

import java.util.Optional;
import org.yaml.snakeyaml.reader.StreamReader;

/**
 * The text of a playbook before anybody looks for YAML in it. What is no text at all is told here,
 * since the parser names no line for it.
 */
final class PlaybookText {

  static final int LETTERS_MAX = 1_000_000;

  /** What the decoder puts where the bytes of a file are not UTF-8. */
  private static final int NOT_UTF_8 = 0xFFFD;

  private PlaybookText() {}

  static Optional<Mistake> mistake(String file, String text) {
    if (text.codePointCount(0, text.length()) > LETTERS_MAX) {
      return Optional.of(
          new Mistake(file, 1, "the file is longer than %d letters".formatted(LETTERS_MAX)));
    }
    for (int at = 0; at < text.length(); at += Character.charCount(text.codePointAt(at))) {
      int letter = text.codePointAt(at);
      if (letter == NOT_UTF_8 || !StreamReader.isPrintable(letter)) {
        return Optional.of(
            new Mistake(
                file,
                lineAt(text, at),
                "not text: U+%04X stands here; save the file as UTF-8".formatted(letter)));
      }
    }
    return Optional.empty();
  }

  private static int lineAt(String text, int index) {
    return 1 + (int) text.substring(0, index).chars().filter(it -> it == '\n').count();
  }
}
