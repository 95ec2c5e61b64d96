package kpnative.data.rendered;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * What is computed once of a {@link HeadModel}: triangles by what they look like, which vertices
 * lie at the same place, how open to light each is, and where the eyeballs are. Immutable and
 * thread-safe.
 */
final class Head {
  /** How far the jaw is open in {@link #openMouth}, as a weight of {@code jawOpen}. */
  static final float JAW = 0.8f;

  /** Side of the cubes in which the vertices of shadows are one, cm. */
  private static final float CASTERS = 0.6f;

  final HeadModel model;
  final HeadSurface surface;
  final HeadModes modes;
  final HeadRegions regions;

  /** So many vertices, the first, hold all of the face. */
  final int faceVertices;

  final int[] face;
  final int[] faceUv;
  final int[] neck;
  final int[] eyeSockets;
  final int[] mouth;
  final int[] teeth;
  final int[] eyes;
  final int[] lashes;

  /** Coarser {@link #face} and {@link #neck}, for shadows. */
  final int[] faceCasters;

  final int[] neckCasters;

  /** Triangles whose normals count: all but lashes. */
  private final int[] solid;

  /** The first vertex at each vertex's place. */
  private final int[] same;

  /**
   * The share of light from all sides that arrives, of a closed and of an open mouth, [V]; within
   * the mouth that of an open one, never quite dark, for the skin around shines through.
   */
  final float[] closedMouth;

  final float[] openMouth;

  /**
   * What {@link FaceParts#attributes} begin with, [V, 4]: no hair, no cloth, and where a vertex of
   * an eyeball lies about the axis through its pupil, cm, to the eye's right and up; far away for
   * vertices of the back.
   */
  final float[] attributes;

  /** The middle of each eyeball, right and left, x, y, z. */
  final float[][] eyeCentres;

  Head(HeadModel model) {
    this.model = model;
    face = triangles(model, model.triangles(), HeadMaterial.FACE);
    faceUv = triangles(model, model.uvTriangles(), HeadMaterial.FACE);
    int[] back = triangles(model, model.triangles(), HeadMaterial.BACK_HEAD);
    HeadPart[] parts = model.parts();
    neck = select(back, parts, HeadPart.FACE, HeadPart.HEAD_NECK);
    eyeSockets = select(back, parts, HeadPart.EYE_SOCKET_LEFT, HeadPart.EYE_SOCKET_RIGHT);
    mouth =
        join(
            triangles(model, model.triangles(), HeadMaterial.GUMS_TONGUE),
            select(back, parts, HeadPart.MOUTH_SOCKET));
    teeth = triangles(model, model.triangles(), HeadMaterial.TEETH);
    eyes =
        join(
            triangles(model, model.triangles(), HeadMaterial.SCLERA_LEFT),
            triangles(model, model.triangles(), HeadMaterial.SCLERA_RIGHT));
    lashes = triangles(model, model.triangles(), HeadMaterial.EYE_LASHES);
    solid = join(join(join(face, neck), join(eyeSockets, mouth)), join(teeth, eyes));
    faceCasters = CoarseTriangles.of(model.mean(), face, CASTERS);
    neckCasters = CoarseTriangles.of(model.mean(), neck, CASTERS);
    modes = new HeadModes(model, join(solid, lashes), join(teeth, eyes));
    faceVertices = 1 + Arrays.stream(face).max().orElse(-1);
    same = same(model);
    surface = new HeadSurface(model, face, faceUv);
    float[] mean = model.mean();
    closedMouth = HeadOpenness.of(mean, normals(mean), solid);
    float[] open = mean.clone();
    float[] jaw = model.expression()[model.expression("jawOpen")];
    for (int i = 0; i < open.length; i++) {
      open[i] += JAW * jaw[i];
    }
    openMouth = HeadOpenness.of(open, normals(open), solid);
    for (int i = 0; i < openMouth.length; i++) {
      float light = openMouth[i];
      switch (parts[i]) {
        case MOUTH_SOCKET, GUMS_TONGUE ->
            openMouth[i] = Math.max(0.03f, Math.min(0.5f, 0.04f + 1.2f * light));
        case TEETH -> openMouth[i] = Math.max(0.2f, Math.min(1, 0.35f + 1.5f * light));
        default -> {
          continue;
        }
      }
      closedMouth[i] = openMouth[i];
    }
    attributes = new float[4 * model.vertexCount()];
    for (int i = 0; i < attributes.length; i += 4) {
      attributes[i] = -9;
      attributes[i + 1] = -9;
    }
    eyeCentres =
        new float[][] {
          eyeball(HeadPart.SCLERA_RIGHT), eyeball(HeadPart.SCLERA_LEFT),
        };
    regions = HeadRegions.of(mean, eyeCentres);
  }

  private static int[] triangles(HeadModel model, int[] corners, HeadMaterial material) {
    int[] found = new int[corners.length];
    int n = 0;
    HeadMaterial[] materials = model.materials();
    for (int t = 0; t < materials.length; t++) {
      if (materials[t] == material) {
        found[n++] = corners[3 * t];
        found[n++] = corners[3 * t + 1];
        found[n++] = corners[3 * t + 2];
      }
    }
    return Arrays.copyOf(found, n);
  }

  private static int[] select(int[] triangles, HeadPart[] parts, HeadPart... wanted) {
    int[] found = new int[triangles.length];
    int n = 0;
    for (int t = 0; t < triangles.length; t += 3) {
      HeadPart part = parts[triangles[t]];
      if (Arrays.asList(wanted).contains(part)) {
        System.arraycopy(triangles, t, found, n, 3);
        n += 3;
      }
    }
    return Arrays.copyOf(found, n);
  }

  private static int[] join(int[] a, int[] b) {
    int[] all = Arrays.copyOf(a, a.length + b.length);
    System.arraycopy(b, 0, all, a.length, b.length);
    return all;
  }

  /**
   * {@return for each vertex the first at its place: seams of the texture must not show in light}
   */
  private static int[] same(HeadModel model) {
    float[] mean = model.mean();
    int[] first = new int[model.vertexCount()];
    Map<Long, Integer> seen = new HashMap<>();
    for (int i = 0; i < first.length; i++) {
      HeadPart part = model.parts()[i];
      boolean skin = part == HeadPart.FACE || part == HeadPart.HEAD_NECK;
      long key =
          (Math.round(mean[3 * i] * 1000.0) + 100_000) * 1_000_000_000_000L
              + (Math.round(mean[3 * i + 1] * 1000.0) + 100_000) * 1_000_000L
              + Math.round(mean[3 * i + 2] * 1000.0)
              + 100_000;
      Integer other = skin ? seen.putIfAbsent(key, i) : null;
      first[i] = other == null ? i : other;
    }
    return first;
  }

  /** {@return the normals of a head whose vertices are at {@code position}, [V, 3], length 1} */
  float[] normals(float[] position) {
    float[] n = new float[position.length];
    for (int t = 0; t < solid.length; t += 3) {
      int a = 3 * solid[t];
      int b = 3 * solid[t + 1];
      int c = 3 * solid[t + 2];
      float ux = position[b] - position[a];
      float uy = position[b + 1] - position[a + 1];
      float uz = position[b + 2] - position[a + 2];
      float wx = position[c] - position[a];
      float wy = position[c + 1] - position[a + 1];
      float wz = position[c + 2] - position[a + 2];
      float x = uy * wz - uz * wy;
      float y = uz * wx - ux * wz;
      float z = ux * wy - uy * wx;
      add(n, 3 * same[solid[t]], x, y, z);
      add(n, 3 * same[solid[t + 1]], x, y, z);
      add(n, 3 * same[solid[t + 2]], x, y, z);
    }
    for (int i = 0; i < same.length; i++) {
      int from = 3 * same[i];
      if (from == 3 * i) {
        float l = Direction.inverseLength(n[from], n[from + 1], n[from + 2]);
        n[from] *= l;
        n[from + 1] *= l;
        n[from + 2] *= l;
      } else {
        System.arraycopy(n, from, n, 3 * i, 3); // the first comes first
      }
    }
    return n;
  }

  private static void add(float[] n, int at, float x, float y, float z) {
    n[at] += x;
    n[at + 1] += y;
    n[at + 2] += z;
  }

  /** Fills the {@link #attributes} of one eye; returns the middle of its sphere. */
  private float[] eyeball(HeadPart part) {
    float[] mean = model.mean();
    HeadPart[] parts = model.parts();
    double[] low = {1e9, 1e9, 1e9};
    double[] high = {-1e9, -1e9, -1e9};
    for (int i = 0; i < parts.length; i++) {
      if (parts[i] == part) {
        for (int c = 0; c < 3; c++) {
          low[c] = Math.min(low[c], mean[3 * i + c]);
          high[c] = Math.max(high[c], mean[3 * i + c]);
        }
      }
    }
    // the sphere is as wide as the part; the cornea's bulge reaches beyond it, along the axis
    double radius = (high[0] - low[0] + high[1] - low[1]) / 4;
    double[] centre = {(low[0] + high[0]) / 2, (low[1] + high[1]) / 2, low[2] + radius};
    double[] axis = new double[3];
    for (int i = 0; i < parts.length; i++) {
      if (parts[i] == part) {
        double[] p = new double[3];
        double length = 0;
        for (int c = 0; c < 3; c++) {
          p[c] = mean[3 * i + c] - centre[c];
          length += p[c] * p[c];
        }
        double beyond = Math.max(0, Math.sqrt(length) - 1.03 * radius);
        for (int c = 0; c < 3; c++) {
          axis[c] += beyond * p[c];
        }
      }
    }
    float[] z = Direction.unit(new float[] {(float) axis[0], (float) axis[1], (float) axis[2]});
    float[] x = Direction.unit(Direction.cross(new float[] {0, 1, 0}, z));
    float[] y = Direction.cross(z, x);
    for (int i = 0; i < parts.length; i++) {
      if (parts[i] == part) {
        float px = mean[3 * i] - (float) centre[0];
        float py = mean[3 * i + 1] - (float) centre[1];
        float pz = mean[3 * i + 2] - (float) centre[2];
        boolean behind = px * z[0] + py * z[1] + pz * z[2] < 0;
        attributes[4 * i + 2] = behind ? 3 : px * x[0] + py * x[1] + pz * x[2];
        attributes[4 * i + 3] = px * y[0] + py * y[1] + pz * y[2];
      }
    }
    return new float[] {(float) centre[0], (float) centre[1], (float) centre[2]};
  }
}
