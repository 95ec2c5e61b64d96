package kpnative.data.rendered;

import java.util.SplittableRandom;

/** Where hands are when they are before a face. */
enum Gesture {
  CHIN_ON_FIST,
  CHEEK,
  FINGER_AT_LIPS,
  OVER_MOUTH,
  JAW,
  FOREHEAD,
  WAVING,
  VICTORY;

  private HandPose.Kind pose(SplittableRandom random) {
    return switch (this) {
      case CHIN_ON_FIST -> random.nextDouble() < 0.7 ? HandPose.Kind.FIST : HandPose.Kind.CUPPED;
      case CHEEK -> random.nextBoolean() ? HandPose.Kind.RELAXED : HandPose.Kind.FIST;
      case FINGER_AT_LIPS -> HandPose.Kind.POINT;
      case OVER_MOUTH -> random.nextBoolean() ? HandPose.Kind.OPEN : HandPose.Kind.RELAXED;
      case JAW -> random.nextBoolean() ? HandPose.Kind.CUPPED : HandPose.Kind.PINCH;
      case FOREHEAD -> random.nextBoolean() ? HandPose.Kind.OPEN : HandPose.Kind.RELAXED;
      case WAVING -> random.nextDouble() < 0.7 ? HandPose.Kind.OPEN : HandPose.Kind.RELAXED;
      case VICTORY -> HandPose.Kind.VICTORY;
    };
  }

  /** Adds a hand that makes this gesture. */
  void add(FaceParts parts, Envelope envelope, FaceScene scene, SplittableRandom random) {
    boolean left = random.nextBoolean();
    double s = left ? 1 : -1; // the side of the face, to the person's left
    Hand hand = new Hand(parts, HandPose.draw(pose(random), random), left, random);
    float[] p = parts.position;
    int[] marks = parts.head.model.landmarks();
    double u = random.nextGaussian();
    double v = random.nextGaussian();
    double w = random.nextGaussian();
    // where the fingers point and the palm looks, head's frame, and what touches what
    double[] fingers;
    double[] palm;
    float[] touch;
    float[] on;
    float[] out;
    switch (this) {
      case CHIN_ON_FIST -> {
        fingers = new double[] {-0.35 * s + 0.25 * u, 1, 0.15 * v};
        palm = new double[] {-0.5 * s + 0.4 * w, 0, -0.8};
        touch = new float[] {0.3f, 9.8f, 2};
        on = of(p, marks[8], 0.8 * s + 0.8 * v, -0.6, -0.9);
        out = new float[] {0, -0.95f, 0.3f};
      }
      case CHEEK -> {
        fingers = new double[] {0.1 * s + 0.2 * u, 1, -0.5 + 0.3 * v};
        palm = new double[] {-s, 0.1 * w, -0.45 + 0.3 * u};
        touch = new float[] {0, 6.5f + (float) v, 1.4f};
        on = of(p, marks[left ? 13 : 3], 0.3 * s, 0.8 * u - 0.5, 0.6 * w);
        out = Direction.unit(new float[] {(float) s, -0.25f, 0.5f});
      }
      case FINGER_AT_LIPS -> {
        fingers = new double[] {-0.35 * s + 0.2 * u, 1, -0.1 + 0.15 * v};
        palm = new double[] {-0.8 * s + 0.3 * w, 0, -0.6};
        touch = hand.shape.tip(0);
        on = of(p, marks[random.nextBoolean() ? 62 : 33], 0.3 * u, 0.2 * v, 0.7);
        out = new float[] {0, 0, 1};
      }
      case OVER_MOUTH -> {
        fingers = new double[] {-0.8 * s, 0.65 + 0.4 * u, -0.15};
        palm = new double[] {-0.25 * s, 0.1 * w, -1};
        touch = new float[] {0, 8.5f + 1.2f * (float) v, 0.8f};
        on = of(p, marks[62], 0.5 * w, -0.3 + 0.6 * u, 0.3);
        out = new float[] {0, 0, 1};
      }
      case JAW -> {
        fingers = new double[] {-0.6 * s + 0.2 * u, 0.8, -0.2 + 0.2 * v};
        palm = new double[] {-0.5 * s, 0.45, -0.7};
        touch = hand.shape.joint(0, 1);
        on = of(p, marks[left ? 11 : 5], 0.3 * w, -0.5 + 0.5 * u, 0.4);
        out = Direction.unit(new float[] {(float) (0.45 * s), -0.6f, 0.65f});
      }
      case FOREHEAD -> {
        fingers = new double[] {-0.75 * s, 0.75 + 0.3 * u, -0.15};
        palm = new double[] {-0.3 * s, -0.1 + 0.3 * w, -0.9};
        touch = new float[] {0.5f, 11 + (float) v, 1};
        on = of(p, marks[left ? 24 : 19], 0.5 * w, 1.2 + u, 0.4);
        out = Direction.unit(new float[] {(float) (0.3 * s), 0.2f, 0.9f});
      }
      default -> {
        fingers = new double[] {0.25 * s + 0.35 * u, 1, 0.2 * v};
        palm = new double[] {0.4 * w, 0, random.nextDouble() < 0.75 ? 1 : -1};
        touch = new float[] {0, 9, 0};
        double far = 2 + 6 * random.nextDouble();
        on = of(p, marks[30], s * (4.5 + 2.5 * random.nextDouble()), -3.5 + 3 * v, far);
        out = new float[] {0, 0, 1};
      }
    }
    float[] y = floats(fingers);
    Placement turn = Placement.along(y, floats(palm), new float[3]);
    float[] t = turn.point(0, 0, 0);
    float[] own = hand.own(touch);
    float[] moved = turn.point(own[0], own[1], own[2]);
    for (int c = 0; c < 3; c++) {
      t[c] += on[c] - moved[c];
    }
    Placement at = new Placement(turn.m(), t);
    float[] elbow = {
      (float) (s * (13 + 4 * random.nextGaussian())),
      (float) (t[1] - 22 - 3 * random.nextDouble()),
      (float) (9 + 4 * random.nextGaussian())
    };
    hand.add(scene, at, elbow, envelope, out);
  }

  private static float[] of(float[] p, int vertex, double dx, double dy, double dz) {
    return new float[] {
      p[3 * vertex] + (float) dx, p[3 * vertex + 1] + (float) dy, p[3 * vertex + 2] + (float) dz
    };
  }

  private static float[] floats(double[] d) {
    return new float[] {(float) d[0], (float) d[1], (float) d[2]};
  }
}
