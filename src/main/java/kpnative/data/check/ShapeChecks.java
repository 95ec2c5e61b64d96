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

/** What is odd in a face's shape against the shapes of the other faces. */
/* Left and right: the shape as it is, and with mirrored places (the schema's pairs swapped; without
 * pairs, reflected), are each fitted to the mean; turns are allowed, reflections are not. If what is
 * left of the mirrored one is less than half, left and right are swapped, in the picture or in the
 * order of the points.
 *
 * Outliers: the distance from the shape model of the set, against the median of all. The limit is
 * the median and SPREADS times the median absolute deviation, scaled to be a normal one's sigma; more
 * where faces are few, twice as much for 20. */
final class ShapeChecks {
  private static final int FEWEST = 10; // faces that make a mean worth comparing with
  private static final int FEWEST_FOR_A_MODEL = 20; // and a spread
  private static final double BETTER = 2;
  private static final double SPREADS = 5;
  private static final double MAD_TO_SIGMA = 1.4826;
  private static final Warp REFLECTION = Warp.affine(-1, 0, 0, 0, 1, 0);

  private final KeypointSchema schema;
  private final List<AnnotatedFace> faces;
  private final Keypoints mean;

  /**
   * The checks of these faces.
   *
   * @param schema of 3 keypoints or more
   * @param faces at least one, whose keypoints span an area
   */
  ShapeChecks(KeypointSchema schema, List<AnnotatedFace> faces) {
    this.schema = schema;
    this.faces = faces;
    Keypoints found = MeanShape.of(faces.stream().map(AnnotatedFace::keypoints).toList());
    Keypoints facing = facesUs(found) ? found : swapped(found);
    this.mean = schema.mirror().isPresent() ? symmetric(facing) : facing;
  }

  /**
   * {@return the mean shape, see {@link MeanShape}; symmetric about x = 0 where the schema has
   * mirror pairs}
   */
  Keypoints mean() {
    return mean;
  }

  /** {@return the faces whose left is right} */
  List<Finding> mirrored() {
    List<Finding> findings = new ArrayList<>();
    if (faces.size() < FEWEST) {
      return findings;
    }
    for (AnnotatedFace face : faces) {
      double asItIs = Similarity.residual(face.keypoints(), mean);
      double swapped = Similarity.residual(swapped(face.keypoints()), mean);
      if (swapped * BETTER < asItIs) {
        double times = asItIs / Math.max(swapped, 1e-9);
        String text =
            String.format(
                Locale.ROOT, "fits the mean shape %.1f times better with sides swapped", times);
        findings.add(Finding.of(Kind.MIRRORED, times, text, face));
      }
    }
    return findings;
  }

  /** {@return the shapes far from all that the others do} */
  List<Finding> outliers(List<AnnotatedFace> except) {
    List<AnnotatedFace> usual = faces.stream().filter(f -> !except.contains(f)).toList();
    List<Finding> findings = new ArrayList<>();
    if (usual.size() < FEWEST_FOR_A_MODEL) {
      return findings;
    }
    ShapeModel model = ShapeModel.of(usual.stream().map(AnnotatedFace::keypoints).toList(), mean);
    double[] distances = usual.stream().mapToDouble(f -> model.distance(f.keypoints())).toArray();
    double median = median(distances);
    double spread =
        MAD_TO_SIGMA * median(Arrays.stream(distances).map(d -> Math.abs(d - median)).toArray());
    double spreads = SPREADS * (1 + (double) FEWEST_FOR_A_MODEL / usual.size());
    double limit = median + spreads * spread + 1e-6; // all alike, but for rounding
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
    return Keypoints.of(a);
  }

  /**
   * Where the schema names eyes and mouth: whether, with the eyes above the mouth, the left eye is
   * at the left. A whole set can be swapped, and its mean with it.
   */
  private boolean facesUs(Keypoints shape) {
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
    return schema.indices(group).map(k::mean);
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }
}
