package kpnative.data.rendered;

import java.util.SplittableRandom;

/**
 * Hats that cover the head above a plane: caps with a visor, brimmed hats, beanies, helmets. The
 * crown stands on the {@link Envelope}; brims and visors are sheets around its lower edge.
 */
final class Hat {
  private static final int COLUMNS = 48;
  private static final int ROWS = 10;

  /** Kinds of hats. */
  enum Kind {
    CAP,
    CAP_BACKWARDS,
    BRIM,
    BEANIE,
    HELMET
  }

  private final Kind kind;
  private final double height;
  private final double slope;
  private final Envelope envelope;
  private final SplittableRandom random;
  private final double[] xyz = new double[3];

  private Hat(Kind kind, Envelope envelope, float brow, SplittableRandom random) {
    this.kind = kind;
    this.envelope = envelope;
    this.random = random;
    double up =
        switch (kind) {
          case CAP, CAP_BACKWARDS -> 1 + 2.2 * random.nextDouble();
          case BRIM -> 1.2 + 2.5 * random.nextDouble();
          case BEANIE -> 0.4 + 2.8 * random.nextDouble();
          case HELMET -> 0.3 + 2 * random.nextDouble();
        };
    // lower behind than in front, where it stands a little above the brows
    slope = (kind == Kind.BEANIE ? 0.25 : 0.08) + 0.2 * random.nextDouble();
    height = brow + up - slope * 9.5;
  }

  /** Adds a hat; returns how far above its edge each vertex is, cm, [V]: what it hides of hair. */
  static float[] add(
      Kind kind, FaceParts parts, Envelope envelope, FaceScene scene, SplittableRandom random) {
    int[] marks = parts.head.model.landmarks();
    float brow = (parts.position[3 * marks[19] + 1] + parts.position[3 * marks[24] + 1]) / 2;
    Hat hat = new Hat(kind, envelope, brow, random);
    hat.build(scene);
    float[] p = parts.position;
    float[] cap = new float[p.length / 3];
    for (int i = 0; i < cap.length; i++) {
      cap[i] = p[3 * i + 1] - (float) (hat.height + hat.slope * p[3 * i + 2]);
    }
    return cap;
  }

  private void build(FaceScene scene) {
    Cloth cloth =
        kind == Kind.BEANIE
            ? Cloth.of(
                random.nextDouble() < 0.7 ? Cloth.Pattern.KNIT : Cloth.Pattern.STRIPES, random)
            : Cloth.draw(random);
    Material material = kind == Kind.HELMET ? new Plastic(Cloth.colour(random), 0.3f, 50) : cloth;
    double thick =
        kind == Kind.HELMET ? 1.6 + random.nextDouble() : kind == Kind.BEANIE ? 0.5 : 0.7;
    double tall =
        switch (kind) {
          case CAP, CAP_BACKWARDS -> 0.3 + 0.8 * random.nextDouble();
          case BRIM -> 0.5 + 2.5 * random.nextDouble();
          case BEANIE -> 2 * random.nextDouble();
          case HELMET -> 0.5;
        };
    MeshBuilder mesh = new MeshBuilder();
    double[] edge = new double[COLUMNS];
    for (int r = 0; r < ROWS; r++) {
      for (int c = 0; c < COLUMNS; c++) {
        double azimuth = 2 * Math.PI * c / COLUMNS;
        if (r == 0) {
          edge[c] = envelope.elevation(azimuth, height, slope);
        }
        double t = (double) r / (ROWS - 1);
        double e = edge[c] + (Math.PI / 2 - edge[c]) * t;
        envelope.at(azimuth, e, thick + tall * t * (2 - t), xyz);
        int v = mesh.vertex(xyz[0], xyz[1], xyz[2]);
        double round = azimuth > Math.PI ? azimuth - 2 * Math.PI : azimuth;
        mesh.rest(v, 9 * round, 13 * t, 0);
      }
    }
    mesh.grid(0, ROWS, COLUMNS, true);
    if (kind == Kind.BEANIE && random.nextDouble() < 0.6) {
      band(mesh, edge, thick);
    }
    scene.surfaces.add(mesh.surface(material, true));
    if (kind == Kind.CAP || kind == Kind.CAP_BACKWARDS) {
      boolean same = random.nextDouble() < 0.6;
      sheet(scene, edge, thick, same ? material : Cloth.draw(random), false);
    } else if (kind == Kind.BRIM) {
      sheet(scene, edge, thick, material, true);
    }
  }

  /** The turned-up edge of a beanie. */
  private void band(MeshBuilder mesh, double[] edge, double thick) {
    int first = mesh.count();
    double wide = 0.3 + 0.25 * random.nextDouble();
    double[] up = {0, 0.02, 0.5, 1, 1.02};
    double[] out = {0, 0.45, 0.6, 0.5, 0};
    for (int r = 0; r < up.length; r++) {
      for (int c = 0; c < COLUMNS; c++) {
        envelope.at(2 * Math.PI * c / COLUMNS, edge[c] + wide * up[r], thick + out[r], xyz);
        int v = mesh.vertex(xyz[0], xyz[1], xyz[2]);
        mesh.rest(v, 9 * 2 * Math.PI * c / COLUMNS, 3 * up[r], 0);
      }
    }
    mesh.grid(first, up.length, COLUMNS, true);
  }

  /** A visor, which reaches round a part of the edge, or a brim, which reaches round all of it. */
  private void sheet(
      FaceScene scene, double[] edge, double thick, Material material, boolean around) {
    MeshBuilder mesh = new MeshBuilder();
    int n = around ? COLUMNS : 21;
    int rows = 4;
    double half = around ? Math.PI : 1.05 + 0.2 * random.nextDouble();
    double turn = kind == Kind.CAP_BACKWARDS ? Math.PI : 0.12 * random.nextGaussian();
    double wide = around ? 3 + 4.5 * random.nextDouble() : 5 + 2.5 * random.nextDouble();
    double drop = around ? -0.25 + 0.5 * random.nextDouble() : 0.1 + 0.35 * random.nextDouble();
    double arch = around ? 0.1 * random.nextGaussian() : 0.7 * random.nextDouble();
    for (int r = 0; r < rows; r++) {
      double t = (double) r / (rows - 1);
      for (int c = 0; c < n; c++) {
        double a = around ? 2 * Math.PI * c / n : half * (2.0 * c / (n - 1) - 1);
        double azimuth = a + turn;
        double at = azimuth / (2 * Math.PI) * COLUMNS;
        int i = Math.floorMod((int) Math.floor(at), COLUMNS);
        double e = edge[i] + (at - Math.floor(at)) * (edge[(i + 1) % COLUMNS] - edge[i]);
        double far =
            around ? wide : wide * Math.sqrt(Math.max(0, Math.cos(a / half * Math.PI / 2)));
        envelope.at(azimuth, e + 0.03, thick - 0.1, xyz);
        double sag =
            around
                ? drop * t * far + arch * far * t * Math.cos(2 * a)
                : drop * t * far + arch * t * a * a * 2;
        int v =
            mesh.vertex(
                xyz[0] + far * t * Math.sin(azimuth),
                xyz[1] - sag,
                xyz[2] + far * t * Math.cos(azimuth));
        mesh.openness(v, 0.85);
      }
    }
    mesh.grid(0, rows, n, around);
    scene.surfaces.add(mesh.surface(material, true));
  }
}
