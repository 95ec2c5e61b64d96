package kpnative.weights;

/** The notice that goes with weights, and with all that is made of them. */
public final class WeightNotice {
  /** Its key in the metadata of weights and of exported files. */
  public static final String KEY = "kpnative.notice";

  private WeightNotice() {}

  /**
   * {@return the notice in the text that describes a model: its lines that begin with {@code >},
   * and the licence's text, which it quotes between lines of three backticks}
   */
  public static String ofCard(String card) {
    StringBuilder all = new StringBuilder();
    StringBuilder licence = new StringBuilder();
    boolean quoted = false;
    for (String line : card.lines().toList()) {
      if (line.startsWith("```")) {
        quoted = !quoted;
        licence.append(quoted ? "\n" : "");
      } else if (quoted) {
        licence.append('\n').append(line);
      } else if (line.startsWith("> ")) {
        all.append(all.length() == 0 ? "" : " ").append(line, 2, line.length());
      }
    }
    return all.append(licence).toString();
  }
}
