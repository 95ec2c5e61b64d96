package kpnative.eval;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import kpnative.geometry.Box;
import org.jspecify.annotations.Nullable;

/**
 * How many of the faces of a set of pictures a finder finds, and how much of what it finds is none,
 * at every score threshold. Not thread-safe.
 *
 * <p>A found box is a face's if their intersection over union is at least a limit and no box with a
 * higher score is nearer to that face; the second box on one face is wrong.
 */
public final class DetectionCurve {
  private final double leastOverlap;
  private final List<Found> found = new ArrayList<>();
  private int faces;
  private int pictures;

  /** A found box: its score, and whether it is a face's; ignored ones are not kept. */
  private record Found(double score, boolean right) {}

  /**
   * A box that was found.
   *
   * @param box in the picture's frame
   * @param score higher is surer
   */
  public record Scored(Box box, double score) {}

  /**
   * One threshold's numbers.
   *
   * @param score the threshold
   * @param recall share of the faces that are found
   * @param precision share of what is found that is a face
   * @param wrong boxes that are no face, per picture
   */
  public record Point(double score, double recall, double precision, double wrong) {}

  /**
   * A curve of no pictures yet.
   *
   * @param leastOverlap intersection over union, above 0 and at most 1
   */
  public DetectionCurve(double leastOverlap) {
    if (!(leastOverlap > 0 && leastOverlap <= 1)) {
      throw new IllegalArgumentException(
          "the least overlap must be above 0 and at most 1, got " + leastOverlap);
    }
    this.leastOverlap = leastOverlap;
  }

  /**
   * Counts a picture.
   *
   * @param boxes what was found in it
   * @param truth its faces that must be found
   * @param ignored faces that may be found or not
   */
  public void add(List<Scored> boxes, List<Box> truth, List<Box> ignored) {
    pictures++;
    faces += truth.size();
    List<Box> left = new ArrayList<>(truth);
    boxes.stream()
        .sorted(Comparator.comparingDouble(Scored::score).reversed())
        .forEach(
            box -> {
              Box best = nearest(box.box(), left);
              if (best != null) {
                left.remove(best);
                found.add(new Found(box.score(), true));
              } else if (nearest(box.box(), ignored) == null) {
                found.add(new Found(box.score(), false));
              }
            });
  }

  private @Nullable Box nearest(Box box, List<Box> among) {
    Box best = null;
    double overlap = leastOverlap;
    for (Box each : among) {
      if (each.overlap(box) >= overlap) {
        overlap = each.overlap(box);
        best = each;
      }
    }
    return best;
  }

  /** {@return the number of faces to be found} */
  public int faces() {
    return faces;
  }

  /** {@return the numbers at each score that was given, from the highest to the lowest} */
  public List<Point> points() {
    List<Found> sorted = new ArrayList<>(found);
    sorted.sort(Comparator.comparingDouble(Found::score).reversed());
    List<Point> points = new ArrayList<>();
    int right = 0;
    for (int i = 0; i < sorted.size(); i++) {
      right += sorted.get(i).right ? 1 : 0;
      boolean last = i + 1 == sorted.size() || sorted.get(i + 1).score < sorted.get(i).score;
      if (last) { // equal scores are one threshold
        points.add(
            new Point(
                sorted.get(i).score,
                faces == 0 ? 0 : (double) right / faces,
                right / (i + 1.0),
                (i + 1.0 - right) / Math.max(1, pictures)));
      }
    }
    return points;
  }

  /** {@return the numbers at a threshold} */
  public Point at(double score) {
    Point at = new Point(score, 0, 1, 0);
    for (Point point : points()) {
      if (point.score >= score) {
        at = new Point(score, point.recall, point.precision, point.wrong);
      }
    }
    return at;
  }

  /**
   * {@return the average precision: the area under precision over recall, each precision the
   * highest at that recall or beyond}
   */
  public double averagePrecision() {
    double area = 0;
    double best = 0;
    List<Point> points = points();
    for (int i = points.size() - 1; i >= 0; i--) {
      best = Math.max(best, points.get(i).precision);
      double before = i == 0 ? 0 : points.get(i - 1).recall;
      area += best * (points.get(i).recall - before);
    }
    return area;
  }
}
