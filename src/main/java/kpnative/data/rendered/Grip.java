package kpnative.data.rendered;

import java.util.SplittableRandom;

/** Puts a hand with something in it to the mouth, to an ear or before the face. */
final class Grip {
  private Grip() {}

  static void add(
      Held held,
      FaceParts parts,
      Envelope envelope,
      FaceScene scene,
      FacePose pose,
      SplittableRandom random) {
    boolean left = random.nextBoolean();
    double s = left ? 1 : -1;
    Hand hand = new Hand(parts, held.pose(random), left, random);
    float[] p = parts.position;
    int[] marks = parts.head.model.landmarks();
    int mouth = 3 * marks[66];
    double u = random.nextGaussian();
    double v = random.nextGaussian();
    double w = random.nextGaussian();
    double gap = random.nextDouble();
    double[] fingers = {-0.8 * s, 0.35 + 0.25 * u, 0.1 + 0.2 * v};
    double[] palm = {-0.3 * s + 0.2 * w, -0.25, -1};
    float[] on = {p[mouth] + 0.3f * (float) u, p[mouth + 1] - 0.2f, p[mouth + 2] + 0.5f};
    float[] touch = held.end();
    float[] out = {0, 0, 1};
    switch (held) {
      case MICROPHONE -> { // before the mouth, from below
        fingers = new double[] {-0.6 * s, 0.1 + 0.2 * u, 0.55};
        palm = new double[] {-0.7 * s, 0.25, -0.55 + 0.3 * v};
        on[1] -= (float) (1 + 3 * gap);
        on[2] += (float) (2 + 4 * gap);
      }
      case PHONE -> {
        if (gap < 0.55) { // at the ear
          fingers = new double[] {-0.08 * s, 0.85, -0.5 + 0.2 * u};
          palm = new double[] {-s, 0.15, 0.12 * v};
          float[] ear = {p[3 * marks[left ? 14 : 2]], p[3 * marks[left ? 14 : 2] + 1], 0};
          on = new float[] {ear[0] + 2 * (float) s, ear[1] + 0.8f, 2.2f + 0.5f * (float) w};
          out = new float[] {(float) s, 0, 0};
        } else { // a picture of oneself in a mirror
          Placement camera = Placement.fromCamera(pose);
          on =
              camera.point(
                  s * (2 + 4 * random.nextDouble()), -3 + 4 * u, 16 + 5 * random.nextDouble());
          fingers = doubles(camera.turn(-0.25 * s, 1, 0));
          palm = doubles(camera.turn(0, 0, 1));
        }
      }
      case ICE_CREAM, FLOWER -> {
        fingers = new double[] {-0.7 * s, 0.1, 0.6};
        palm = new double[] {-0.6 * s, 0, -0.75};
        on[1] -= (float) (0.5 + 2 * gap);
        on[2] += (float) (2 * gap);
      }
      case CIGARETTE -> {
        fingers = new double[] {-0.45 * s, 0.8, -0.35};
        palm = new double[] {-0.35 * s, -0.1, -0.9};
      }
      default -> on[2] += (float) (gap < 0.5 ? 0 : 4 * gap - 2);
    }
    Placement turn = Placement.along(floats(fingers), floats(palm), new float[3]);
    float[] own = hand.own(touch);
    float[] moved = turn.point(own[0], own[1], own[2]);
    float[] t = {on[0] - moved[0], on[1] - moved[1], on[2] - moved[2]};
    float[] elbow = {
      (float) (s * (14 + 4 * random.nextGaussian())),
      (float) (t[1] - 21 - 3 * random.nextDouble()),
      (float) (10 + 4 * random.nextGaussian())
    };
    Placement placed = hand.add(scene, new Placement(turn.m(), t), elbow, envelope, out);
    held.add(scene, placed, random);
  }

  private static float[] floats(double[] d) {
    return new float[] {(float) d[0], (float) d[1], (float) d[2]};
  }

  private static double[] doubles(float[] f) {
    return new double[] {f[0], f[1], f[2]};
  }
}
