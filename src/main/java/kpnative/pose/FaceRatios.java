package kpnative.pose;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import kpnative.geometry.Point;
import kpnative.keypoints.KeypointSchema;
import kpnative.keypoints.Keypoints;

/**
 * Ratios of lengths in a face that say what it does: blinks, opens its mouth, raises its brows.
 * They depend neither on the face's size nor on its roll. Yaw narrows the widths and so raises
 * eyes' and mouth's ratios: compare those of one person over time, or ask for the {@link HeadPose},
 * too.
 *
 * <p>Left and right are as seen in the picture. NaN where the schema lacks the groups (of iBUG's
 * names and sizes) or a point is absent.
 *
 * @param leftEye the eye aspect ratio: the mean of two heights of the opening over its width; about
 *     0.3 open, below 0.2 shut (Soukupova and Cech 2016)
 * @param rightEye the other eye's
 * @param mouth the same of the inner lips, by three heights; 0 shut, above 0.3 open, 0.6 and more
 *     in a yawn
 * @param leftBrow how far the brow is above the eye, between the means of their points, in parts of
 *     the distance between the outer eye corners; about 0.25
 * @param rightBrow the other brow's
 * @see <a href="https://vision.fe.uni-lj.si/cvww2016/proceedings/papers/05.pdf">Soukupova and Cech
 *     2016, Real-time eye blink detection using facial landmarks</a>
 */
public record FaceRatios(
    double leftEye, double rightEye, double mouth, double leftBrow, double rightBrow) {
  private static final int EYE = 6;
  private static final int INNER_LIP = 8;

  /**
   * {@return the ratios of a face}
   *
   * @param keypoints in the order of {@code indices}
   * @param indices the keypoints' indices in the schema
   */
  public static FaceRatios of(Keypoints keypoints, KeypointSchema schema, List<Integer> indices) {
    Groups groups = new Groups(keypoints, schema, indices);
    List<Point> left = groups.points("left_eye", EYE);
    List<Point> right = groups.points("right_eye", EYE);
    List<Point> lips = groups.points("inner_lip", INNER_LIP);
    OptionalDouble across = groups.across();
    return new FaceRatios(
        openness(left),
        openness(right),
        openness(lips),
        above(groups.all("left_brow"), left, across),
        above(groups.all("right_brow"), right, across));
  }

  /** {@return whether nothing is known} */
  public boolean isEmpty() {
    return Double.isNaN(leftEye)
        && Double.isNaN(rightEye)
        && Double.isNaN(mouth)
        && Double.isNaN(leftBrow)
        && Double.isNaN(rightBrow);
  }

  /** {@return mean height over width of a closed line that begins at a corner} */
  private static double openness(List<Point> line) {
    if (line.isEmpty()) {
      return Double.NaN;
    }
    int half = line.size() / 2; // the other corner
    double heights = 0;
    for (int i = 1; i < half; i++) {
      heights += line.get(i).distanceTo(line.get(line.size() - i));
    }
    return heights / (half - 1) / line.get(0).distanceTo(line.get(half));
  }

  private static double above(List<Point> brow, List<Point> eye, OptionalDouble across) {
    if (brow.isEmpty() || eye.isEmpty() || across.isEmpty()) {
      return Double.NaN;
    }
    return mean(brow).distanceTo(mean(eye)) / across.getAsDouble();
  }

  private static Point mean(List<Point> points) {
    double x = points.stream().mapToDouble(Point::x).average().orElse(Double.NaN);
    double y = points.stream().mapToDouble(Point::y).average().orElse(Double.NaN);
    return new Point(x, y);
  }

  /** A face's keypoints by the schema's groups. */
  private record Groups(Keypoints keypoints, KeypointSchema schema, List<Integer> indices) {
    /** {@return the points of a group that are all there; none if it has another number} */
    List<Point> points(String group, int count) {
      List<Point> all = all(group);
      return all.size() == count ? all : List.of();
    }

    /** {@return the points of a group; none unless all of them are there} */
    List<Point> all(String group) {
      Map<String, List<Integer>> groups = schema.groups();
      List<Point> points = new ArrayList<>();
      for (int index : groups.getOrDefault(group, List.of())) {
        int k = indices.indexOf(index);
        if (k < 0 || !keypoints.isPresent(k)) {
          return List.of();
        }
        points.add(keypoints.point(k));
      }
      return points;
    }

    /** {@return the distance of the outer eye corners, pixels} */
    OptionalDouble across() {
      boolean whole = indices.size() == schema.count();
      OptionalDouble distance = whole ? schema.interOcular(keypoints) : OptionalDouble.empty();
      return distance.isPresent() && distance.getAsDouble() > 0 ? distance : OptionalDouble.empty();
    }
  }
}
