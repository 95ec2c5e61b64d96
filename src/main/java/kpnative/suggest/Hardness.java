package kpnative.suggest;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** How hard the faces are for the detector, each beside the others, and that in words. */
final class Hardness {
  private static final double HARD = 0.9; // of the others are easier

  private final List<SeenFace> faces;
  private final double[] unsure;
  private final double[] shaken;
  private final double[] mirrored;

  Hardness(List<SeenFace> faces) {
    this.faces = faces;
    this.unsure = ranks(f -> -f.confidence());
    this.shaken = ranks(SeenFace::shaken);
    this.mirrored = ranks(SeenFace::mirrored);
  }

  private double[] ranks(ToDoubleFunction<SeenFace> value) {
    return Ranks.of(faces.stream().mapToDouble(value).toArray());
  }

  /**
   * {@return for each face the mean of its ranks in confidence and in disagreement when the box is
   * moved and the picture mirrored, 0 to 1; 0 where nothing is known}
   */
  double[] ranks() {
    double[] out = new double[faces.size()];
    for (int i = 0; i < out.length; i++) {
      double sum = 0;
      int known = 0;
      for (double rank : new double[] {unsure[i], shaken[i], mirrored[i]}) {
        if (!Double.isNaN(rank)) {
          sum += rank;
          known++;
        }
      }
      out[i] = known == 0 ? 0 : sum / known;
    }
    return out;
  }

  /**
   * {@return why a face is picked, in words}
   *
   * @param than the faces that it is compared with, in words; empty if there are none yet
   */
  String reason(Cover.Pick pick, String than) {
    int i = pick.index();
    List<String> reasons = new ArrayList<>();
    long like = Math.max(1, Math.round(pick.share() * faces.size()));
    if (than.isEmpty()) {
      reasons.add("of all faces it is most like the others");
    } else if (like == 1) {
      reasons.add("unlike " + than);
    } else {
      reasons.add(
          String.format(
              Locale.ROOT, "%d of %d faces are more like it than %s", like, faces.size(), than));
    }
    SeenFace face = faces.get(i);
    add(
        reasons,
        unsure[i],
        String.format(Locale.ROOT, "confidence only %.2f", face.confidence()),
        "is less sure");
    add(
        reasons,
        shaken[i],
        String.format(
            Locale.ROOT,
            "its points move by %.1f %% of the box's side when the box is moved",
            100 * face.shaken()),
        "moves more");
    add(
        reasons,
        mirrored[i],
        String.format(
            Locale.ROOT,
            "mirrored, its points are %.1f %% of the box's side elsewhere",
            100 * face.mirrored()),
        "differs more");
    return String.join("; ", reasons);
  }

  private static void add(List<String> reasons, double rank, String text, String beaten) {
    if (rank >= HARD) {
      reasons.add(
          String.format(
              Locale.ROOT, "%s (%s than %.0f %% of the faces)", text, beaten, 100 * rank));
    }
  }
}
