package kpnative.data.rendered;

import java.util.SplittableRandom;

/**
 * Masks over nose, mouth and chin: pleated surgical ones, cloth, and folded respirators, with
 * straps to the ears; some are pulled below the nose or the mouth.
 */
final class FaceMask {
  private static final int COLUMNS = 29;
  private static final int ROWS = 13;

  /** Kinds of masks. */
  enum Kind {
    SURGICAL,
    CLOTH,
    RESPIRATOR
  }

  /** How high its upper edge is. */
  enum Height {
    NOSE,
    BELOW_NOSE,
    CHIN
  }

  private final HeadPlaces places;

  FaceMask(HeadPlaces places) {
    this.places = places;
  }

  /** Adds a mask over the hair and beard, which are the scene's from the given numbers on. */
  void add(
      FaceParts parts,
      Envelope envelope,
      FaceScene scene,
      int surface,
      int strands,
      SplittableRandom random) {
    double kind = random.nextDouble();
    double height = random.nextDouble();
    add(
        kind < 0.55 ? Kind.SURGICAL : kind < 0.8 ? Kind.CLOTH : Kind.RESPIRATOR,
        height < 0.8 ? Height.NOSE : height < 0.9 ? Height.BELOW_NOSE : Height.CHIN,
        parts,
        envelope,
        scene,
        surface,
        strands,
        random);
  }

  void add(
      Kind kind,
      Height height,
      FaceParts parts,
      Envelope envelope,
      FaceScene scene,
      int surface,
      int strands,
      SplittableRandom random) {
    int[] marks = parts.head.model.landmarks();
    float[] p = parts.position;
    double u = random.nextDouble();
    float[] top =
        switch (height) {
          case NOSE -> between(p, marks[28], marks[29], u);
          case BELOW_NOSE -> between(p, marks[33], marks[51], 0.2 + 0.5 * u);
          case CHIN -> between(p, marks[57], marks[8], 0.3 + 0.5 * u);
        };
    int side = marks[height == Height.CHIN ? 12 : 14];
    double azimuth = Math.atan2(p[3 * side], p[3 * side + 2] - Envelope.Z) - 0.1 - 0.12 * u;
    double sideTop = elevation(p[3 * side], p[3 * side + 1] - 0.3 - 0.8 * u, p[3 * side + 2]);
    double sideLow = sideTop - 0.3 - 0.15 * random.nextDouble();
    double topMiddle = elevation(top[0], top[1], top[2]);
    double chin =
        elevation(
            0, p[3 * marks[8] + 1] - 0.6 - 1.2 * random.nextDouble(), p[3 * marks[8] + 2] - 1.2);
    double tent =
        switch (kind) {
          case SURGICAL -> 0.3 + 0.5 * random.nextDouble();
          case CLOTH -> 0.3 + 0.4 * random.nextDouble();
          case RESPIRATOR -> 0.9 + 0.9 * random.nextDouble();
        };
    Patch patch = new Patch(envelope, azimuth, sideTop, topMiddle, sideLow, chin);
    MeshBuilder mesh = new MeshBuilder();
    double[] xyz = new double[3];
    for (int r = 0; r < ROWS; r++) {
      double t = 1 - (double) r / (ROWS - 1); // from below
      for (int c = 0; c < COLUMNS; c++) {
        double s = 2.0 * c / (COLUMNS - 1) - 1;
        double high = patch.high(s);
        double low = patch.low(s);
        double e = high + (low - high) * t;
        double ridge = kind == Kind.SURGICAL ? 1 - s * s : 1 - Math.abs(s);
        double raise =
            0.3 + tent * Math.max(0, ridge) * Math.sin(Math.PI * Math.min(1, 0.15 + 0.8 * t));
        if (kind == Kind.SURGICAL) {
          raise += 0.09 * (3.5 * t - Math.floor(3.5 * t)) * (1 - s * s * s * s);
        }
        envelope.at(azimuth * s, e, raise, xyz);
        int v = mesh.vertex(xyz[0], xyz[1], xyz[2]);
        mesh.rest(v, 9 * s, 9 * (1 - t), 0);
      }
    }
    mesh.grid(0, ROWS, COLUMNS, false);
    for (Surface s : scene.surfaces.subList(surface, scene.surfaces.size())) {
      patch.tuck(s.vertices().position);
    }
    for (Strands s : scene.strands.subList(strands, scene.strands.size())) {
      patch.tuck(s.points());
    }
    Cloth cloth = cloth(kind, random);
    straps(mesh, parts, scene, random);
    scene.surfaces.add(mesh.surface(cloth, true));
  }

  private static float[] between(float[] p, int a, int b, double t) {
    float[] out = new float[3];
    for (int c = 0; c < 3; c++) {
      out[c] = (float) (p[3 * a + c] + t * (p[3 * b + c] - p[3 * a + c]));
    }
    return out;
  }

  private static double elevation(double x, double y, double z) {
    return Math.atan2(y - Envelope.Y, Math.hypot(x, z - Envelope.Z));
  }

  private static Cloth cloth(Kind kind, SplittableRandom random) {
    float k = 0.55f + 0.3f * (float) random.nextDouble();
    double c = random.nextDouble();
    if (kind == Kind.CLOTH) {
      return Cloth.draw(random);
    }
    float[] colour =
        c < 0.15
            ? new float[] {0.015f, 0.015f, 0.017f}
            : kind == Kind.RESPIRATOR || c < 0.35
                ? new float[] {k, k, k}
                : c < 0.8
                    ? new float[] {0.35f * k, 0.7f * k, 0.95f * k}
                    : new float[] {0.35f * k, 0.8f * k, 0.65f * k};
    return Cloth.plain(colour, 0.2 + 0.3 * random.nextDouble());
  }

  /** From the corners to the ears. */
  private void straps(MeshBuilder mesh, FaceParts parts, FaceScene scene, SplittableRandom random) {
    float[] colour =
        random.nextDouble() < 0.75 ? new float[] {0.7f, 0.7f, 0.7f} : Cloth.colour(random);
    int n = 6;
    float[] points = new float[4 * n * 3];
    float[] p = parts.position;
    for (int k = 0; k < 4; k++) {
      int side = k & 1;
      boolean upper = k < 2;
      int corner = (upper ? ROWS - 1 : 0) * COLUMNS + (side == 1 ? COLUMNS - 1 : 0);
      int ear = upper ? places.earTop(side) : places.lobe(side);
      for (int i = 0; i < n; i++) {
        double t = i / (n - 1.0);
        int at = (k * n + i) * 3;
        double bow = 0.5 * Math.sin(Math.PI * t) * (side == 1 ? 1 : -1);
        points[at] = (float) (mesh.x(corner) + t * (p[3 * ear] - mesh.x(corner)) + bow);
        points[at + 1] = (float) (mesh.y(corner) + t * (p[3 * ear + 1] - mesh.y(corner)));
        points[at + 2] = (float) (mesh.z(corner) + t * (p[3 * ear + 2] - mesh.z(corner)));
      }
    }
    float[] colours = new float[12];
    float[] width = new float[4];
    float[] open = new float[4];
    for (int k = 0; k < 4; k++) {
      System.arraycopy(colour, 0, colours, 3 * k, 3);
      width[k] = 0.18f;
      open[k] = 0.9f;
    }
    scene.strands.add(new Strands(points, n, colours, width, open, 0, 1, 0));
  }

  /** The part of the envelope that a mask covers, in azimuths and elevations. */
  private record Patch(
      Envelope envelope,
      double azimuth,
      double sideTop,
      double topMiddle,
      double sideLow,
      double chin) {
    /** {@return the upper edge at a share -1 to 1 of the way across} */
    double high(double s) {
      return sideTop + (topMiddle - sideTop) * (1 - Math.pow(Math.abs(s), 1.5));
    }

    double low(double s) {
      return sideLow + (chin - sideLow) * Math.sqrt(Math.max(0, 1 - s * s));
    }

    /** Presses points of a beard to the skin. */
    void tuck(float[] points) {
      for (int i = 0; i < points.length; i += 3) {
        double x = points[i];
        double y = points[i + 1] - Envelope.Y;
        double z = points[i + 2] - Envelope.Z;
        if (z < 3 || y > 0) {
          continue;
        }
        double a = Math.atan2(x, z);
        double s = a / azimuth;
        double flat = Math.hypot(x, z);
        double e = Math.atan2(y, flat);
        if (Math.abs(s) < 1 && e < high(s) && e > low(s) - 0.15) {
          double r = Math.sqrt(flat * flat + y * y);
          float k = (float) Math.min(1, 0.86 * envelope.radius(a, e) / r);
          points[i] *= k;
          points[i + 1] = (float) (Envelope.Y + k * y);
          points[i + 2] = (float) (Envelope.Z + k * z);
        }
      }
    }
  }
}
