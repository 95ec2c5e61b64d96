package kpnative.data.check;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import kpnative.data.AnnotatedFace;
import kpnative.geometry.Point;
import kpnative.geometry.Warp;
import kpnative.keypoints.KeypointSchema;
import kpnative.keypoints.Keypoints;

/** Compares each face's shape with the shapes of the other faces. */
/* Left and right: the shape, and the shape with its sides swapped (the schema's pairs exchanged;
 * without pairs, reflected), are each fitted to the mean by a similarity without reflection. If the
 * residual of the swapped shape is less than half, left and right are swapped, in the picture or in
 * the order of the points.
 *
 * Outliers: the distance from the data set's shape model is compared with the median distance. The
 * limit is the median plus DEVIATIONS times the robust standard deviation (1.4826 times the median
 * absolute deviation). It is larger where faces are few: twice as many deviations for 20. */
final class ShapeChecks {
  private static final int FEWEST = 10; // faces needed for a meaningful mean
  private static final int FEWEST_FOR_A_MODEL = 20; // and for a standard deviation
  private static final double BETTER = 2; // ratio of the residuals
  private static final double DEVIATIONS = 5;
  private static final double MAD_TO_SIGMA = 1.4826;
  private static final Warp REFLECTION = Warp.affine(-1, 0, 0, 0, 1, 0);

  private final KeypointSchema schema;
  private final List<AnnotatedFace> faces;
  private final Keypoints mean;

  /**
   * Computes the mean shape of these faces.
   *
   * @param schema of 3 keypoints or more
   * @param faces at least one; the keypoints of each span an area
   */
  ShapeChecks(KeypointSchema schema, List<AnnotatedFace> faces) {
    this.schema = schema;
    this.faces = faces;
    Keypoints found = MeanShape.of(faces.stream().map(AnnotatedFace::keypoints).toList());
    Keypoints oriented = hasLeftOnLeft(found) ? found : swapped(found);
    this.mean = schema.mirror().isPresent() ? symmetric(oriented) : oriented;
  }

  /**
   * {@return the mean shape, see {@link MeanShape}; symmetric about x = 0 where the schema has
   * mirror pairs}
   */
  Keypoints mean() {
    return mean;
  }

  /** {@return a finding for each face whose left and right are swapped} */
  List<Finding> mirrored() {
    List<Finding> findings = new ArrayList<>();
    if (faces.size() < FEWEST) {
      return findings;
    }
    for (AnnotatedFace face : faces) {
      double direct = Similarity.residual(face.keypoints(), mean);
      double swapped = Similarity.residual(swapped(face.keypoints()), mean);
      if (swapped * BETTER < direct) {
        double times = direct / Math.max(swapped, 1e-9);
        String text =
            String.format(
                Locale.ROOT, "fits the mean shape %.1f times better with sides swapped", times);
        findings.add(Finding.of(Kind.MIRRORED, times, text, face));
      }
    }
    return findings;
  }

  /**
   * {@return a finding for each shape that is unlike the others}
   *
   * @param except faces to leave out
   */
  List<Finding> outliers(List<AnnotatedFace> except) {
    List<AnnotatedFace> usual = faces.stream().filter(f -> !except.contains(f)).toList();
    List<Finding> findings = new ArrayList<>();
    if (usual.size() < FEWEST_FOR_A_MODEL) {
      return findings;
    }
    ShapeModel model = ShapeModel.of(usual.stream().map(AnnotatedFace::keypoints).toList(), mean);
    double[] distances = usual.stream().mapToDouble(f -> model.distance(f.keypoints())).toArray();
    double median = median(distances);
    double deviation =
        MAD_TO_SIGMA * median(Arrays.stream(distances).map(d -> Math.abs(d - median)).toArray());
    double deviations = DEVIATIONS * (1 + (double) FEWEST_FOR_A_MODEL / usual.size());
    double limit = median + deviations * deviation + 1e-6; // 1e-6: rounding, if all are equal
    for (int i = 0; i < distances.length; i++) {
      if (distances[i] > limit) {
        String text =
            String.format(
                Locale.ROOT,
                "%.1f %% of the box's side from the nearest usual shape; median %.1f %%, limit"
                    + " %.1f %%",
                100 * distances[i],
                100 * median,
                100 * limit);
        findings.add(Finding.of(Kind.SHAPE, distances[i], text, usual.get(i)));
      }
    }
    return findings;
  }

  private Keypoints swapped(Keypoints k) {
    return schema.mirror().isPresent() ? schema.mirrored(k) : k.map(REFLECTION);
  }

  private Keypoints mirrored(Keypoints k) {
    Keypoints reflected = k.map(REFLECTION);
    return schema.mirror().isPresent() ? schema.mirrored(reflected) : reflected;
  }

  private Keypoints symmetric(Keypoints k) {
    double[] a = k.toArray();
    double[] b = mirrored(k).toArray();
    for (int i = 0; i < a.length; i++) {
      a[i] = (a[i] + b[i]) / 2;
    }
    return Keypoints.partial(a);
  }

  /**
   * Whether the left eye is on the left when the eyes are above the mouth; true if the schema does
   * not name eyes and mouth. A whole data set can be swapped, and its mean with it.
   */
  private boolean hasLeftOnLeft(Keypoints shape) {
    Optional<Point> left = center(shape, "left_eye");
    Optional<Point> right = center(shape, "right_eye");
    Optional<Point> mouth = center(shape, "mouth").or(() -> center(shape, "outer_lip"));
    if (left.isEmpty() || right.isEmpty() || mouth.isEmpty()) {
      return true;
    }
    double x = right.get().x() - left.get().x();
    double y = right.get().y() - left.get().y();
    double downX = mouth.get().x() - left.get().x();
    double downY = mouth.get().y() - left.get().y();
    return x * downY - y * downX >= 0;
  }

  private Optional<Point> center(Keypoints k, String group) {
    return schema.indices(group).filter(k::arePresent).map(k::mean);
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }
}
