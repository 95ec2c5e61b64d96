package kpnative.data.rendered;

import java.util.SplittableRandom;

/**
 * Things that stand between the camera and a face without belonging to it, in the camera's frame:
 * other people's heads, shoulders and arms, plants, bars, paper.
 */
enum Obstacle {
  HEAD,
  SHOULDER,
  ARM,
  LEAVES,
  BARS,
  PAPER,
  BOX;

  /**
   * Adds one.
   *
   * @param distance of the camera from the head, cm
   */
  void add(FaceScene scene, FacePose pose, double distance, SplittableRandom random) {
    Placement camera = Placement.fromCamera(pose);
    float[] r = pose.matrix();
    // the face's middle in the camera's frame
    double fx = 9 * r[2];
    double fy = 9 * r[5];
    double near = Math.min(0.45 * distance, 15 + 25 * random.nextDouble());
    double shrink = (distance - near) / distance; // so wide as things look at the face's distance
    double side = random.nextBoolean() ? 1 : -1;
    double x = fx + side * (3 + 6 * random.nextDouble());
    double y = fy - 3 + 4 * random.nextGaussian();
    MeshBuilder mesh = new MeshBuilder();
    Material material = Cloth.draw(random);
    switch (this) {
      case HEAD -> { // seen from behind, at a side or below, with its shoulders
        material = hair(TraitsDraw.person(random).hair());
        boolean below = random.nextDouble() < 0.4;
        double away = 9 + 5 * random.nextDouble();
        double hx = below ? fx + 4 * random.nextGaussian() : fx + side * away;
        double hy = below ? fy - away - 6 : fy - 4 + 4 * random.nextGaussian();
        ellipsoid(mesh, 7.6, 11, 9);
        mesh.place(0, Placement.scale(shrink).then(Placement.at(hx * shrink, hy * shrink, near)));
        MeshBuilder body = new MeshBuilder();
        ellipsoid(body, 19, 13, 9);
        body.place(
            0,
            Placement.scale(shrink)
                .then(Placement.at(hx * shrink, (hy - 23) * shrink, near))
                .then(camera));
        scene.surfaces.add(body.surface(Cloth.draw(random), true));
      }
      case SHOULDER -> {
        ellipsoid(mesh, 16, 13, 10);
        double sx = fx + side * (13 + 6 * random.nextDouble());
        double sy = fy - 15 - 6 * random.nextDouble();
        mesh.place(0, Placement.scale(shrink).then(Placement.at(sx * shrink, sy * shrink, near)));
      }
      case ARM -> { // all across, or to a hand
        double slope = 0.25 * random.nextGaussian();
        double low = fy - 6 - 4 * random.nextDouble();
        float[] path = new float[15];
        float[] radius = new float[5];
        for (int i = 0; i < 5; i++) {
          double t = i / 4.0;
          path[3 * i] = (float) (fx + side * (34 - 64 * t));
          path[3 * i + 1] = (float) (low + slope * 20 * (0.5 - t) - 5 * t * (1 - t));
          path[3 * i + 2] = (float) (3 * Math.sin(3 * t));
          radius[i] = (float) (4.8 - 1.2 * t);
        }
        mesh.tube(path, radius, 12, 1, new float[] {0, 0, 1});
        mesh.place(0, Placement.scale(shrink).then(Placement.at(0, 0, near)));
      }
      case LEAVES -> {
        float[] green = {
          0.03f + 0.1f * (float) random.nextDouble(),
          0.1f + 0.2f * (float) random.nextDouble(),
          0.03f
        };
        material = new Plastic(green, 0.15f, 20);
        int n = 3 + random.nextInt(9);
        for (int i = 0; i < n; i++) {
          leaf(
              mesh,
              (x + 3 * random.nextGaussian()) * shrink,
              (y + 4 * random.nextGaussian()) * shrink,
              near,
              shrink,
              random);
        }
      }
      case BARS -> {
        float[] colour = Cloth.colour(random);
        material = new Plastic(colour, 0.2f, 25);
        int n = 1 + random.nextInt(3);
        double tilt =
            random.nextDouble() < 0.7
                ? 0.1 * random.nextGaussian()
                : 1.5 + 0.2 * random.nextGaussian();
        double wide = (0.4 + 1.6 * random.nextDouble()) * shrink;
        for (int i = 0; i < n; i++) {
          double at = (x + i * 8 * side) * shrink;
          float[] path = {
            (float) (at - 40 * Math.sin(tilt)), (float) (y - 40 * Math.cos(tilt)), (float) near,
            (float) (at + 40 * Math.sin(tilt)), (float) (y + 40 * Math.cos(tilt)), (float) near
          };
          mesh.tube(path, new float[] {(float) wide, (float) wide}, 10, 1, new float[] {0, 0, 1});
        }
      }
      case PAPER, BOX -> { // held before the lower face
        double w = (5 + 6 * random.nextDouble()) * shrink;
        double h = (5 + 7 * random.nextDouble()) * shrink;
        double thick = this == BOX ? 2 : 0.1;
        if (this == PAPER && random.nextBoolean()) {
          float k = 0.6f + 0.3f * (float) random.nextDouble();
          material = Cloth.plain(new float[] {k, k, k}, 0.1);
        }
        box(mesh, w, h, thick);
        double low = fy - 5 - h / shrink - 4 * random.nextDouble();
        mesh.place(
            0,
            Placement.turnX(0.25 * random.nextGaussian())
                .then(Placement.turnY(0.3 * random.nextGaussian()))
                .then(Placement.turnZ(0.25 * random.nextGaussian()))
                .then(
                    Placement.at(
                        (fx + 3 * random.nextGaussian()) * shrink, low * shrink + h * 0.4, near)));
      }
    }
    mesh.place(0, camera);
    scene.surfaces.add(mesh.surface(material, true));
  }

  /** Hair that falls down on all sides. */
  private static Material hair(float[] colour) {
    return (hit, paint) -> {
      float angle = (float) Math.atan2(hit.restX, hit.restZ);
      float n = 0.55f + 0.9f * Noise.at(angle * 14 + 50, hit.restY * 0.25f);
      n *= 0.7f + 0.6f * Noise.at(angle * 4, hit.restY * 0.12f);
      paint.colour(n * colour[0], n * colour[1], n * colour[2]);
      paint.specular = 0.05f * n;
      paint.hair = true;
    };
  }

  private static void ellipsoid(MeshBuilder mesh, double a, double b, double c) {
    double[] profile = new double[26];
    for (int i = 0; i < 13; i++) {
      double t = Math.PI * (i / 12.0 - 0.5);
      profile[2 * i] = Math.cos(t);
      profile[2 * i + 1] = Math.sin(t);
    }
    mesh.lathe(28, profile);
    mesh.place(
        0,
        new Placement(
            new float[] {(float) a, 0, 0, 0, (float) b, 0, 0, 0, (float) c}, new float[3]));
    for (int v = 0; v < mesh.count(); v++) {
      mesh.rest(v, mesh.x(v), mesh.y(v), mesh.z(v));
    }
  }

  /** A pointed blade that bends down. */
  private static void leaf(
      MeshBuilder mesh, double x, double y, double z, double size, SplittableRandom random) {
    int from = mesh.count();
    double length = (4 + 8 * random.nextDouble()) * size;
    double wide = length * (0.12 + 0.2 * random.nextDouble());
    int rows = 7;
    for (int r = 0; r < rows; r++) {
      double t = (double) r / (rows - 1);
      double w = wide * Math.sin(Math.PI * Math.min(1, 0.08 + 0.92 * t));
      for (int c = -1; c <= 1; c++) {
        mesh.vertex(c * w, length * (t - 0.5), -0.25 * length * t * t + 0.2 * w * Math.abs(c));
      }
    }
    mesh.grid(from, rows, 3, false);
    mesh.place(
        from,
        Placement.turnY(0.8 * random.nextGaussian())
            .then(Placement.turnX(0.6 * random.nextGaussian()))
            .then(Placement.turnZ(6.28 * random.nextDouble()))
            .then(Placement.at(x, y, z + 2 * random.nextGaussian())));
  }

  private static void box(MeshBuilder mesh, double w, double h, double thick) {
    for (int i = 0; i < 8; i++) {
      mesh.vertex((i & 1) == 0 ? -w : w, (i & 2) == 0 ? -h : h, (i & 4) == 0 ? -thick : thick);
    }
    int[][] faces = {
      {4, 5, 7, 6}, {1, 0, 2, 3}, {5, 1, 3, 7}, {0, 4, 6, 2}, {6, 7, 3, 2}, {0, 1, 5, 4}
    };
    for (int[] f : faces) { // corners of their own, so that edges are sharp
      int from = mesh.count();
      for (int v : f) {
        mesh.vertex(mesh.x(v), mesh.y(v), mesh.z(v));
      }
      mesh.triangle(from, from + 1, from + 2);
      mesh.triangle(from, from + 2, from + 3);
    }
  }
}
