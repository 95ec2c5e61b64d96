package kpnative.data.rendered;

/**
 * Lines drawn on a window of the texture, as a strength from 0 to 1 for each texel, or below 0
 * where they lighten. Coordinates are texture coordinates, widths are texels.
 */
final class Ink {
  final int left;
  final int top;
  final int width;
  final int height;

  /** [height, width] */
  final float[] values;

  /** A window from {@code u0} to {@code u1} and from {@code v1}, its top, down to {@code v0}. */
  Ink(float u0, float v0, float u1, float v1) {
    left = Math.max(0, (int) Albedo.x(u0));
    top = Math.max(0, (int) Albedo.y(v1));
    width = Math.min(Albedo.SIZE - 1, (int) Math.ceil(Albedo.x(u1))) - left + 1;
    height = Math.min(Albedo.SIZE - 1, (int) Math.ceil(Albedo.y(v0))) - top + 1;
    values = new float[width * height];
  }

  /**
   * A line along points, thickest and strongest in the middle and fading at its ends.
   *
   * @param path u and v of its points
   * @param half half its width in the middle
   * @param strength at its middle
   */
  void taperedPath(float[] path, float half, float strength) {
    tapered(path, half, strength, Profile.HARD);
  }

  /**
   * The same with soft flanks, as of a fold: half as strong at {@code half} from its middle, and
   * gone at three times that.
   */
  void softPath(float[] path, float half, float strength) {
    tapered(path, half, strength, Profile.SOFT);
  }

  private void tapered(float[] path, float half, float strength, Profile profile) {
    int n = path.length / 2;
    for (int i = 0; i + 1 < n; i++) {
      float a = bulge((float) i / (n - 1));
      float b = bulge((float) (i + 1) / (n - 1));
      float ha = half * (0.4f + 0.6f * a);
      float hb = half * (0.4f + 0.6f * b);
      line(path, 2 * i, ha, hb, strength * a, strength * b, profile);
    }
  }

  /** A line along points of the same strength all along. */
  void path(float[] path, float half, float strength) {
    for (int i = 0; i + 3 < path.length; i += 2) {
      line(path, i, half, half, strength, strength, Profile.HARD);
    }
  }

  /** One hair: it covers what is below it, so hairs that cross grow denser. */
  void hair(float ua, float va, float ub, float vb, float half, float strength) {
    float[] path = {ua, va, ub, vb};
    line(path, 0, half, half * 0.6f, strength, strength * 0.7f, Profile.HAIR);
  }

  private static float bulge(float t) {
    return 1 - (2 * t - 1) * (2 * t - 1) * (2 * t - 1) * (2 * t - 1);
  }

  /**
   * Steps along the longer axis; across it, each texel is covered by how much of it the line's
   * width takes.
   */
  private void line(float[] path, int at, float ha, float hb, float sa, float sb, Profile profile) {
    float xa = Albedo.x(path[at]) - left;
    float ya = Albedo.y(path[at + 1]) - top;
    float xb = Albedo.x(path[at + 2]) - left;
    float yb = Albedo.y(path[at + 3]) - top;
    boolean steep = Math.abs(yb - ya) > Math.abs(xb - xa);
    float a0 = steep ? ya : xa;
    float c0 = steep ? xa : ya;
    float a1 = steep ? yb : xb;
    float c1 = steep ? xb : yb;
    int along = steep ? width : 1;
    int across = steep ? 1 : width;
    int alongEnd = steep ? height : width;
    int acrossEnd = steep ? width : height;
    float length = a1 - a0;
    if (Math.abs(length) < 1e-3f) {
      return;
    }
    float slope = (c1 - c0) / length;
    float cosine = 1 / (float) Math.sqrt(1 + slope * slope);
    int from = Math.max(0, (int) Math.ceil(Math.min(a0, a1) - 0.5f));
    int to = Math.min(alongEnd - 1, (int) (Math.max(a0, a1) + 0.5f));
    for (int a = from; a <= to; a++) {
      float t = Math.max(0, Math.min(1, (a - a0) / length));
      float c = c0 + slope * (a - a0);
      float half = ha + t * (hb - ha);
      float strength = sa + t * (sb - sa);
      float wide = profile == Profile.SOFT ? 3 * half + 1 : half + 0.5f;
      float narrow = 1 / wide;
      float reach = wide / cosine;
      int first = Math.max(0, (int) Math.ceil(c - reach));
      int last = Math.min(acrossEnd - 1, (int) Math.floor(c + reach));
      for (int k = first; k <= last; k++) {
        float off = Math.abs(k - c) * cosine;
        float cover;
        if (profile == Profile.SOFT) {
          float near = Math.max(0, 1 - off * narrow);
          cover = near * near * near * strength;
        } else {
          cover = Math.min(Math.min(1, wide - off), 2 * half) * strength;
        }
        int i = a * along + k * across;
        if (profile == Profile.HAIR) {
          values[i] += (1 - values[i]) * cover;
        } else if (cover > 0 ? cover > values[i] : cover < values[i]) {
          values[i] = cover;
        }
      }
    }
  }

  private enum Profile {
    HARD,
    SOFT,
    HAIR
  }
}
