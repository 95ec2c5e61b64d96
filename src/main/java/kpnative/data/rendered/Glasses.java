package kpnative.data.rendered;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Glasses: two lenses before the eyes, a bridge on the nose and sides that reach to the ears; a
 * fifth are dark. They sit where the nose of this head is, or lower, or are pushed up on the hair.
 */
final class Glasses {
  /** Share of faces that wear some. */
  static final double SHARE = 0.17;

  private final HeadPlaces places;

  Glasses(HeadPlaces places) {
    this.places = places;
  }

  /** How a frame is made. */
  enum Rim {
    FULL,
    UPPER,
    NONE
  }

  /** Where glasses are. */
  enum Seat {
    NOSE,
    LOW,
    HAIR
  }

  void add(FaceParts parts, FaceScene scene, SplittableRandom random) {
    double dark = random.nextDouble();
    double seat = random.nextDouble();
    double rim = random.nextDouble();
    add(
        parts,
        scene,
        dark < 0.2 ? 1 : dark < 0.28 ? 0.4 : 0,
        seat < 0.06 ? Seat.HAIR : seat < 0.16 ? Seat.LOW : Seat.NOSE,
        rim < 0.72 ? Rim.FULL : rim < 0.87 ? Rim.UPPER : Rim.NONE,
        random);
  }

  /**
   * Adds one pair.
   *
   * @param dark 0 clear, 1 sunglasses
   */
  void add(
      FaceParts parts, FaceScene scene, double dark, Seat seat, Rim rim, SplittableRandom random) {
    LensShape lens = LensShape.draw(random);
    if (dark == 1 && random.nextDouble() < 0.6) { // sunglasses are large
      lens =
          new LensShape(
              lens.a() * 1.12,
              Math.max(1.7, lens.b() * 1.12),
              lens.power(),
              lens.drop(),
              lens.lift(),
              lens.taper());
    }
    double wire =
        rim != Rim.FULL || random.nextDouble() < 0.4
            ? 0.06 + 0.1 * random.nextDouble()
            : 0.18 + 0.32 * random.nextDouble();
    new Pair(parts, lens, dark, seat, rim, wire, frameColour(random), random).add(scene);
  }

  private static float[] frameColour(SplittableRandom random) {
    double k = random.nextDouble();
    if (k < 0.45) { // black and nearly so
      float v = 0.004f + 0.03f * (float) random.nextDouble();
      return new float[] {v, v, v};
    }
    if (k < 0.65) { // tortoise and brown
      float v = 0.03f + 0.1f * (float) random.nextDouble();
      return new float[] {v, 0.45f * v, 0.2f * v};
    }
    if (k < 0.83) { // silver and gold
      float v = 0.25f + 0.3f * (float) random.nextDouble();
      float gold = (float) random.nextDouble();
      return new float[] {v, v * (1 - 0.25f * gold), v * (1 - 0.6f * gold)};
    }
    return Cloth.colour(random);
  }

  /** One pair on one head. */
  private final class Pair {
    private final float[] position;
    private final LensShape lens;
    private final double dark;
    private final Rim rim;
    private final double wire;
    private final float[] colour;
    private final float[] tint;
    private final double reflection;
    private final double centreX;
    private final double wrap;
    private final Placement place;
    private final boolean up;

    Pair(
        FaceParts parts,
        LensShape lens,
        double dark,
        Seat seat,
        Rim rim,
        double wire,
        float[] colour,
        SplittableRandom random) {
      this.position = parts.position;
      this.lens = lens;
      this.dark = dark;
      this.rim = rim;
      this.wire = wire;
      this.colour = colour;
      float shade = (float) random.nextDouble();
      float[] any = Cloth.colour(random);
      tint = new float[] {0.06f * any[0] * shade, 0.05f * any[1] * shade, 0.05f * any[2]};
      reflection = Math.pow(random.nextDouble(), 3) * 0.3 + (dark > 0 ? 0.03 : 0.01);
      int[] marks = parts.head.model.landmarks();
      double eyes = 0;
      double y = 0;
      for (int k = 36; k < 42; k++) {
        eyes += (mark(marks[k + 6], 0) - mark(marks[k], 0)) / 12;
        y += (mark(marks[k], 1) + mark(marks[k + 6], 1)) / 12;
      }
      centreX = Math.max(eyes + 0.25 * random.nextDouble(), lens.a() + 0.65);
      wrap = 0.02 + 0.025 * random.nextDouble();
      double noseX = mark(marks[27], 0);
      double z = mark(marks[27], 2) + 0.25 + 0.35 * random.nextDouble() + wire / 2;
      y -= 0.2 * random.nextDouble() + (lens.b() > 1.9 ? 0.25 : 0);
      double tilt = Math.toRadians(4 + 6 * random.nextDouble());
      up = seat == Seat.HAIR;
      if (seat == Seat.LOW) {
        double down = 0.8 + 0.9 * random.nextDouble();
        y -= down;
        z += 0.75 * down;
        tilt += 0.1;
      } else if (up) {
        y += 6 + 2 * random.nextDouble();
        z -= 0.8 + random.nextDouble();
        tilt -= 0.9;
      }
      double roll = Math.toRadians(1.2) * random.nextGaussian();
      place = Placement.turnX(tilt).then(Placement.turnZ(roll)).then(Placement.at(noseX, y, z));
    }

    private float mark(int vertex, int axis) {
      return position[3 * vertex + axis];
    }

    private double bend(double x) {
      return -wrap * x * x;
    }

    void add(FaceScene scene) {
      int n = LensShape.POINTS;
      double[] xy = new double[2];
      for (int side = -1; side <= 1; side += 2) {
        float[] outline = new float[3 * n];
        for (int i = 0; i < n; i++) {
          lens.at(2 * Math.PI * i / n, xy);
          double x = side * (centreX + xy[0]);
          System.arraycopy(place.point(x, xy[1], bend(x)), 0, outline, 3 * i, 3);
        }
        float opacity = (float) (dark == 1 ? 0.9 + 0.08 * tint[2] : dark > 0 ? 0.35 : 0.03);
        scene.panes.add(new Pane(outline, tint, opacity, (float) reflection));
        rim(scene, outline);
        temple(scene, side);
      }
      bridge(scene);
    }

    private void rim(FaceScene scene, float[] outline) {
      if (rim == Rim.NONE) {
        return;
      }
      int n = outline.length / 3;
      int from = rim == Rim.FULL ? 0 : -2;
      int to = rim == Rim.FULL ? n : n / 2 + 2;
      float[] path = new float[3 * (to - from + 1)];
      for (int i = from; i <= to; i++) {
        System.arraycopy(outline, 3 * Math.floorMod(i, n), path, 3 * (i - from), 3);
      }
      rod(scene, path, wire, 0.55f);
    }

    private void bridge(FaceScene scene) {
      int n = 8;
      float[] path = new float[3 * (n + 1)];
      double[] xy = new double[2];
      lens.at(Math.PI - 0.45, xy);
      double half = centreX + xy[0];
      for (int i = 0; i <= n; i++) {
        double t = 2.0 * i / n - 1;
        double x = half * t;
        System.arraycopy(
            place.point(x, xy[1] + 0.25 * (1 - t * t), bend(x) + 0.2 * (1 - t * t)),
            0,
            path,
            3 * i,
            3);
      }
      rod(scene, path, Math.max(0.09, wire), 0.7f);
    }

    /** From the hinge back to the ear, outside the temple's skin, and down behind the ear. */
    private void temple(FaceScene scene, int side) {
      double[] xy = new double[2];
      lens.at(0.5, xy);
      double hinge = centreX + xy[0];
      float[] from = place.point(side * hinge, xy[1], bend(hinge) - 0.1);
      int s = side < 0 ? 0 : 1;
      int ear = places.earTop(s);
      double x = mark(ear, 0) + 0.1 * side;
      double y = mark(ear, 1) + 0.15;
      double z = mark(ear, 2);
      if (up) {
        y += 3;
        x += 0.6 * side;
        z += 0.5;
      }
      int n = 11;
      float[] path = new float[3 * n];
      for (int i = 0; i < n; i++) {
        double t = Math.min(1, i / (n - 3.0));
        double tail = Math.max(0, i - (n - 3.0));
        double px = from[0] + t * (x - from[0]);
        double pz = from[2] + t * (z - from[2]) - 0.9 * tail;
        double least = places.temple(position, s, pz) + 0.12 + (up ? 0.5 : 0);
        if (i > 0 && tail == 0) {
          px = side * Math.max(side * px, Math.min(least, side * px + 1.2));
        }
        path[3 * i] = (float) px;
        path[3 * i + 1] = (float) (from[1] + t * (y - from[1]) - 0.8 * tail * tail / 2);
        path[3 * i + 2] = (float) pz;
      }
      rod(scene, path, Math.max(0.1, wire * 1.1), 0.4f);
    }

    /** Thick rods are surfaces, which shade and shine; thin ones strands. */
    private void rod(FaceScene scene, float[] path, double width, float flat) {
      int n = path.length / 3;
      if (width > 0.17) {
        MeshBuilder mesh = new MeshBuilder();
        float[] radius = new float[n];
        Arrays.fill(radius, (float) width / 2);
        mesh.tube(path, radius, 6, flat, place.turn(0, 0, 1));
        scene.surfaces.add(mesh.surface(new Plastic(colour, 0.35f, 60), true));
        return;
      }
      scene.strands.add(
          new Strands(
              path, n, colour, new float[] {(float) width}, new float[] {0.9f}, 0, 1, 0.5f));
    }
  }
}
