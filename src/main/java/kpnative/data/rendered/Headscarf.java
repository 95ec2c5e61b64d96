package kpnative.data.rendered;

import java.util.SplittableRandom;

/**
 * Cloth that leaves an opening for the face: headscarves, hoods, balaclavas. Rows of vertices go
 * from the opening backwards over the {@link Envelope}, and a second piece goes from the chin down
 * to the shoulders and turns with the body.
 */
final class Headscarf {
  private static final int COLUMNS = 56;
  private static final int ROWS = 9;

  private Headscarf() {}

  /** Kinds of cloths around the face. */
  enum Kind {
    SCARF,
    HOOD,
    BALACLAVA
  }

  /** Adds one; returns how far within it each vertex is, cm, [V]: what it hides of hair. */
  static float[] add(
      Kind kind,
      FaceParts parts,
      Envelope envelope,
      BodyTurn turn,
      FaceScene scene,
      SplittableRandom random) {
    int[] marks = parts.head.model.landmarks();
    float[] p = parts.position;
    // the opening is an oval about the face's middle, cm
    double top = p[3 * marks[24] + 1] + 0.5 + 3 * random.nextDouble();
    double low =
        kind == Kind.HOOD
            ? p[3 * marks[8] + 1] - 2
            : p[3 * marks[8] + 1] - 0.2 + random.nextDouble();
    double half =
        Math.abs(p[3 * marks[16]])
            - (kind == Kind.BALACLAVA ? 1.6 : 0.2)
            - 1.1 * random.nextDouble();
    if (kind == Kind.BALACLAVA) {
      low = p[3 * marks[8] + 1] + (random.nextBoolean() ? 0 : 5.5);
    }
    double cy = (top + low) / 2;
    double ry = (top - low) / 2;
    double depth =
        kind == Kind.HOOD
            ? 1.5 + 2 * random.nextDouble()
            : (kind == Kind.BALACLAVA ? 0.55 : 0.25) + 0.5 * random.nextDouble();
    double folds = kind == Kind.BALACLAVA ? 0.05 : 0.15 + 0.3 * random.nextDouble();
    double phase = 6.28 * random.nextDouble();
    Cloth cloth = Cloth.draw(random);
    MeshBuilder mesh = new MeshBuilder();
    double[] xyz = new double[3];
    for (int r = 0; r < ROWS; r++) {
      double t = (double) r / (ROWS - 1);
      for (int c = 0; c < COLUMNS; c++) {
        // a hood is open below
        double a =
            kind == Kind.HOOD ? 2.35 * (2.0 * c / (COLUMNS - 1) - 1) : 2 * Math.PI * c / COLUMNS;
        // the way from the opening's edge to the back of the head as an angle about the face
        double ex = half * Math.sin(a);
        double ey = cy + ry * Math.cos(a) - Envelope.Y;
        double ez = front(envelope, ex, ey);
        double from = Math.atan2(Math.hypot(ex, ey), ez);
        double to = Math.PI;
        double angle = from + (to - from) * t;
        double round = Math.atan2(ex, ey) * (1 - t) + t * a0(a);
        double dx = Math.sin(angle) * Math.sin(round);
        double dy = Math.sin(angle) * Math.cos(round);
        double dz = Math.cos(angle);
        double azimuth = Math.atan2(dx, dz);
        double elevation = Math.asin(Math.max(-1, Math.min(1, dy)));
        double fold =
            folds
                * (1 + Math.sin(3 * a + 5 * t + phase) + 0.6 * Math.sin(7 * a - 4 * t + 2 * phase));
        double rim = kind == Kind.HOOD ? depth * (1 - 0.6 * t) : depth * (1 + 0.3 * t);
        envelope.at(azimuth, elevation, rim + (t > 0 ? fold * Math.min(1, 3 * t) : 0), xyz);
        int v = mesh.vertex(xyz[0], xyz[1], xyz[2]);
        mesh.openness(v, r == 0 ? 0.7 : 1);
      }
    }
    // seen from in front, rows go outwards and columns clockwise
    for (int r = 0; r + 1 < ROWS; r++) {
      for (int c = 0; c < (kind == Kind.HOOD ? COLUMNS - 1 : COLUMNS); c++) {
        int i = r * COLUMNS + c;
        int j = r * COLUMNS + (c + 1) % COLUMNS;
        mesh.triangle(i, i + COLUMNS, j + COLUMNS);
        mesh.triangle(i, j + COLUMNS, j);
      }
    }
    scene.surfaces.add(mesh.surface(cloth, true));
    if (kind != Kind.HOOD) {
      neck(scene, cloth, turn, p[3 * marks[8] + 1], kind, random);
    }
    float[] cap = new float[HeadPart.MOUTH_SOCKET.firstVertex()];
    for (int i = 0; i < cap.length; i++) {
      double dx = p[3 * i] / half;
      double dy = (p[3 * i + 1] - cy) / ry;
      double out = (Math.sqrt(dx * dx + dy * dy) - 1) * half;
      cap[i] = (float) (p[3 * i + 2] < 2 ? Math.max(out, 3) : out);
    }
    return cap;
  }

  private static double a0(double a) {
    return a > Math.PI ? a - 2 * Math.PI : a;
  }

  /** {@return z above the envelope's middle where it has this x and y} */
  private static double front(Envelope envelope, double x, double y) {
    double z = 8;
    for (int i = 0; i < 6; i++) {
      double r = envelope.radius(Math.atan2(x, z), Math.atan2(y, Math.hypot(x, z)));
      z = Math.sqrt(Math.max(1, r * r - x * x - y * y));
    }
    return z;
  }

  /** From under the chin to the shoulders. */
  private static void neck(
      FaceScene scene,
      Cloth cloth,
      BodyTurn turn,
      double chin,
      Kind kind,
      SplittableRandom random) {
    MeshBuilder mesh = new MeshBuilder();
    int rows = 7;
    boolean wide = kind == Kind.SCARF;
    double phase = 6.28 * random.nextDouble();
    double low = wide ? 6 + 8 * random.nextDouble() : 1;
    for (int r = 0; r < rows; r++) {
      double t = (double) r / (rows - 1);
      double share = Math.min(1, 0.25 + t);
      int from = mesh.count();
      for (int c = 0; c < COLUMNS; c++) {
        double a = 2 * Math.PI * c / COLUMNS;
        double fold =
            (wide ? 0.35 : 0.1) * Math.sin(5 * a + 9 * t + phase)
                + (wide ? 0.25 : 0) * Math.sin(16 * t + 2 * a);
        double rx = 6.8 + (wide ? 7 : 0.5) * t * t + fold;
        double rz = 6.9 + (wide ? 2.5 : 0.3) * t + fold;
        double y = chin + 1.2 - (6 + low * (0.5 + 0.5 * Math.cos(a))) * t;
        mesh.vertex(rx * Math.sin(a), y, -0.2 + 1.2 * (1 - t) + rz * Math.cos(a));
      }
      mesh.place(from, turn.placement(share));
    }
    for (int r = 0; r + 1 < rows; r++) {
      for (int c = 0; c < COLUMNS; c++) {
        int i = r * COLUMNS + c;
        int j = r * COLUMNS + (c + 1) % COLUMNS;
        mesh.triangle(i, i + COLUMNS, j + COLUMNS);
        mesh.triangle(i, j + COLUMNS, j);
      }
    }
    scene.surfaces.add(mesh.surface(cloth, true));
  }
}
