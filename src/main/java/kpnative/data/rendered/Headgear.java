package kpnative.data.rendered;

import java.util.SplittableRandom;

/** What is worn over the hair and doesn't hide it: headbands, headphones, tiaras. */
final class Headgear {
  /** Kinds of such things. */
  enum Kind {
    HEADBAND,
    HEADPHONES,
    TIARA
  }

  private final HeadPlaces places;

  Headgear(HeadPlaces places) {
    this.places = places;
  }

  void add(
      Kind kind, FaceParts parts, Envelope envelope, FaceScene scene, SplittableRandom random) {
    int[] marks = parts.head.model.landmarks();
    float brow = (parts.position[3 * marks[19] + 1] + parts.position[3 * marks[24] + 1]) / 2;
    switch (kind) {
      case HEADBAND -> {
        boolean across = random.nextBoolean(); // the forehead; else over the hair
        double slope = across ? 0.15 : 0.9 + 0.5 * random.nextDouble();
        double up = across ? 1.2 + 1.5 * random.nextDouble() : 4.5;
        HatEdge edge = new HatEdge(brow + up - slope * (across ? 9.5 : 7), slope, 0);
        HatCrown crown = new HatCrown(envelope, edge);
        crown.band(
            scene, Cloth.quiet(random), across ? 0.25 : 0.9, 0.1 + 0.3 * random.nextDouble(), 0.1);
      }
      case HEADPHONES -> headphones(parts, envelope, scene, random);
      case TIARA -> {
        double slope = 0.25 + 0.4 * random.nextDouble();
        HatEdge edge = new HatEdge(brow + 3.5 + random.nextDouble() - slope * 9.5, slope, 0);
        tiara(new HatCrown(envelope, edge), envelope, edge, scene, random);
      }
    }
  }

  private static void tiara(
      HatCrown crown, Envelope envelope, HatEdge edge, FaceScene scene, SplittableRandom random) {
    float k = 0.4f + 0.4f * (float) random.nextDouble();
    Material gold = new Plastic(new float[] {k, 0.75f * k, 0.2f * k}, 0.5f, 40);
    crown.band(scene, gold, 0.7, 0.06, 0.1);
    int spikes = 9 + random.nextInt(8);
    double tall = 1.5 + 4 * random.nextDouble();
    int n = 2 * spikes;
    MeshBuilder mesh = new MeshBuilder();
    double[] xyz = new double[3];
    for (int r = 0; r < 2; r++) {
      for (int c = 0; c < n; c++) {
        double azimuth = 2 * Math.PI * c / n;
        envelope.at(azimuth, edge.elevation(envelope, azimuth) + 0.03, 0.8, xyz);
        double up = r == 0 ? 0 : c % 2 == 0 ? tall : 0.3 * tall;
        mesh.vertex(1.02 * xyz[0], xyz[1] + up, 1.02 * xyz[2]);
      }
    }
    mesh.grid(0, 2, n, true);
    scene.surfaces.add(mesh.surface(gold, true));
  }

  private void headphones(
      FaceParts parts, Envelope envelope, FaceScene scene, SplittableRandom random) {
    float[] colour = Cloth.quiet(random).first();
    double cup = 3 + 1.6 * random.nextDouble();
    double back = -0.25 * random.nextDouble();
    double thick = 0.8 + 1.2 * random.nextDouble(); // over the hair
    int n = 25;
    float[] path = new float[3 * n];
    float[] radius = new float[n];
    double[] xyz = new double[3];
    float[] p = parts.position;
    for (int i = 0; i < n; i++) {
      double a = Math.PI * (i / (n - 1.0)) - Math.PI / 2; // from the right ear over the top
      double tilt = back * Math.cos(a);
      double y = Math.cos(a);
      double elevation = Math.asin(Math.max(-1, Math.min(1, y * Math.cos(tilt))));
      envelope.at(Math.atan2(Math.sin(a), y * Math.sin(tilt) - 0.03), elevation, thick, xyz);
      path[3 * i] = (float) xyz[0];
      path[3 * i + 1] = (float) xyz[1];
      path[3 * i + 2] = (float) xyz[2];
      radius[i] = 1 + 0.3f * (float) Math.cos(a);
    }
    MeshBuilder arc = new MeshBuilder();
    arc.tube(path, radius, 8, 0.35f, new float[] {0, 0, 1});
    scene.surfaces.add(arc.surface(new Plastic(colour, 0.2f, 30), true));
    float[] dark = {0.02f, 0.02f, 0.02f};
    for (int side = 0; side < 2; side++) {
      int ear = places.canal(side);
      double s = side == 0 ? -1 : 1;
      double x = Math.max(Math.abs(p[3 * ear]) + 0.6, 8.2);
      Placement at =
          Placement.turnZ(-s * (Math.PI / 2 - 0.08))
              .then(Placement.at(s * x, p[3 * ear + 1] + 0.6, p[3 * ear + 2] - 1.2));
      MeshBuilder pad = new MeshBuilder();
      pad.lathe(20, 0.7 * cup, -0.7, cup, -0.4, 1.04 * cup, 0.3, cup, 0.9, 0.6 * cup, 1);
      pad.place(0, at);
      scene.surfaces.add(pad.surface(new Plastic(dark, 0.06f, 12), true));
      MeshBuilder shell = new MeshBuilder();
      shell.lathe(20, 0.98 * cup, 0.8, 0.95 * cup, 1.7, 0.75 * cup, 2.3, 0, 2.5);
      shell.place(0, at);
      scene.surfaces.add(shell.surface(new Plastic(colour, 0.3f, 40), true));
    }
    if (random.nextDouble() < 0.3) { // a microphone before the mouth
      int[] marks = parts.head.model.landmarks();
      int corner = 3 * marks[54];
      int ear = 3 * places.canal(1);
      float[] boom = {
        p[ear] + 1.5f,
        p[ear + 1] - 1,
        p[ear + 2],
        p[ear] + 0.5f,
        p[corner + 1] - 1.2f,
        p[corner + 2] - 4,
        p[corner] + 2.6f,
        p[corner + 1] - 0.8f,
        p[corner + 2] - 0.3f,
        p[corner] + 0.8f,
        p[corner + 1] - 0.8f,
        p[corner + 2] + 1.2f
      };
      MeshBuilder mesh = new MeshBuilder();
      mesh.tube(boom, new float[] {0.25f, 0.2f, 0.25f, 0.55f}, 8, 1, new float[] {1, 0, 0.2f});
      scene.surfaces.add(mesh.surface(new Plastic(dark, 0.1f, 20), true));
    }
  }
}
