package kpnative.data.rendered;

import java.util.SplittableRandom;

/** Earrings, necklaces, nose studs and earphones. */
final class Jewellery {
  private final HeadPlaces places;

  Jewellery(HeadPlaces places) {
    this.places = places;
  }

  void add(FaceParts parts, FaceScene scene, BodyTurn turn, SplittableRandom random) {
    boolean woman = parts.traits.woman() && !parts.traits.child();
    SplittableRandom ears = random.split();
    SplittableRandom neck = random.split();
    if (ears.nextDouble() < (woman ? 0.35 : 0.03)) {
      earrings(parts, scene, ears);
    } else if (ears.nextDouble() < 0.03) {
      earphones(parts, scene, ears);
    }
    if (neck.nextDouble() < (woman ? 0.2 : 0.04)) {
      necklace(scene, turn, neck);
    }
    if (random.nextDouble() < (woman ? 0.03 : 0.01)) {
      noseStud(parts, scene, random);
    }
  }

  private static float[] metal(SplittableRandom random) {
    float k = 0.35f + 0.4f * (float) random.nextDouble();
    double kind = random.nextDouble();
    return kind < 0.45
        ? new float[] {k, 0.72f * k, 0.25f * k}
        : kind < 0.8 ? new float[] {k, k, 1.02f * k} : Cloth.colour(random);
  }

  void earrings(FaceParts parts, FaceScene scene, SplittableRandom random) {
    float[] colour = metal(random);
    double kind = random.nextDouble();
    double size = random.nextDouble();
    double drop = 1 + 3.5 * random.nextDouble();
    float[] p = parts.position;
    for (int side = 0; side < 2; side++) {
      int lobe = 3 * places.lobe(side);
      double s = side == 0 ? -1 : 1;
      double x = p[lobe] + 0.15 * s;
      double y = p[lobe + 1] + 0.15;
      double z = p[lobe + 2];
      if (kind < 0.35) {
        ball(scene, colour, 0.2 + 0.3 * size, x + 0.15 * s, y, z);
      } else if (kind < 0.7) {
        hoop(scene, colour, 0.6 + 2.2 * size, x, y, z);
      } else {
        float[] line = {(float) x, (float) y, (float) z, (float) x, (float) (y - drop), (float) z};
        scene.strands.add(strand(line, 2, colour, 0.12f));
        ball(scene, kind < 0.85 ? colour : Cloth.colour(random), 0.25 + 0.4 * size, x, y - drop, z);
      }
    }
  }

  private static void hoop(
      FaceScene scene, float[] colour, double r, double x, double y, double z) {
    int n = 25;
    float[] path = new float[3 * n];
    for (int i = 0; i < n; i++) {
      double a = 2 * Math.PI * i / (n - 1);
      path[3 * i] = (float) (x + 0.25 * r * Math.sin(a));
      path[3 * i + 1] = (float) (y - r + r * Math.cos(a));
      path[3 * i + 2] = (float) (z + 0.97 * r * Math.sin(a));
    }
    scene.strands.add(strand(path, n, colour, 0.16f));
  }

  private static Strands strand(float[] path, int n, float[] colour, float width) {
    return new Strands(path, n, colour, new float[] {width}, new float[] {0.9f}, 0, 1, 0.9f);
  }

  private static void ball(
      FaceScene scene, float[] colour, double r, double x, double y, double z) {
    MeshBuilder mesh = new MeshBuilder();
    mesh.lathe(8, 0, -r, 0.7 * r, -0.7 * r, r, 0, 0.7 * r, 0.7 * r, 0, r);
    mesh.place(0, Placement.at(x, y, z));
    scene.surfaces.add(mesh.surface(new Plastic(colour, 0.7f, 30), true));
  }

  void earphones(FaceParts parts, FaceScene scene, SplittableRandom random) {
    float k = random.nextDouble() < 0.7 ? 0.75f : 0.02f;
    boolean wired = random.nextBoolean();
    for (int side = 0; side < 2; side++) {
      int at = 3 * places.canal(side);
      float[] p = parts.position;
      float s = side == 0 ? -0.5f : 0.5f;
      float[] stem = {
        p[at] + s,
        p[at + 1] + 0.4f,
        p[at + 2] + 0.6f,
        p[at] + 1.3f * s,
        p[at + 1],
        p[at + 2] + 0.9f,
        p[at] + 1.4f * s,
        p[at + 1] - (wired ? 1.2f : 2.6f),
        p[at + 2] + 1.2f
      };
      MeshBuilder mesh = new MeshBuilder();
      mesh.tube(stem, new float[] {0.7f, 0.45f, 0.28f}, 8, 1, new float[] {1, 0, 0});
      scene.surfaces.add(mesh.surface(new Plastic(new float[] {k, k, k}, 0.3f, 40), true));
      if (wired) {
        int n = 8;
        float[] wire = new float[3 * n];
        for (int i = 0; i < n; i++) {
          float t = i / (n - 1f);
          wire[3 * i] = (1 - t) * stem[6] + t * 0.3f * s + 1.2f * s * (float) Math.sin(3 * t);
          wire[3 * i + 1] = stem[7] - 20 * t;
          wire[3 * i + 2] = stem[8] + 8 * t * t;
        }
        scene.strands.add(strand(wire, n, new float[] {k, k, k}, 0.16f));
      }
    }
  }

  void noseStud(FaceParts parts, FaceScene scene, SplittableRandom random) {
    int wing = 3 * parts.head.model.landmarks()[random.nextBoolean() ? 31 : 35];
    float[] p = parts.position;
    double s = Math.signum(p[wing]);
    ball(scene, metal(random), 0.14, p[wing] + 0.45 * s, p[wing + 1] + 0.7, p[wing + 2] + 0.25);
  }

  /** Hangs on the body, which turns. */
  void necklace(FaceScene scene, BodyTurn turn, SplittableRandom random) {
    boolean beads = random.nextDouble() < 0.35;
    double low = 15 + 5 * random.nextDouble();
    int n = 41;
    float[] path = new float[3 * n];
    Placement body = turn.placement(1);
    float[] colour = metal(random);
    for (int i = 0; i < n; i++) {
      double a = 2 * Math.PI * i / (n - 1) - Math.PI;
      double front = 0.5 + 0.5 * Math.cos(a);
      double round = 6.6 + 0.3 * front;
      float[] q =
          body.point(
              round * Math.sin(a),
              -9.5 - (low - 9.5) * front,
              -1.5 + (6.5 + (low - 15) * 0.25) * Math.cos(a));
      System.arraycopy(q, 0, path, 3 * i, 3);
      if (beads && front > 0.25 && i % 2 == 0) {
        ball(scene, colour, 0.5, q[0], q[1], q[2]);
      }
    }
    scene.strands.add(strand(path, n, colour, 0.18f));
    if (!beads && random.nextBoolean()) {
      float[] q = body.point(0, -low - 0.5, 5.3 + (low - 15) * 0.25);
      ball(
          scene,
          random.nextBoolean() ? colour : Cloth.colour(random),
          0.35 + 0.5 * random.nextDouble(),
          q[0],
          q[1],
          q[2]);
    }
  }
}
