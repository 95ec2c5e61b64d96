package kpnative.data.rendered;

import java.util.Arrays;
import java.util.SplittableRandom;

/** One hand with its forearm, which is put before or at a face. */
final class Hand {
  /** Fineness of the mesh, cm; two pixels of a usual picture. */
  private static final float STEP = 0.32f;

  final HandShape shape;
  private final FaceParts parts;
  private final double size;
  private final boolean left;
  private final SplittableRandom random;

  Hand(FaceParts parts, HandPose pose, boolean left, SplittableRandom random) {
    this.parts = parts;
    this.left = left;
    this.random = random;
    shape = new HandShape(pose);
    Traits t = parts.traits;
    size = (t.child() ? 0.78 : t.woman() ? 0.9 : 1.0) * (1 + 0.05 * random.nextGaussian());
  }

  /** {@return a point of the hand, in a frame that is mirrored for left hands and scaled} */
  float[] own(float[] p) {
    return new float[] {
      (float) (left ? -size * p[0] : size * p[0]), (float) size * p[1], (float) size * p[2]
    };
  }

  /**
   * Adds the hand; returns the placement of things in it, from the hand's own frame, which it
   * shares with {@link #shape}.
   *
   * @param at from the hand's own frame to the head's
   * @param elbow where the elbow is, head's frame
   * @param envelope of the head, from which the hand is pushed away
   * @param out the way in which it is pushed, length 1
   */
  Placement add(FaceScene scene, Placement at, float[] elbow, Envelope envelope, float[] out) {
    MeshBuilder mesh = shape.mesh(STEP);
    Placement own =
        new Placement(
            new float[] {
              (float) (left ? -size : size), 0, 0, 0, (float) size, 0, 0, 0, (float) size
            },
            new float[3]);
    mesh.place(0, own.then(at));
    if (left) {
      mesh.flip();
    }
    double push = Math.min(6, penetration(mesh, envelope) - 0.25);
    Placement away = Placement.NONE;
    if (push > 0) {
      away = Placement.at(push * out[0], push * out[1], push * out[2]);
      mesh.place(0, away);
    }
    float[] skin = parts.traits.skin();
    float k = 0.9f + 0.15f * (float) random.nextDouble();
    float[] tone = {k * skin[0], k * skin[1] * 0.97f, k * skin[2] * 0.97f};
    float[] nail = {
      Math.min(0.8f, 0.6f * tone[0] + 0.25f), 0.6f * tone[1] + 0.16f, 0.6f * tone[2] + 0.15f
    };
    if (parts.traits.woman() && !parts.traits.child() && random.nextDouble() < 0.4) {
      nail = Cloth.colour(random);
    }
    Material material = new HandMaterial(tone, nail, 0.02f + 0.1f * parts.traits.oily());
    scene.surfaces.add(mesh.surface(material, false));
    Placement placed = own.then(at).then(away);
    forearm(scene, placed, elbow, material);
    return placed;
  }

  private static double penetration(MeshBuilder mesh, Envelope envelope) {
    double most = -9;
    for (int v = 0; v < mesh.count(); v += 3) {
      double x = mesh.x(v);
      double y = mesh.y(v) - Envelope.Y;
      double z = mesh.z(v) - Envelope.Z;
      double d = Math.hypot(x, z);
      double r = Math.sqrt(d * d + y * y);
      if (r < 16 && mesh.y(v) > -9) { // the shoulders are not in the way
        most = Math.max(most, envelope.radius(Math.atan2(x, z), Math.atan2(y, d)) - r);
      }
    }
    return most;
  }

  private void forearm(FaceScene scene, Placement at, float[] elbow, Material skin) {
    float[] wrist = at.point(0, -0.5, 0);
    float[] along = Direction.unit(at.turn(0, -1, 0));
    float[] side = Direction.unit(at.turn(0, 0, 1));
    float[] way = {elbow[0] - wrist[0], elbow[1] - wrist[1], elbow[2] - wrist[2]};
    int n = 9;
    float[] path = new float[3 * n];
    float[] radius = new float[n];
    for (int i = 0; i < n; i++) {
      float t = (float) i / (n - 1);
      float bent = t * t * (3 - 2 * t);
      for (int c = 0; c < 3; c++) { // leaves the hand straight, then goes to the elbow
        path[3 * i + c] = wrist[c] + t * ((1 - bent) * 24 * along[c] + bent * way[c]);
      }
      radius[i] = (float) (size * (2.75 + 1.7 * t * (1.6 - 0.8 * t)));
    }
    MeshBuilder arm = new MeshBuilder();
    arm.tube(path, radius, 14, 0.8f, side);
    scene.surfaces.add(arm.surface(skin, true));
    if (random.nextDouble() < 0.65) {
      int from = 1 + random.nextInt(3);
      float[] covered = Arrays.copyOfRange(path, 3 * from, path.length);
      float[] wide = Arrays.copyOfRange(radius, from, n);
      float slack = 0.4f + 0.9f * (float) random.nextDouble();
      for (int i = 0; i < wide.length; i++) {
        wide[i] += slack;
      }
      MeshBuilder sleeve = new MeshBuilder();
      sleeve.tube(covered, wide, 14, 0.9f, side);
      scene.surfaces.add(sleeve.surface(Cloth.draw(random), true));
    }
  }
}
