package kpnative.measure;

import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.geom.RoundRectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import kpnative.augment.Randomness;
import kpnative.data.AnnotatedFace;
import kpnative.geometry.Box;

/**
 * What an evaluation lays over faces, so that it is known which keypoints are hidden: one or two
 * things on each, their middle within the extent of the keypoints. What lies where is a function of
 * a face's place in the list.
 */
public enum Occluders {
  /** Nothing. */
  NONE,
  /** Grey squares, such as those that augmentation paints. */
  PATCHES,
  /** Turned ellipses, bars and polygons, each filled with a part of a painted scene. */
  THINGS;

  private static final long SEED = 20;

  /** A thing's size, as a fraction of the larger side of the keypoints' extent. */
  private static final double SMALLEST = 0.2;

  private static final double LARGEST = 0.6;

  /**
   * {@return the choice of this name}
   *
   * @throws IllegalArgumentException if there is none
   */
  public static Occluders parse(String name) {
    for (Occluders each : values()) {
      if (each.toString().equals(name)) {
        return each;
      }
    }
    throw new IllegalArgumentException(
        "occluders must be none, patches or things, got '" + name + "'");
  }

  /**
   * {@return the faces with these occluders laid over them; a face without an extent stays as it
   * is}
   */
  public List<AnnotatedFace> on(List<AnnotatedFace> faces) {
    if (this == NONE) {
      return faces;
    }
    Randomness randomness = new Randomness(SEED);
    List<AnnotatedFace> all = new ArrayList<>(faces.size());
    for (int i = 0; i < faces.size(); i++) {
      AnnotatedFace face = faces.get(i);
      all.add(
          face.keypoints().spansBox()
              ? on(face, randomness.stream(0, i, Randomness.Purpose.FACE))
              : face);
    }
    return all;
  }

  private AnnotatedFace on(AnnotatedFace face, SplittableRandom random) {
    Box extent = face.keypoints().extent();
    double side = Math.max(extent.width(), extent.height());
    List<OccludedPicture.Thing> things = new ArrayList<>();
    int count = 1 + random.nextInt(2);
    for (int i = 0; i < count; i++) {
      double x = extent.left() + extent.width() * random.nextDouble();
      double y = extent.top() + extent.height() * random.nextDouble();
      double size = side * (SMALLEST + (LARGEST - SMALLEST) * random.nextDouble());
      Shape shape = this == PATCHES ? square(size) : thing(size, random);
      AffineTransform place = AffineTransform.getTranslateInstance(x, y);
      if (this == THINGS) {
        place.rotate(2 * Math.PI * random.nextDouble());
      }
      things.add(
          new OccludedPicture.Thing(
              place.createTransformedShape(shape),
              this == THINGS,
              random.nextDouble(),
              random.nextLong()));
    }
    return face.withPicture(new OccludedPicture(face, things))
        .withKeypoints(face.keypoints(), List.of()); // the picture says what is seen
  }

  private static Shape square(double side) {
    return new Rectangle2D.Double(-side / 2, -side / 2, side, side);
  }

  private static Shape thing(double size, SplittableRandom random) {
    return switch (random.nextInt(3)) {
      case 0 -> {
        double height = size * (0.5 + 0.5 * random.nextDouble());
        yield new Ellipse2D.Double(-size / 2, -height / 2, size, height);
      }
      case 1 -> {
        double length = 1.6 * size;
        double width = size * (0.25 + 0.25 * random.nextDouble());
        yield new RoundRectangle2D.Double(-length / 2, -width / 2, length, width, width, width);
      }
      default -> polygon(size / 2, random);
    };
  }

  private static Shape polygon(double radius, SplittableRandom random) {
    Path2D path = new Path2D.Double();
    int corners = 4 + random.nextInt(4);
    for (int i = 0; i < corners; i++) {
      double angle = 2 * Math.PI * (i + 0.6 * random.nextDouble()) / corners;
      double r = radius * (0.7 + 0.5 * random.nextDouble());
      if (i == 0) {
        path.moveTo(r * Math.cos(angle), r * Math.sin(angle));
      } else {
        path.lineTo(r * Math.cos(angle), r * Math.sin(angle));
      }
    }
    path.closePath();
    return path;
  }

  /** {@return the name as options have it} */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
