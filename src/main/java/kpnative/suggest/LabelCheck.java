package kpnative.suggest;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import kpnative.data.AnnotatedFace;
import kpnative.data.UnreadablePictures;
import kpnative.data.check.ExpectedPoint;
import kpnative.data.check.Finding;
import kpnative.data.check.Kind;
import kpnative.geometry.Box;
import kpnative.geometry.Point;
import kpnative.geometry.Warp;
import kpnative.infer.DetectorFile;
import kpnative.infer.DetectorOptions;
import kpnative.keypoints.KeypointSchema;

/**
 * Looks for wrong labels: points far from where the other faces put them. What the detector finds
 * of a face says where its points should be, by a regression learned from the other faces, and its
 * other points say it more exactly, since who labels a face moves them together. So any schema can
 * be checked with a detector of another; nothing is trained. Points that have each other's places,
 * and points that slid along a line together, each make the other look right: they are looked for
 * as such.
 *
 * <p>A detector that was trained on these labels has also learned of their mistakes, and finds
 * fewer of them.
 */
public final class LabelCheck {
  /** The fewest faces from which it is learned what is usual. */
  public static final int FEWEST = 20;

  /** How exactly a hand puts a point at best, of the box's side: where faces hardly differ. */
  private static final double HAND = 0.0025;

  private static final double POINT_LIMIT = 4; // deviations: one face in five of IMM's as it is
  private static final double FACE_LIMIT = 6; // deviations of the mean over a face's points
  private static final double NAMED = 0.6; // of the farthest point's deviations
  private static final int MOST_NAMED = 5;

  private final FramedFaces framed;
  private final KeypointSchema schema;
  private final double[][] expected; // in the face's frame, from what was found
  private final double[][] agreed; // and from the face's other points
  private final double[][] deviations; // [N, K]: of each label from the latter; NaN if absent
  private final double[] apart; // [N]: mean distance of labels from the former, face's frame
  private final RobustScale usual; // of apart
  private final PointAgreement agreement;
  private final SlipSearch slips;

  private LabelCheck(FramedFaces framed, KeypointSchema schema, Folds folds) {
    this.framed = framed;
    this.schema = schema;
    this.expected = CrossFit.predictions(framed.found(), framed.labels(), folds);
    double[][] residuals = CrossFit.differences(framed.labels(), expected);
    RobustScale[] scales = RobustScale.ofColumns(residuals);
    this.agreement = PointAgreement.of(standardised(residuals, scales), folds);
    double[][] unexplained = agreement.unexplained();
    RobustScale[] spread = RobustScale.ofColumns(unexplained);
    double noise = HAND * side(framed);
    for (int c = 0; c < spread.length; c++) {
      spread[c] = spread[c].withNoise(noise / scales[c].deviation());
    }
    this.deviations = lengths(standardised(unexplained, spread));
    double[][] away = new double[unexplained.length][scales.length];
    for (int i = 0; i < away.length; i++) {
      for (int c = 0; c < scales.length; c++) {
        away[i][c] = unexplained[i][c] * scales[c].deviation();
      }
    }
    this.agreed = CrossFit.differences(framed.labels(), away);
    this.apart = Arrays.stream(lengths(residuals)).mapToDouble(LabelCheck::mean).toArray();
    this.usual = RobustScale.of(apart);
    this.slips = SlipSearch.of(Slip.of(schema), agreement, expected, scales);
  }

  /**
   * {@return a finding for each face with a point farther than 4 standard deviations of right
   * labels from where it is expected, or whose points together are far from there; the worst first}
   *
   * @param file a detector of three points or more
   * @param faces of this schema; others, and those whose points span no box, are left out
   * @param notes receives a line if there are too few faces
   * @throws IOException if the detector's weights do not fit its network
   * @throws IllegalArgumentException if the detector finds fewer than three points
   */
  public static List<Finding> of(
      DetectorFile file,
      KeypointSchema schema,
      List<AnnotatedFace> faces,
      DetectorOptions options,
      Consumer<String> notes)
      throws IOException {
    List<AnnotatedFace> usable =
        faces.stream()
            .filter(f -> f.keypoints().count() == schema.count() && f.keypoints().spansBox())
            .toList();
    UnreadablePictures silent = UnreadablePictures.leftOut(line -> {}); // doctor names them
    FramedFaces framed = FramedFaces.of(file, usable, options, silent);
    Folds folds = Folds.of(framed.faces());
    if (framed.size() < FEWEST || folds.count() < 2) {
      notes.accept(
          String.format(
              Locale.ROOT,
              "labels are compared among %d faces or more, of two photographs or persons or more,"
                  + " got %d",
              FEWEST,
              framed.size()));
      return List.of();
    }
    return of(framed, schema, folds);
  }

  /** {@return the same of faces that were looked at} */
  static List<Finding> of(FramedFaces framed, KeypointSchema schema, Folds folds) {
    LabelCheck check = new LabelCheck(framed, schema, folds);
    List<Finding> findings = new ArrayList<>();
    for (int i = 0; i < framed.size(); i++) {
      check.addFinding(i, findings);
    }
    findings.sort(Comparator.comparingDouble(Finding::value).reversed());
    return findings;
  }

  private void addFinding(int face, List<Finding> findings) {
    double whole = usual.of(apart[face]);
    double worst = Arrays.stream(deviations[face]).filter(d -> !Double.isNaN(d)).max().orElse(0);
    if (whole > FACE_LIMIT && whole > worst) {
      findings.add(wholeFace(face, whole));
      return;
    }
    Optional<SlipSearch.Found> slip = slips.best(face, POINT_LIMIT);
    if (slip.isPresent() && slip.get().gain() > agreement.largestGain(face)) {
      findings.add(slipped(face, slip.get(), Math.max(worst, slip.get().deviations())));
    } else if (worst > POINT_LIMIT) {
      findings.add(points(face, worst));
    }
  }

  private Finding wholeFace(int face, double value) {
    double side = side(labelBox(framed, face));
    String text =
        String.format(
            Locale.ROOT,
            "the points are on average %.1f %% of the box's side from where the other faces put"
                + " them; median %.1f %%",
            100 * apart[face] / side,
            100 * usual.median() / side);
    List<ExpectedPoint> all = new ArrayList<>();
    for (int k = 0; k < schema.count(); k++) {
      if (!Double.isNaN(deviations[face][k])) {
        all.add(new ExpectedPoint(k, inPhotograph(face, expected, k), deviations[face][k]));
      }
    }
    return finding(face, value, text, all);
  }

  private Finding points(int face, double worst) {
    List<ExpectedPoint> named = new ArrayList<>();
    for (int k = 0; k < schema.count(); k++) {
      if (deviations[face][k] >= NAMED * worst) {
        named.add(new ExpectedPoint(k, inPhotograph(face, agreed, k), deviations[face][k]));
      }
    }
    named.sort(Comparator.comparingDouble(ExpectedPoint::deviations).reversed());
    double side = side(framed.faces().get(face).keypoints().extent());
    StringBuilder text = new StringBuilder();
    for (ExpectedPoint p : named.subList(0, Math.min(MOST_NAMED, named.size()))) {
      double distance = framed.faces().get(face).keypoints().point(p.index()).distanceTo(p.place());
      text.append(
          String.format(
              Locale.ROOT,
              text.isEmpty()
                  ? "%s is %.1f %% of the box's side from where the other faces put it (%.1f"
                      + " deviations)"
                  : ", %s %.1f %% (%.1f)",
              schema.pointName(p.index()),
              100 * distance / side,
              p.deviations()));
    }
    if (named.size() > MOST_NAMED) {
      text.append(" and ").append(named.size() - MOST_NAMED).append(" more");
    }
    return finding(face, worst, text.toString(), named);
  }

  private Finding slipped(int face, SlipSearch.Found found, double value) {
    List<ExpectedPoint> points = new ArrayList<>();
    Slip slip = found.slip();
    for (int i = 0; i < slip.points().size(); i++) {
      int k = slip.points().get(i);
      int to = slip.towards().get(i);
      double[] place = new double[2];
      for (int d = 0; d < 2; d++) {
        double way = expected[face][2 * to + d] - expected[face][2 * k + d];
        place[d] = framed.labels()[face][2 * k + d] - found.share() * way;
      }
      Point right = framed.toFrame().get(face).inverse().map(new Point(place[0], place[1]));
      points.add(new ExpectedPoint(k, right, found.deviations()));
    }
    String text =
        slip.isExchange()
            ? String.format(
                Locale.ROOT,
                "%s have each other's places (%.1f deviations)",
                names(slip.points(), " and "),
                found.deviations())
            : String.format(
                Locale.ROOT,
                "%s: %.0f %% of the way to %s (%.1f deviations)",
                names(slip.points(), ", "),
                100 * found.share(),
                names(slip.towards(), ", "),
                found.deviations());
    return finding(face, value, text, points);
  }

  private String names(List<Integer> points, String between) {
    return points.stream().map(schema::pointName).collect(Collectors.joining(between));
  }

  private Finding finding(int face, double value, String text, List<ExpectedPoint> points) {
    AnnotatedFace of = framed.faces().get(face);
    return new Finding(Kind.LABEL, value, text, List.of(of), of.origin(), points);
  }

  private Point inPhotograph(int face, double[][] framedPlaces, int k) {
    Warp back = framed.toFrame().get(face).inverse();
    return back.map(new Point(framedPlaces[face][2 * k], framedPlaces[face][2 * k + 1]));
  }

  /** {@return the usual side of the faces' boxes, in their frame} */
  private static double side(FramedFaces framed) {
    double[] sides = new double[framed.size()];
    for (int i = 0; i < sides.length; i++) {
      sides[i] = side(labelBox(framed, i));
    }
    return RobustScale.of(sides).median();
  }

  private static double side(Box box) {
    return Math.sqrt(box.width() * box.height());
  }

  /** {@return the extent of the labels in the face's frame} */
  private static Box labelBox(FramedFaces framed, int face) {
    return framed.faces().get(face).keypoints().map(framed.toFrame().get(face)).extent();
  }

  private static double[][] standardised(double[][] rows, RobustScale[] scales) {
    double[][] out = new double[rows.length][scales.length];
    for (int i = 0; i < rows.length; i++) {
      for (int c = 0; c < scales.length; c++) {
        out[i][c] = scales[c].of(rows[i][c]);
      }
    }
    return out;
  }

  /** {@return the length of each pair of numbers, {@code [N, K]}} */
  private static double[][] lengths(double[][] rows) {
    double[][] out = new double[rows.length][];
    for (int i = 0; i < rows.length; i++) {
      out[i] = new double[rows[i].length / 2];
      for (int k = 0; k < out[i].length; k++) {
        out[i][k] = Math.hypot(rows[i][2 * k], rows[i][2 * k + 1]);
      }
    }
    return out;
  }

  private static double mean(double[] values) {
    return Arrays.stream(values).filter(v -> !Double.isNaN(v)).average().orElse(0);
  }
}
