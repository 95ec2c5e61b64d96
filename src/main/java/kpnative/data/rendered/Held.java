package kpnative.data.rendered;

import java.util.SplittableRandom;

/**
 * Things that are held in a hand, in the hand's frame: their long axis lies across the palm, with
 * the upper end on the thumb's side.
 */
enum Held {
  MICROPHONE,
  CUP,
  GLASS,
  PHONE,
  APPLE,
  ICE_CREAM,
  SANDWICH,
  CIGARETTE,
  FLOWER;

  /** The middle of what fingers close around, hand's frame, cm. */
  static final float[] GRIP = {0, 8.6f, 2.3f};

  /** {@return how the fingers are bent around it} */
  HandPose pose(SplittableRandom random) {
    return switch (this) {
      case MICROPHONE, FLOWER -> HandPose.draw(HandPose.Kind.FIST, random);
      case CIGARETTE -> HandPose.draw(HandPose.Kind.PINCH, random);
      default -> HandPose.draw(HandPose.Kind.CUPPED, random);
    };
  }

  /** {@return the part that is held to the mouth or ear, hand's frame} */
  float[] end() {
    return switch (this) {
      case MICROPHONE -> new float[] {10.5f, 8.6f, 2.3f};
      case CUP, GLASS -> new float[] {6.5f, 7.5f, 6.5f};
      case PHONE -> new float[] {0.3f, 9, 2.6f};
      case APPLE, SANDWICH -> new float[] {1.5f, 9, 6};
      case ICE_CREAM -> new float[] {8, 8.6f, 3};
      case CIGARETTE -> new float[] {0.5f, 12.5f, 6};
      case FLOWER -> new float[] {12, 8.6f, 2.3f};
    };
  }

  /** Adds the thing. */
  void add(FaceScene scene, Placement hand, SplittableRandom random) {
    // from a thing's frame, whose y is its long axis, to the hand's, whose x it is
    Placement across =
        Placement.turnZ(-Math.PI / 2).then(Placement.at(GRIP[0], GRIP[1], GRIP[2])).then(hand);
    float[] colour = Cloth.colour(random);
    float[] dark = {0.02f, 0.02f, 0.025f};
    double u = random.nextDouble();
    switch (this) {
      case MICROPHONE -> {
        float grey = 0.03f + 0.25f * (float) u;
        lathe(scene, across, new Plastic(dark, 0.2f, 30), 1.1, -9, 1.15, -8, 1.3, 2, 1.6, 6.5);
        lathe(
            scene,
            across,
            new Plastic(new float[] {grey, grey, grey}, 0.3f, 15),
            1.6,
            6.4,
            2.4,
            7.2,
            2.7,
            8.6,
            2.4,
            10,
            1.5,
            11,
            0,
            11.3);
      }
      case CUP, GLASS -> {
        double r = 3.4 + u;
        double h = 4.5 + 1.5 * random.nextDouble();
        Material m =
            this == CUP
                ? new Plastic(colour, 0.3f, 40)
                : new Plastic(new float[] {0.5f, 0.5f, 0.52f}, 0.8f, 80);
        Placement at = Placement.at(-0.6, 0, 3.2 - 2.3 + r - 1.2);
        lathe(
            scene,
            at.then(across),
            m,
            0,
            -h,
            0.75 * r,
            -h,
            0.85 * r,
            0,
            r,
            h,
            0.92 * r,
            h,
            0.8 * r,
            0.5 * h,
            0,
            0.4 * h);
      }
      case PHONE -> phone(scene, hand, colour, random);
      case APPLE -> {
        float[] red = {0.5f, 0.1f + 0.3f * (float) u, 0.04f};
        Placement at = Placement.at(0, 0, 2.2);
        lathe(
            scene,
            at.then(across),
            new Plastic(red, 0.3f, 40),
            0,
            -2.9,
            2,
            -3,
            3.3,
            -1.5,
            3.7,
            0.3,
            3.2,
            2.2,
            1.6,
            3.1,
            0,
            2.4);
      }
      case ICE_CREAM -> {
        lathe(
            scene,
            across,
            new Plastic(new float[] {0.5f, 0.3f, 0.12f}, 0.05f, 10),
            0,
            -6,
            1.3,
            0,
            2.5,
            5);
        lathe(
            scene,
            across,
            new Plastic(colour, 0.15f, 15),
            2.5,
            4.8,
            3.1,
            6,
            2.9,
            7.6,
            1.8,
            9,
            0,
            9.5);
      }
      case SANDWICH -> {
        Placement at = Placement.turnX(Math.PI / 2).then(Placement.at(0, 0, 3.2));
        float bun = 0.4f + 0.3f * (float) u;
        lathe(
            scene,
            at.then(across),
            new Plastic(new float[] {bun, 0.6f * bun, 0.25f * bun}, 0.1f, 15),
            0,
            -2.6,
            4,
            -2.6,
            5,
            -1.6,
            5,
            -0.9,
            4.8,
            -0.8);
        lathe(
            scene,
            at.then(across),
            new Plastic(colour, 0.2f, 15),
            4.8,
            -0.8,
            5.2,
            -0.4,
            5.2,
            0.3,
            4.8,
            0.6);
        lathe(
            scene,
            at.then(across),
            new Plastic(new float[] {bun, 0.6f * bun, 0.25f * bun}, 0.1f, 15),
            4.8,
            0.6,
            5,
            0.8,
            4.9,
            1.6,
            3.8,
            3,
            0,
            3.6);
      }
      case CIGARETTE -> {
        float[] path = {0.6f, 10, 4.2f, 0.6f, 12.5f, 6.2f};
        MeshBuilder mesh = new MeshBuilder();
        mesh.tube(path, new float[] {0.4f, 0.4f}, 8, 1, new float[] {1, 0, 0});
        mesh.place(0, hand);
        scene.surfaces.add(
            mesh.surface(new Plastic(new float[] {0.75f, 0.72f, 0.68f}, 0, 10), true));
      }
      case FLOWER -> {
        lathe(
            scene,
            across,
            new Plastic(new float[] {0.03f, 0.2f, 0.03f}, 0.1f, 20),
            0.35,
            -12,
            0.35,
            10);
        lathe(
            scene,
            across,
            new Plastic(colour, 0.05f, 10),
            0.4,
            9,
            1.6,
            10,
            3.2,
            12,
            4.2,
            13,
            2.8,
            12.6,
            1,
            12,
            0,
            12.4);
      }
    }
  }

  private static void lathe(FaceScene scene, Placement at, Material material, double... profile) {
    MeshBuilder mesh = new MeshBuilder();
    mesh.lathe(20, profile);
    mesh.place(0, at);
    scene.surfaces.add(mesh.surface(material, true));
  }

  /** Its long axis lies along the fingers. */
  private static void phone(
      FaceScene scene, Placement hand, float[] colour, SplittableRandom random) {
    double w = 3.4 + 0.4 * random.nextDouble();
    double h = 7 + 0.8 * random.nextDouble();
    MeshBuilder mesh = new MeshBuilder();
    double[][] sections = {{-0.35, 0.9}, {-0.2, 1}, {0.2, 1}, {0.35, 0.9}};
    int n = 24;
    for (double[] section : sections) {
      for (int k = 0; k < n; k++) {
        double a = -2 * Math.PI * k / n;
        double c = Math.cos(a);
        double s = Math.sin(a);
        mesh.vertex(
            w * section[1] * Math.signum(c) * Math.pow(Math.abs(c), 0.25) + 0.3,
            h * (1 - 0.5 * (1 - section[1])) * Math.signum(s) * Math.pow(Math.abs(s), 0.25) + 9,
            section[0] + 2);
      }
    }
    mesh.grid(0, sections.length, n, true);
    for (int side = 0; side < 2; side++) {
      int middle = mesh.vertex(0.3, 9, side == 0 ? 1.65 : 2.35);
      for (int k = 0; k < n; k++) {
        mesh.triangle(middle, side * 3 * n + k, side * 3 * n + (k + 1) % n);
      }
    }
    mesh.place(0, hand);
    scene.surfaces.add(mesh.surface(new Plastic(colour, 0.4f, 60), true));
  }
}
