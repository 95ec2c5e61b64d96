package kpnative.infer;

import java.io.IOException;
import java.util.List;
import kpnative.weights.WeightNotice;

/**
 * What comes with a model for people to read: training data and their terms, measured errors, and
 * limits.
 *
 * @param text the card, Markdown
 * @param notice its short notice, to be printed once wherever the model is used: the lines that
 *     begin with {@code > }, without that prefix
 * @param terms its terms in a few words: the table row {@code | terms | ... |}
 * @param nme its NME, with what it was measured on: the table row {@code | NME | ... |}
 */
public record ModelCard(String text, List<String> notice, String terms, String nme) {
  /** Copies the list. */
  public ModelCard {
    notice = List.copyOf(notice);
  }

  /**
   * {@return the card with this text}
   *
   * @param name for messages
   * @throws IOException if it has no notice, or lacks a row
   */
  static ModelCard of(String text, String name) throws IOException {
    List<String> notice =
        text.lines().filter(l -> l.startsWith("> ")).map(l -> l.substring(2)).toList();
    if (notice.isEmpty()) {
      throw new IOException(name + ": a card needs a notice, a line that begins with '> '");
    }
    return new ModelCard(text, notice, row(text, "terms", name), row(text, "NME", name));
  }

  /**
   * {@return what goes with the weights and with all that is made of them: the short notice, and
   * the licence's, which the card quotes between lines of three backticks}
   */
  String passedOn() {
    return WeightNotice.ofCard(text);
  }

  private static String row(String text, String key, String name) throws IOException {
    String start = "| " + key + " | ";
    return text.lines()
        .filter(l -> l.startsWith(start) && l.endsWith(" |") && l.length() > start.length() + 2)
        .map(l -> l.substring(start.length(), l.length() - 2).strip())
        .findFirst()
        .orElseThrow(() -> new IOException(name + ": a card needs a row '" + start + "... |'"));
  }
}
