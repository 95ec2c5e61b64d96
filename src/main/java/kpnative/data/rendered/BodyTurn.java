package kpnative.data.rendered;

import java.util.SplittableRandom;

/**
 * How the body stands under a head: people turn the head further than the body. The scene is turned
 * by the head's pose, so the body turns back by what it doesn't share, about the neck; the neck
 * turns by a part that grows downwards.
 */
final class BodyTurn {
  /** About where the neck bends, head's frame, cm. */
  private static final float PIVOT_Y = -8;

  private static final float PIVOT_Z = -2;

  /** With the head. */
  static final BodyTurn NONE = new BodyTurn(new float[] {0, 1, 0}, 0);

  private final float[] axis;
  private final double angle;

  private BodyTurn(float[] axis, double angle) {
    this.axis = axis;
    this.angle = angle;
  }

  static BodyTurn draw(FacePose pose, SplittableRandom random) {
    double share = Math.max(0, Math.min(1.1, 0.5 + 0.28 * random.nextGaussian()));
    double yaw = share * pose.yaw() + Math.toRadians(6) * random.nextGaussian();
    double pitch = 0.25 * pose.pitch() + Math.toRadians(4) * random.nextGaussian();
    double roll =
        (0.1 + 0.5 * random.nextDouble()) * pose.roll() + Math.toRadians(3) * random.nextGaussian();
    return of(pose, new FacePose(yaw, pitch, roll));
  }

  /** {@return the turn that brings a body to its own pose under a head that has another} */
  static BodyTurn of(FacePose head, FacePose body) {
    float[] h = head.matrix();
    float[] b = body.matrix();
    double[] m = new double[9];
    for (int i = 0; i < 3; i++) {
      for (int j = 0; j < 3; j++) {
        m[3 * i + j] =
            (double) h[i] * b[j] + (double) h[3 + i] * b[3 + j] + (double) h[6 + i] * b[6 + j];
      }
    }
    double cosine = Math.max(-1, Math.min(1, (m[0] + m[4] + m[8] - 1) / 2));
    double x = m[7] - m[5];
    double y = m[2] - m[6];
    double z = m[3] - m[1];
    double l = Math.sqrt(x * x + y * y + z * z);
    return l < 1e-6
        ? NONE
        : new BodyTurn(
            new float[] {(float) (x / l), (float) (y / l), (float) (z / l)}, Math.acos(cosine));
  }

  /** {@return the placement of what turns by a share of the turn: 0 the head, 1 the shoulders} */
  Placement placement(double share) {
    double c = Math.cos(share * angle);
    double s = Math.sin(share * angle);
    float[] m = new float[9];
    for (int i = 0; i < 3; i++) {
      for (int j = 0; j < 3; j++) {
        m[3 * i + j] = (float) ((1 - c) * axis[i] * axis[j] + (i == j ? c : 0));
      }
    }
    m[1] -= (float) (s * axis[2]);
    m[2] += (float) (s * axis[1]);
    m[3] += (float) (s * axis[2]);
    m[5] -= (float) (s * axis[0]);
    m[6] -= (float) (s * axis[1]);
    m[7] += (float) (s * axis[0]);
    return Placement.at(0, -PIVOT_Y, -PIVOT_Z)
        .then(new Placement(m, new float[3]))
        .then(Placement.at(0, PIVOT_Y, PIVOT_Z));
  }
}
