package kpnative.data.rendered;

/**
 * A right hand in a pose. Its frame: the wrist is the origin, the fingers point up (y), the thumb
 * lies at positive x, and the palm looks along z; cm, of a man.
 */
final class HandShape {
  /** Knuckles, x, y, z. */
  private static final float[][] KNUCKLES = {
    {2.75f, 9.2f, 0.05f}, {0.85f, 9.6f, -0.15f}, {-0.95f, 9.2f, -0.1f}, {-2.6f, 8.3f, 0.1f}
  };

  private static final float[][] LENGTHS = {
    {4.2f, 2.6f, 2.0f}, {4.6f, 2.9f, 2.15f}, {4.3f, 2.75f, 2.1f}, {3.4f, 2.0f, 1.8f}
  };

  /** Of a finger's base, middle and last joint and tip. */
  private static final float[] RADII = {0.92f, 0.86f, 0.74f, 0.56f};

  private static final float[] THICKNESS = {1, 1.02f, 0.97f, 0.86f};

  /** By finger, the thumb last: the joints from base to tip. */
  private final float[][][] joints = new float[5][4][];

  /** By finger: where the nail looks. */
  private final float[][] dorsal = new float[5][];

  HandShape(HandPose pose) {
    for (int f = 0; f < 4; f++) {
      double angle = pose.knuckle()[f];
      double side = pose.spread() * (1.3 - f) + 0.05 * (1 - f);
      float[] at = KNUCKLES[f].clone();
      for (int j = 0; j < 3; j++) {
        joints[f][j] = at;
        float[] d = {
          (float) (Math.sin(side) * Math.max(0.2, Math.cos(angle))),
          (float) (Math.cos(side) * Math.cos(angle)),
          (float) Math.sin(angle)
        };
        at = plus(at, d, LENGTHS[f][j]);
        dorsal[f] = new float[] {0, (float) Math.sin(angle), (float) -Math.cos(angle)};
        angle += pose.middle()[f] * (j == 0 ? 1 : 0.6);
      }
      joints[f][3] = at;
    }
    thumb(pose);
  }

  private void thumb(HandPose pose) {
    double out = pose.thumbOut();
    double in = pose.thumbIn();
    float[] d =
        Direction.unit(
            new float[] {(float) (0.35 + 0.75 * out), 0.75f, (float) (0.25 + 0.75 * in)});
    joints[4][0] = new float[] {2.0f, 1.6f, 0.5f};
    joints[4][1] = plus(joints[4][0], d, 4.5f);
    float[] e =
        Direction.unit(
            new float[] {
              (float) (d[0] - 1.3 * in * (1 - 0.5 * out)), d[1] + 0.25f, (float) (d[2] + 0.15 * in)
            });
    joints[4][2] = plus(joints[4][1], e, 3.3f);
    float[] g =
        Direction.unit(
            new float[] {(float) (e[0] - 0.7 * in), (float) (e[1] + 0.1 - 0.3 * in), e[2]});
    joints[4][3] = plus(joints[4][2], g, 2.4f);
    dorsal[4] = Direction.unit(new float[] {0.75f, -0.1f, -0.65f});
  }

  static float[] plus(float[] a, float[] d, float length) {
    return new float[] {a[0] + length * d[0], a[1] + length * d[1], a[2] + length * d[2]};
  }

  /** {@return a finger's tip; 4 is the thumb's} */
  float[] tip(int finger) {
    return joints[finger][3].clone();
  }

  /** {@return a finger's joint, from 0, its base, to 3, its tip} */
  float[] joint(int finger, int joint) {
    return joints[finger][joint].clone();
  }

  /**
   * {@return the hand's mesh, not yet placed: attribute 0 is above 0 on nails, attribute 1 is 1 on
   * the palm and 0 on the back, attribute 2 is above 0 at knuckles}
   *
   * @param step of the grid, cm
   */
  MeshBuilder mesh(float step) {
    float[] low = {-4.2f, -2.5f, -1.6f};
    float[] high = {4.8f, 9.5f, 2.6f};
    for (float[][] finger : joints) {
      for (float[] p : finger) {
        for (int c = 0; c < 3; c++) {
          low[c] = Math.min(low[c], p[c] - 1.1f);
          high[c] = Math.max(high[c], p[c] + 1.1f);
        }
      }
    }
    Blob palm = new Blob(low, high, step);
    float[][] roots = {
      {1.3f, 0.6f, 0}, {0.45f, 0.4f, -0.1f}, {-0.45f, 0.4f, -0.1f}, {-1.2f, 0.6f, 0}
    };
    for (int f = 0; f < 4; f++) {
      palm.capsule(roots[f], KNUCKLES[f], 1.25f, f == 3 ? 0.85f : 1, 0.5f);
    }
    palm.capsule(new float[] {1.5f, 1.8f, 0.7f}, joints[4][1], 1.3f, 1.1f, 0.6f);
    palm.capsule(new float[] {-1.6f, 1.6f, 0.5f}, new float[] {-2.2f, 6.2f, 0.4f}, 1.15f, 1, 0.6f);
    palm.capsule(new float[] {1.1f, 0.8f, 0}, new float[] {1, -2.4f, 0}, 1.6f, 1.75f, 0.5f);
    palm.capsule(new float[] {-1.1f, 0.8f, 0}, new float[] {-1, -2.4f, 0}, 1.6f, 1.75f, 0.5f);
    Blob fingers = new Blob(low, high, step);
    for (int f = 0; f < 4; f++) {
      float k = THICKNESS[f];
      for (int j = 0; j < 3; j++) {
        fingers.capsule(
            joints[f][j],
            joints[f][j + 1],
            k * RADII[j] * (j == 1 ? 0.96f : 1),
            k * RADII[j + 1],
            0.08f);
      }
    }
    palm.join(fingers, 0.45f);
    Blob thumb = new Blob(low, high, step);
    thumb.capsule(joints[4][1], joints[4][2], 1.08f, 0.98f, 0.1f);
    thumb.capsule(joints[4][2], joints[4][3], 0.95f, 0.66f, 0.1f);
    palm.join(thumb, 0.12f);
    MeshBuilder mesh = new MeshBuilder();
    palm.surface(mesh);
    float[][] frames = nailFrames();
    for (int v = 0; v < mesh.count(); v++) {
      mark(mesh, v, frames);
    }
    return mesh;
  }

  /**
   * Of each finger's last part, with the tip as the middle: its axis, across it, and the nail's
   * side.
   */
  private float[][] nailFrames() {
    float[][] frames = new float[5][9];
    for (int f = 0; f < 5; f++) {
      float[] axis = Direction.unit(minus(joints[f][3], joints[f][2]));
      float[] across = Direction.unit(Direction.cross(axis, dorsal[f]));
      System.arraycopy(axis, 0, frames[f], 0, 3);
      System.arraycopy(across, 0, frames[f], 3, 3);
      System.arraycopy(Direction.cross(across, axis), 0, frames[f], 6, 3);
    }
    return frames;
  }

  private void mark(MeshBuilder mesh, int v, float[][] frames) {
    float px = mesh.x(v);
    float py = mesh.y(v);
    float pz = mesh.z(v);
    float nail = -1;
    float knuckle = -1;
    for (int f = 0; f < 5; f++) {
      float[] tip = joints[f][3];
      float x = px - tip[0];
      float y = py - tip[1];
      float z = pz - tip[2];
      if (x * x + y * y + z * z < 3) {
        float[] m = frames[f];
        float along = m[0] * x + m[1] * y + m[2] * z + 0.05f;
        float side = m[3] * x + m[4] * y + m[5] * z;
        float up = m[6] * x + m[7] * y + m[8] * z;
        float size = f == 4 ? 0.68f : f == 3 ? 0.42f : 0.52f;
        float oval = 1 - (side * side + 0.6f * along * along) / (size * size);
        float outside = Math.min(up - 0.25f * size, 1 - up);
        nail = Math.max(nail, Math.min(oval, 3 * outside));
      }
      for (int j = f == 4 ? 1 : 0; j < 3; j++) {
        float[] q = joints[f][j];
        float dx = px - q[0];
        float dy = py - q[1];
        float dz = pz - q[2];
        knuckle = Math.max(knuckle, 1 - (dx * dx + dy * dy + dz * dz) / 1.6f);
      }
    }
    mesh.attribute(v, 0, nail);
    mesh.attribute(v, 1, Math.max(0, Math.min(1, 0.5 + 0.9 * pz)));
    mesh.attribute(v, 2, knuckle);
  }

  private static float[] minus(float[] a, float[] b) {
    return new float[] {a[0] - b[0], a[1] - b[1], a[2] - b[2]};
  }
}
