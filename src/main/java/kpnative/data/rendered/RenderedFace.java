package kpnative.data.rendered;

import java.util.SplittableRandom;
import kpnative.geometry.Size;

/**
 * One face as drawn from random numbers, before it is rendered: who, how turned, seen from where,
 * in a picture of which size. Immutable and thread-safe.
 */
final class RenderedFace {
  /** How near selfies are and how far portraits by a long lens, cm. */
  private static final double NEAREST = 40;

  private static final double FARTHEST = 220;

  final Traits traits;
  final HeadShape shape;
  final FacePose pose;
  final double distance;
  final long looks;

  /** How far heads are turned. */
  enum Turn {
    /** As in most photographs of a person. */
    PORTRAIT,
    /** As heads are seen that nobody photographs: in profile, lying. */
    ANY
  }

  private RenderedFace(HeadModel model, Turn turn, SplittableRandom random) {
    SplittableRandom people = random.split();
    SplittableRandom shapes = random.split();
    SplittableRandom poses = random.split();
    looks = random.nextLong();
    traits = TraitsDraw.person(people);
    shape = HeadShape.draw(model, traits.child(), shapes);
    pose = turn == Turn.ANY ? anyPose(poses) : pose(poses);
    distance =
        Math.exp(Math.log(NEAREST) + (Math.log(FARTHEST) - Math.log(NEAREST)) * poses.nextDouble());
  }

  private RenderedFace(RenderedFace of, HeadShape shape, FacePose pose) {
    traits = of.traits;
    this.shape = shape;
    this.pose = pose;
    distance = of.distance;
    looks = of.looks;
  }

  static RenderedFace draw(HeadModel model, Turn turn, SplittableRandom random) {
    return new RenderedFace(model, turn, random);
  }

  /** {@return the same face, turned otherwise} */
  RenderedFace turned(FacePose to) {
    return new RenderedFace(this, shape, to);
  }

  /** {@return the same face of these ingredients} */
  RenderedFace of(Ingredients ingredients) {
    float share = ingredients.has(Ingredient.EXPRESSION) ? 1 : Ingredient.MILD;
    float turn = ingredients.has(Ingredient.POSE) ? 1 : Ingredient.MILD;
    return new RenderedFace(
        this,
        share == 1 ? shape : shape.withExpression(share),
        turn == 1
            ? pose
            : new FacePose(turn * pose.yaw(), turn * pose.pitch(), turn * pose.roll()));
  }

  /** Four in five about upright as in photographs, the others turned evenly up to 60 degrees. */
  private static FacePose pose(SplittableRandom random) {
    double yaw =
        random.nextDouble() < 0.8
            ? Math.max(-65, Math.min(65, 16 * random.nextGaussian()))
            : 120 * random.nextDouble() - 60;
    double pitch = Math.max(-32, Math.min(32, 10 * random.nextGaussian()));
    double roll = Math.max(-35, Math.min(35, 10 * random.nextGaussian()));
    return new FacePose(Math.toRadians(yaw), Math.toRadians(pitch), Math.toRadians(roll));
  }

  private static FacePose anyPose(SplittableRandom random) {
    double yaw =
        random.nextDouble() < 0.6
            ? Math.max(-80, Math.min(80, 25 * random.nextGaussian()))
            : 160 * random.nextDouble() - 80;
    double pitch = Math.max(-40, Math.min(40, 14 * random.nextGaussian()));
    double roll =
        random.nextDouble() < 0.6 ? 14 * random.nextGaussian() : 150 * random.nextDouble() - 75;
    return new FacePose(Math.toRadians(yaw), Math.toRadians(pitch), Math.toRadians(roll));
  }

  /** {@return a camera from which a picture of 1 pixel a cm has the head's pivot at (0, 0)} */
  View unitView() {
    return new View(distance, 1, 0, 0, 0, 0);
  }

  /**
   * {@return the camera for a picture in which the points' extent has a given place}
   *
   * @param points in the {@link #unitView}
   * @param reach the larger side of the points' extent, pixels
   * @param x of the extent's middle, pixels
   */
  View view(float[] points, double reach, double x, double y) {
    double[] e = extent(points);
    double scale = reach / Math.max(e[2] - e[0], e[3] - e[1]);
    return new View(
        distance, scale, 0, 0, x - scale * (e[0] + e[2]) / 2, y - scale * (e[1] + e[3]) / 2);
  }

  /** {@return left, top, right, bottom of points of three numbers each} */
  static double[] extent(float[] points) {
    double[] e = {Double.MAX_VALUE, Double.MAX_VALUE, -Double.MAX_VALUE, -Double.MAX_VALUE};
    for (int i = 0; i < points.length; i += 3) {
      e[0] = Math.min(e[0], points[i]);
      e[1] = Math.min(e[1], points[i + 1]);
      e[2] = Math.max(e[2], points[i]);
      e[3] = Math.max(e[3], points[i + 1]);
    }
    return e;
  }

  /** {@return a size of pictures, and how large the face is in it} */
  static Size size(SplittableRandom random) {
    int side = 150 + random.nextInt(70);
    int other = (int) (side * (0.85 + 0.15 * random.nextDouble()));
    return random.nextBoolean() ? new Size(side, other) : new Size(other, side);
  }
}
