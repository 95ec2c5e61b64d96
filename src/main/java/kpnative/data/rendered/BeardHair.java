package kpnative.data.rendered;

import java.util.Arrays;
import java.util.SplittableRandom;
import kpnative.data.rendered.Traits.BeardKind;

/**
 * Beards: hairs from the skin around the mouth and down the jaw, where the skin's texture has a
 * beard; the moustache's go aside, long ones hang. Thread-safe.
 */
final class BeardHair {
  /** Beards shorter than this are a matter of the skin's colour, cm. */
  private static final float SHORTEST = 0.12f;

  /** From this length on, hairs lie in locks that hide the skin, cm. */
  private static final float LOCKS = 1.3f;

  private static final int MOST = 520;

  /** Vertices near the mouth and the jaw, their texture coordinates and areas, cm². */
  private final int[] roots;

  private final float[] u;
  private final float[] v;
  private final float[] area;

  BeardHair(Head head) {
    float[] mean = head.model.mean();
    float[] size = areas(head);
    float[] uv = head.model.uv();
    int[] place = new int[head.model.vertexCount()];
    for (int i = 0; i < head.face.length; i++) {
      place[head.face[i]] = head.faceUv[i];
    }
    int[] found = new int[place.length];
    int n = 0;
    for (int i = 0; i < found.length; i++) {
      boolean low = mean[3 * i + 1] < 4 && mean[3 * i + 1] > -11 && mean[3 * i + 2] > 0.5f;
      if (size[i] > 0 && low && !HeadGrid.isEar(mean, i)) {
        found[n++] = i;
      }
    }
    roots = Arrays.copyOf(found, n);
    u = new float[n];
    v = new float[n];
    area = new float[n];
    for (int k = 0; k < n; k++) {
      u[k] = uv[2 * place[roots[k]]];
      v[k] = uv[2 * place[roots[k]] + 1];
      area[k] = size[roots[k]];
    }
  }

  /** {@return a third of the area of each vertex's triangles of the face, cm²} */
  private static float[] areas(Head head) {
    float[] p = head.model.mean();
    float[] size = new float[head.model.vertexCount()];
    for (int t = 0; t < head.face.length; t += 3) {
      int a = 3 * head.face[t];
      int b = 3 * head.face[t + 1];
      int c = 3 * head.face[t + 2];
      float[] n =
          ShadowMap.cross(
              new float[] {p[b] - p[a], p[b + 1] - p[a + 1], p[b + 2] - p[a + 2]},
              new float[] {p[c] - p[a], p[c + 1] - p[a + 1], p[c + 2] - p[a + 2]});
      float third = (float) Math.sqrt(n[0] * n[0] + n[1] * n[1] + n[2] * n[2]) / 6;
      for (int k = t; k < t + 3; k++) {
        size[head.face[k]] += third;
      }
    }
    return size;
  }

  void add(
      FaceParts parts,
      FaceScene scene,
      SkinTexture texture,
      float detail,
      SplittableRandom random) {
    Traits.Beard beard = parts.traits.beard();
    if (beard.kind() == BeardKind.NONE || beard.length() < SHORTEST) {
      return;
    }
    float[] sum = new float[roots.length];
    float total = 0;
    for (int k = 0; k < roots.length; k++) {
      float density = texture.beardDensity(u[k], v[k]);
      total += density < 0.3f ? 0 : density * area[k];
      sum[k] = total;
    }
    int count = (int) Math.min(MOST, total * (2 + 4 * beard.strength()));
    int points = beard.length() > 1.5f ? 6 : 4;
    HairLocks locks = new HairLocks(points, -1, 2, 0.3f);
    float curl = 0.3f * (float) random.nextDouble();
    float away = 0.2f + 0.4f * (float) random.nextDouble();
    for (int c = 0; c < count; c++) {
      float t = total * (c + (float) random.nextDouble()) / count;
      int k = Arrays.binarySearch(sum, t);
      int at = Math.min(roots.length - 1, k < 0 ? -k - 1 : k);
      int i = 3 * roots[at];
      float width = Math.min(0.75f, 0.25f + 0.2f * beard.length());
      float level = 0.65f + 0.6f * (float) random.nextDouble();
      float density = texture.beardDensity(u[at], v[at]);
      float wide = density * width * (0.7f + 0.6f * (float) random.nextDouble());
      locks.add(path(parts, i, points, curl, away, random), wide, level, 0.8f);
    }
    float[] hair = parts.traits.beardHair();
    if (beard.length() > LOCKS) {
      HairMesh mesh = new HairMesh();
      locks.ribbons(mesh, random);
      mesh.part(true);
      mesh.add(scene, new HairMaterial(hair, hair, 0.03f, 0.35f, 0.3f));
    }
    scene.strands.add(
        locks.strands(
            (int) (count * 3 * Math.min(1.5f, 0.2f * detail)),
            Math.max(0.05f, 0.25f / Math.max(1, detail)),
            0.6f,
            0.6f,
            0.02f,
            hair,
            hair,
            random));
  }

  private static float[] path(
      FaceParts parts, int i, int points, float curl, float away, SplittableRandom random) {
    float[] mean = parts.head.model.mean();
    float[] path = new float[3 * points];
    float x = mean[i];
    float y = mean[i + 1];
    float length = parts.traits.beard().length();
    boolean moustache = y > -3.3f && Math.abs(x) < 3.4f && mean[i + 2] > 8.5f;
    float dx = 0.25f * (float) random.nextGaussian();
    float dy = -0.9f + 0.2f * (float) random.nextGaussian();
    float dz = 0.2f * (float) random.nextGaussian();
    if (moustache) {
      dx += Math.signum(x) * Math.min(1, 0.4f + Math.abs(x));
      length = Math.min(length, 0.9f);
      dy = -0.6f;
    } else if (Math.abs(x) > 4) { // shorter on the cheeks
      length = Math.min(length, 0.4f + 0.5f * length);
    }
    length *= 0.6f + 0.5f * (float) random.nextDouble();
    float step = length / (points - 1);
    float px = parts.position[i] + 0.1f * (float) random.nextGaussian();
    float py = parts.position[i + 1] + 0.1f * (float) random.nextGaussian();
    float pz = parts.position[i + 2];
    dx += away * parts.normal[i];
    dy += away * parts.normal[i + 1];
    dz += away * parts.normal[i + 2];
    float l = FaceShader.inverseLength(dx, dy, dz);
    dx *= l;
    dy *= l;
    dz *= l;
    float phase = 6.28f * (float) random.nextDouble();
    for (int j = 0; j < points; j++) {
      path[3 * j] = px;
      path[3 * j + 1] = py;
      path[3 * j + 2] = pz;
      dy -= 0.12f * step;
      px += step * (dx + curl * (float) Math.cos(phase + 2 * j));
      py += step * dy;
      pz += step * (dz + 0.5f * curl * (float) Math.sin(phase + 2 * j));
    }
    return path;
  }
}
