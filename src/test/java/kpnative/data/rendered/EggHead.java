package kpnative.data.rendered;

import java.util.Arrays;

/**
 * A head that tests make, for builds without the real one: an egg with a nose, holes for eyes and
 * mouth, eyeballs, teeth, gums, sockets, lashes, a neck and shoulders. Texture coordinates,
 * landmarks, parts and names lie about where the real head's do, so that all which is made for that
 * fits this.
 */
public final class EggHead {
  static final float EYE_X = 3.1f;
  static final float EYE_Y = 3.5f;
  static final float EYE_Z = 8;
  private static final double EYE_RADIUS = 1.5;

  private static final int COLUMNS = 96; // of the face's grid
  private static final int ROWS = 112;
  private static final int BACK = 24; // columns from ear to ear
  private static final double LOWEST = 0.004; // v

  /** u and v of the points 0 to 8, 17 to 21, 27 to 33, 36 to 41 and some of the mouth's. */
  private static final double[][] JAW = {
    {.1398, .7112},
    {.1600, .6151},
    {.1734, .5340},
    {.1823, .4559},
    {.2090, .3679},
    {.2760, .2965},
    {.3464, .2751},
    {.4329, .2845},
    {.5000, .2827}
  };

  private static final double[][] BROW = {
    {.2428, .7959}, {.2977, .8142}, {.3533, .8140}, {.4147, .8087}, {.4597, .8021}
  };

  private static final double[][] NOSE = {
    {.5, .7233}, {.5, .6802}, {.5, .6495}, {.5, .6070}, {.4331, .5433}, {.4696, .5413}, {.5, .5414}
  };

  private static final double[][] EYE = {
    {.3149, .7187}, {.3389, .7270}, {.3683, .7270}, {.4010, .7144}, {.3684, .7040}, {.3305, .7040}
  };

  private static final double[][] UPPER_LIP = {
    {.3885, .4420}, {.4239, .4926}, {.4685, .5097}, {.5, .5103}
  };

  private static final double[][] LOWER_LIP = {{.5, .3590}, {.4439, .3633}, {.4058, .3848}};

  private static final double[][] INNER_LIPS = {
    {.4109, .4341}, {.4550, .4659}, {.5, .4686}, {.4443, .3953}, {.5, .3912}
  };

  private final EggMesh mesh = new EggMesh();

  private EggHead() {}

  /** {@return the head; each call makes it anew} */
  public static HeadModel make() {
    return new EggHead().model();
  }

  private HeadModel model() {
    face();
    neck();
    mouth();
    eyes();
    EggModes modes = new EggModes(mesh);
    float[][] identity = new float[HeadNames.IDENTITIES][];
    Arrays.fill(identity, new float[3 * mesh.count()]);
    for (int i = 0; i < EggModes.IDENTITIES; i++) {
      identity[i] = modes.identity(i);
    }
    return new HeadModel(
        mesh.mesh(),
        mesh.parts(),
        landmarks(),
        identity,
        HeadNames.EXPRESSIONS,
        HeadNames.EXPRESSIONS.stream().map(modes::expression).toArray(float[][]::new));
  }

  private static double u(int column) {
    return 0.5 + EggSkin.SIDE * (2.0 * column / COLUMNS - 1);
  }

  private static double v(int row) {
    return LOWEST + (1 - 2 * LOWEST) * row / ROWS;
  }

  private void face() {
    for (int r = 0; r <= ROWS; r++) {
      for (int c = 0; c <= COLUMNS; c++) {
        double u = u(c);
        double v = v(r);
        mesh.vertex(HeadPart.FACE, EggSkin.place(EggSkin.angle(u), EggSkin.height(u, v)), u, v);
      }
    }
    for (int r = 0; r < ROWS; r++) {
      for (int c = 0; c < COLUMNS; c++) {
        if (!hole(u(c) + EggSkin.SIDE / COLUMNS, v(r) + 0.5 / ROWS)) {
          int a = r * (COLUMNS + 1) + c;
          mesh.quad(HeadMaterial.FACE, a, a + 1, a + COLUMNS + 2, a + COLUMNS + 1);
        }
      }
    }
  }

  /** Between the lids, and between the lips. */
  private static boolean hole(double u, double v) {
    double across = Math.abs(u - 0.5);
    return Math.hypot((across - 0.142) / 0.046, (v - 0.7155) / 0.0125) < 1
        || Math.hypot(across / 0.089, (v - 0.43) / 0.036) < 1;
  }

  /** The back between the face's edges, the crown and the shoulders. */
  private void neck() {
    double edge = EggSkin.angle(0.5 + EggSkin.SIDE);
    mesh.sheet(
        HeadPart.HEAD_NECK,
        HeadMaterial.BACK_HEAD,
        BACK,
        ROWS,
        (s, t) -> EggSkin.place(back(edge, s), EggSkin.height(1, v((int) Math.round(t * ROWS)))));
    int all = COLUMNS + BACK;
    EggMesh.Sheet crown =
        (s, t) -> {
          double from = EggSkin.height(1, v(ROWS));
          return EggSkin.place(around(edge, (int) Math.round(s * all)), from + t * (14.5 - from));
        };
    mesh.sheet(HeadPart.HEAD_NECK, HeadMaterial.BACK_HEAD, all, 8, crown);
    EggMesh.Sheet shoulders =
        (s, t) -> {
          double to = EggSkin.height(1, v(0));
          double y = t == 1 ? to : -19.3 + t * (to + 19.3);
          return EggSkin.place(around(edge, (int) Math.round(s * all)), y);
        };
    mesh.sheet(HeadPart.HEAD_NECK, HeadMaterial.BACK_HEAD, all, 5, shoulders);
  }

  private static double back(double edge, double s) {
    return s == 1 ? -edge : edge + s * (2 * Math.PI - 2 * edge);
  }

  private static double around(double edge, int column) {
    return column <= COLUMNS
        ? EggSkin.angle(u(column))
        : back(edge, (double) (column - COLUMNS) / BACK);
  }

  private void mouth() {
    mesh.sheet(
        HeadPart.MOUTH_SOCKET,
        HeadMaterial.BACK_HEAD,
        16,
        12,
        (s, t) -> ball(Math.PI * (1.5 - s), Math.PI * (t - 0.5), 3, 2.2, 6, 0, -3.4f, 9.6f));
    arch(HeadPart.GUMS_TONGUE, HeadMaterial.GUMS_TONGUE, -2.3, -1.5);
    arch(HeadPart.GUMS_TONGUE, HeadMaterial.GUMS_TONGUE, -5.4, -4.5);
    arch(HeadPart.TEETH, HeadMaterial.TEETH, -3.35, -2.3);
    arch(HeadPart.TEETH, HeadMaterial.TEETH, -4.5, -3.5);
  }

  private void arch(HeadPart part, HeadMaterial material, double low, double high) {
    mesh.sheet(
        part,
        material,
        24,
        3,
        (s, t) -> {
          double a = 2.4 * s - 1.2;
          return new float[] {
            (float) (2.7 * Math.sin(a)),
            (float) (low + t * (high - low)),
            (float) (6 + 4.2 * Math.cos(a))
          };
        });
  }

  private void eyes() {
    eye(HeadPart.EYE_SOCKET_LEFT, HeadMaterial.BACK_HEAD, EYE_X, 1.05, Math.PI);
    eye(HeadPart.EYE_SOCKET_RIGHT, HeadMaterial.BACK_HEAD, -EYE_X, 1.05, Math.PI);
    eye(HeadPart.SCLERA_LEFT, HeadMaterial.SCLERA_LEFT, EYE_X, 1, 0);
    eye(HeadPart.SCLERA_RIGHT, HeadMaterial.SCLERA_RIGHT, -EYE_X, 1, 0);
    lashes(HeadPart.EYELASHES_LEFT, EYE_X);
    lashes(HeadPart.EYELASHES_RIGHT, -EYE_X);
  }

  /** A ball with a cornea, whose pole is in front, or half of one that is open there. */
  private void eye(HeadPart part, HeadMaterial material, float x, double size, double turn) {
    boolean open = turn > 0;
    mesh.sheet(
        part,
        material,
        24,
        16,
        (s, t) -> {
          double polar = open ? Math.PI / 2 * (1 + t) : Math.PI * (1 - t); // from the pupil
          double bulge = open ? 0 : 0.06 * Math.exp(-polar * polar / 0.12);
          double r = EYE_RADIUS * size * (1 + bulge);
          double a = -2 * Math.PI * s;
          double ring = r * Math.sin(polar);
          double sign = open ? -1 : 1;
          return new float[] {
            (float) (x + sign * ring * Math.sin(a)),
            (float) (EYE_Y + ring * Math.cos(a)),
            (float) (EYE_Z + r * Math.cos(polar))
          };
        });
  }

  private void lashes(HeadPart part, float x) {
    mesh.sheet(
        part,
        HeadMaterial.EYE_LASHES,
        12,
        1,
        (s, t) ->
            new float[] {
              (float) (x + 2.6 * (s - 0.5)), (float) (3.9 + 0.3 * t), (float) (9.7 + 0.5 * t)
            });
  }

  private static float[] ball(
      double a, double b, double rx, double ry, double rz, float x, float y, float z) {
    return new float[] {
      (float) (x + rx * Math.sin(a) * Math.cos(b)),
      (float) (y + ry * Math.sin(b)),
      (float) (z + rz * Math.cos(a) * Math.cos(b))
    };
  }

  private int[] landmarks() {
    int[] all = new int[HeadModel.LANDMARKS];
    for (int k = 0; k < 9; k++) {
      both(all, k, 16 - k, JAW[k]);
    }
    for (int k = 0; k < 5; k++) {
      both(all, 17 + k, 26 - k, BROW[k]);
    }
    for (int k = 0; k < 7; k++) {
      both(all, 27 + k, k < 4 ? 27 + k : 39 - k, NOSE[k]);
    }
    int[] leftEye = {45, 44, 43, 42, 47, 46};
    for (int k = 0; k < 6; k++) {
      both(all, 36 + k, leftEye[k], EYE[k]);
    }
    for (int k = 0; k < 4; k++) {
      both(all, 48 + k, 54 - k, UPPER_LIP[k]);
    }
    for (int k = 0; k < 3; k++) {
      both(all, 57 + k, 57 - k, LOWER_LIP[k]);
    }
    int[] right = {60, 61, 62, 67, 66};
    int[] left = {64, 63, 62, 65, 66};
    for (int k = 0; k < 5; k++) {
      both(all, right[k], left[k], INNER_LIPS[k]);
    }
    return all;
  }

  /** Sets a point of the right half, and that of the left which mirrors it. */
  private static void both(int[] all, int right, int left, double[] uv) {
    int c = (int) Math.round(((uv[0] - 0.5) / EggSkin.SIDE + 1) / 2 * COLUMNS);
    int r = (int) Math.round((uv[1] - LOWEST) / (1 - 2 * LOWEST) * ROWS);
    all[left] = r * (COLUMNS + 1) + COLUMNS - c;
    all[right] = r * (COLUMNS + 1) + c;
  }
}
