package kpnative.data.rendered;

import java.util.Arrays;
import java.util.SplittableRandom;
import kpnative.data.rendered.Traits.BeardKind;

/** Beards: short locks from the skin around the mouth and down the jaw. Thread-safe. */
final class BeardHair {
  /** Beards shorter than this are a matter of the skin's colour, cm. */
  private static final float SHORTEST = 0.15f;

  private final int[] roots;

  BeardHair(Head head) {
    float[] mean = head.model.mean();
    int[] found = new int[head.model.vertexCount()];
    int n = 0;
    for (int i = 0; i < found.length; i++) {
      if (head.model.parts()[i] == HeadPart.FACE
          && mean[3 * i + 1] < 3.5f
          && mean[3 * i + 1] > -11
          && mean[3 * i + 2] > 1
          && Math.abs(mean[3 * i]) < 7.6f) {
        found[n++] = i;
      }
    }
    roots = Arrays.copyOf(found, n);
  }

  void add(FaceParts parts, FaceScene scene, float detail, SplittableRandom random) {
    Traits.Beard beard = parts.traits.beard();
    if (beard.kind() == BeardKind.NONE || beard.length() < SHORTEST) {
      return;
    }
    float[] mean = parts.head.model.mean();
    float[] sum = new float[roots.length];
    float total = 0;
    for (int k = 0; k < roots.length; k++) {
      int i = 3 * roots[k];
      total += density(beard, mean[i], mean[i + 1], mean[i + 2]);
      sum[k] = total;
    }
    if (total == 0) {
      return;
    }
    int count =
        (int) ((beard.kind() == BeardKind.FULL ? 420 : 220) * (0.4f + 0.6f * beard.strength()));
    int points = beard.length() > 1.5f ? 6 : 4;
    HairLocks locks = new HairLocks(points, -1, 2, 0.3f);
    float curl = 0.3f * (float) random.nextDouble();
    float away = 0.25f + 0.5f * (float) random.nextDouble();
    for (int c = 0; c < count; c++) {
      float t = total * (c + (float) random.nextDouble()) / count;
      int k = Arrays.binarySearch(sum, t);
      int i = 3 * roots[Math.min(roots.length - 1, k < 0 ? -k - 1 : k)];
      float[] path = new float[3 * points];
      path(parts, i, path, points, curl, away, random);
      float width = Math.min(0.7f, 0.2f + 0.25f * beard.length());
      float level = 0.65f + 0.6f * (float) random.nextDouble();
      locks.add(path, width * (0.7f + 0.6f * (float) random.nextDouble()), level, 0.8f);
    }
    float[] hair = parts.traits.beardHair();
    if (beard.length() > 0.6f) {
      HairMesh mesh = new HairMesh();
      locks.ribbons(mesh, random);
      scene.surfaces.add(mesh.surface(new HairMaterial(hair, hair, 0.03f, 0.4f)));
    }
    scene.strands.add(
        locks.strands(
            (int) (count * 2 * Math.min(1, 0.15f * detail)),
            Math.max(0.06f, 0.35f / Math.max(1, detail)),
            0.6f,
            0.85f,
            0.02f,
            hair,
            hair,
            random));
  }

  private static void path(
      FaceParts parts,
      int i,
      float[] path,
      int points,
      float curl,
      float away,
      SplittableRandom random) {
    float[] mean = parts.head.model.mean();
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
      length = Math.min(length, 0.5f + 0.6f * length);
    }
    length *= 0.6f + 0.5f * (float) random.nextDouble();
    float step = length / (points - 1);
    float px = parts.position[i];
    float py = parts.position[i + 1];
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
  }

  /** {@return how likely a beard's hair grows at a place on the mean head, 0 to 1} */
  private static float density(Traits.Beard beard, float x, float y, float z) {
    float ax = Math.abs(x);
    float lips = ellipse(x, y + 3.45f, 2.6f, 1.15f);
    float open = Noise.step(0.95f, 1.15f, lips);
    float upper =
        Noise.step(3.6f, 2.8f, ax) * Noise.step(-1.0f, -1.5f, y) * Noise.step(-3.6f, -3.2f, y);
    float chin = Noise.step(3.4f, 2.4f, ax) * Noise.step(-4, -4.5f, y) * Noise.step(5, 6, z);
    float corner =
        Noise.step(3.9f, 3.3f, ax)
            * Noise.step(2.3f, 2.7f, ax)
            * Noise.step(-2.4f, -3, y)
            * (y > -6.5f ? 1 : 0);
    if (beard.kind() == BeardKind.MOUSTACHE) {
      return open * upper;
    }
    float goatee = Math.max(Math.max(upper, chin), corner);
    if (beard.kind() == BeardKind.GOATEE) {
      return open * goatee;
    }
    // the cheeks' edge runs from the ear down to the mouth's corner
    float line = -1.9f + 0.9f * beard.cheekLine() + 0.95f * Math.max(0, ax - 4.2f) * 1.3f;
    float cheek = Noise.step(line + 0.3f, line - 0.7f, y) * Noise.step(2.2f, 3.2f, ax);
    float neck = Noise.step(-9.5f, -8.5f, y);
    return open * Math.max(goatee, Math.max(cheek, y < -4.5f ? 1 : 0)) * neck;
  }

  private static float ellipse(float x, float y, float a, float b) {
    return (float) Math.sqrt(x * x / (a * a) + y * y / (b * b));
  }
}
