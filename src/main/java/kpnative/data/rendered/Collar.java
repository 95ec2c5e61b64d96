package kpnative.data.rendered;

import java.util.SplittableRandom;

/**
 * What lies round the neck: shirts' collars, hoods that are down, wound scarves, rolled collars.
 * Built about the mean neck, made as wide as this one, and turned with the body.
 */
final class Collar {
  /** The mean neck as a cylinder: its radius and middle, cm. */
  private static final double RADIUS = 6.1;

  private static final double MIDDLE_Z = -1;

  private static final int COLUMNS = 40;

  private final Outfit outfit;
  private final double wide;
  private final Placement body;

  /**
   * @param wide the neck's width as a share of the mean's
   */
  Collar(Outfit outfit, double wide) {
    this.outfit = outfit;
    this.wide = wide;
    body = outfit.turn().placement(0.9);
  }

  void add(FaceScene scene, SplittableRandom random) {
    switch (outfit.kind()) {
      case SHIRT -> fold(scene, outfit.outer(), outfit.depth() > 0, 0, random);
      case JACKET -> {
        if (random.nextDouble() < 0.8) {
          fold(scene, outfit.inner(), outfit.depth() > 0, 0, random);
        }
        coat(scene, random);
      }
      case HOODIE -> hood(scene, random);
      case SCARF -> scarf(scene, random);
      case TURTLENECK -> ring(scene, outfit.outer(), 0.55, 0.1, outfit.collar() + 0.2, random);
      case SHIRT_WITHOUT_COLLAR -> {
        if (outfit.depth() == 0) {
          ring(scene, outfit.outer(), 0.22, 0.55, outfit.collar() - 0.15, random);
        }
      }
      case BARE -> {}
    }
  }

  /** {@return the height of the collar's plane at an angle about the neck, 0 in front} */
  private double height(double collar, double angle, double radius) {
    return collar - outfit.slope() * (MIDDLE_Z + radius * Math.cos(angle) - 3.6);
  }

  private int vertex(MeshBuilder mesh, double radius, double angle, double y) {
    double r = radius * wide;
    return mesh.vertex(r * Math.sin(angle), y, MIDDLE_Z + r * Math.cos(angle));
  }

  /** A collar that stands up and folds over, with points in front. */
  private void fold(
      FaceScene scene, Cloth cloth, boolean open, double out, SplittableRandom random) {
    double gap = open ? 0.3 + 0.35 * random.nextDouble() : 0.06;
    double stand = 2 + 1.2 * random.nextDouble();
    double leaf = 2.6 + random.nextDouble();
    double point = 1.5 + 2.5 * random.nextDouble();
    MeshBuilder mesh = new MeshBuilder();
    for (int r = 0; r < 5; r++) {
      for (int c = 0; c < COLUMNS; c++) {
        double a = gap + (2 * Math.PI - 2 * gap) * c / (COLUMNS - 1);
        double front = Math.min(a, 2 * Math.PI - a) - gap;
        double tip = point * Math.exp(-front * front / 0.12);
        double base = height(outfit.collar(), a, RADIUS);
        double up = stand * (0.75 - 0.25 * Math.cos(a));
        double[] radius = {6, 6.15, 6.4, 7 + out, 7.5 + out + 0.35 * tip};
        double[] y = {-0.8, up - 0.2, up, up - 0.5 * (leaf + tip), up - leaf - tip};
        int v = vertex(mesh, radius[r], a + (r > 2 ? -0.03 * tip : 0), base + y[r]);
        mesh.openness(v, r < 2 ? 0.6 : 1);
      }
    }
    mesh.grid(0, 5, COLUMNS, false);
    mesh.place(0, body);
    scene.surfaces.add(mesh.surface(cloth, true));
  }

  /** The collar of a coat, which lies lower and further out. */
  private void coat(FaceScene scene, SplittableRandom random) {
    MeshBuilder mesh = new MeshBuilder();
    double gap = 0.75 + 0.25 * random.nextDouble();
    double up = 1.2 + 1.2 * random.nextDouble();
    for (int r = 0; r < 4; r++) {
      for (int c = 0; c < COLUMNS; c++) {
        double a = gap + (2 * Math.PI - 2 * gap) * c / (COLUMNS - 1);
        double end = Math.min(1, (Math.min(a, 2 * Math.PI - a) - gap) / 0.5);
        double base = height(outfit.collar(), a, RADIUS + 1);
        double[] radius = {6.8, 7, 7.3, 8.9};
        double[] y = {-1, up * end - 0.2, up * end, up * end - 2.6};
        vertex(mesh, radius[r], a, base + y[r]);
      }
    }
    mesh.grid(0, 4, COLUMNS, false);
    mesh.place(0, body);
    scene.surfaces.add(mesh.surface(outfit.outer(), true));
  }

  /** A hem, or a rolled collar. */
  private void ring(
      FaceScene scene,
      Material material,
      double thick,
      double out,
      double collar,
      SplittableRandom random) {
    int n = COLUMNS + 1;
    float[] path = new float[3 * n];
    float[] radius = new float[n];
    double phase = 6.28 * random.nextDouble();
    for (int i = 0; i < n; i++) {
      double a = 2 * Math.PI * i / COLUMNS;
      double r = (RADIUS + out - 0.25 * Math.cos(2 * a)) * wide;
      path[3 * i] = (float) (r * Math.sin(a));
      path[3 * i + 1] =
          (float) (height(collar, a, RADIUS) + 0.15 * thick * Math.sin(3 * a + phase));
      path[3 * i + 2] = (float) (MIDDLE_Z + r * Math.cos(a));
      radius[i] = (float) thick;
    }
    tube(scene, material, path, radius, 1.6f);
  }

  private void tube(FaceScene scene, Material material, float[] path, float[] radius, float flat) {
    MeshBuilder mesh = new MeshBuilder();
    mesh.tube(path, radius, 10, flat, new float[] {0.01f, 1, 0.02f});
    mesh.place(0, body);
    scene.surfaces.add(mesh.surface(material, true));
  }

  /** A hood that lies on the back, and strings in front. */
  private void hood(FaceScene scene, SplittableRandom random) {
    int n = 25;
    float[] path = new float[3 * n];
    float[] radius = new float[n];
    double big = 1.6 + 1.2 * random.nextDouble();
    double gap = 0.35 + 0.3 * random.nextDouble();
    for (int i = 0; i < n; i++) {
      double a = gap + (2 * Math.PI - 2 * gap) * i / (n - 1);
      double back = 0.5 - 0.5 * Math.cos(a);
      double r = (7.2 + 1.6 * back) * wide;
      path[3 * i] = (float) (r * Math.sin(a));
      path[3 * i + 1] = (float) (height(outfit.collar(), a, r) + 0.6 + 0.5 * back);
      path[3 * i + 2] = (float) (MIDDLE_Z + r * Math.cos(a));
      radius[i] = (float) (0.8 + big * back + 0.2 * Math.sin(7 * a));
    }
    tube(scene, outfit.outer(), path, radius, 0.8f);
    if (random.nextDouble() < 0.6) {
      float length = 5 + 8 * (float) random.nextDouble();
      float[] strings = new float[2 * 3 * 3];
      for (int k = 0; k < 2; k++) {
        float x = k == 0 ? -2.6f : 2.6f;
        for (int j = 0; j < 3; j++) {
          float[] q = body.point(x + 0.3 * j, -17 - length * j / 2, 6.4 + 1.2 * j);
          System.arraycopy(q, 0, strings, (k * 3 + j) * 3, 3);
        }
      }
      float[] white = {0.7f, 0.7f, 0.7f, 0.7f, 0.7f, 0.7f};
      scene.strands.add(
          new Strands(
              strings, 3, white, new float[] {0.4f, 0.4f}, new float[] {0.9f, 0.9f}, 0, 1, 0));
    }
  }

  /** A scarf wound round the neck once or twice, whose end may hang down in front. */
  private void scarf(FaceScene scene, SplittableRandom random) {
    Cloth cloth = Cloth.draw(random);
    int turns = 1 + random.nextInt(2);
    double thick = 1.5 + 0.9 * random.nextDouble();
    double up = 1.5 + 2.5 * random.nextDouble();
    int n = COLUMNS + 1;
    for (int k = 0; k < turns; k++) {
      float[] path = new float[3 * n];
      float[] radius = new float[n];
      double phase = 6.28 * random.nextDouble();
      double tilt = 0.25 * random.nextGaussian();
      for (int i = 0; i < n; i++) {
        double a = 2 * Math.PI * i / COLUMNS;
        double r = (7 + 0.5 * k + 0.25 * Math.sin(3 * a + phase)) * wide;
        double y = height(outfit.collar(), a, RADIUS) + up - 2.2 * k;
        path[3 * i] = (float) (r * Math.sin(a));
        path[3 * i + 1] = (float) (y + r * tilt * Math.sin(a) * 0.5);
        path[3 * i + 2] = (float) (MIDDLE_Z + r * Math.cos(a));
        radius[i] = (float) (thick * (1 + 0.12 * Math.sin(5 * a + 2 * phase)));
      }
      tube(scene, cloth, path, radius, 1.25f);
    }
    if (random.nextBoolean()) {
      double x = 3 * random.nextGaussian();
      float[] path = new float[15];
      for (int i = 0; i < 5; i++) {
        path[3 * i] = (float) (x + 0.4 * i);
        path[3 * i + 1] = -15 - 7f * i;
        path[3 * i + 2] = 6.5f + 1.4f * i - 0.1f * i * i;
      }
      MeshBuilder mesh = new MeshBuilder();
      mesh.tube(path, new float[] {2, 2.8f, 3, 3.2f, 3.3f}, 10, 0.35f, new float[] {0, 0, 1});
      mesh.place(0, body);
      scene.surfaces.add(mesh.surface(cloth, true));
    }
  }
}
