package kpnative.data.rendered;

/**
 * Draws panes onto a canvas, over what is behind them: their depth is that of the plane through
 * their outline. They reflect most near the upper edge, where the sky or a lamp is seen.
 */
final class PanePainter {
  /** How far before a pane something must be to hide it, cm: panes are bent, not quite flat. */
  private static final float SLACK = 0.35f;

  private final Canvas canvas;
  private final View view;
  private final float[] rotation;
  private final float[] front = new float[3];
  private final float[] above = new float[3];

  PanePainter(Canvas canvas, View view, float[] rotation, Lighting lighting) {
    this.canvas = canvas;
    this.view = view;
    this.rotation = rotation;
    lighting.ambient(0, 0, 1, front);
    lighting.ambient(0, 1, 0, above);
  }

  void paint(Pane pane) {
    float[] world = new float[pane.outline().length];
    Vertices.rotate(pane.outline(), rotation, FacePose.PIVOT_Z, world);
    float[] screen = new float[world.length];
    view.project(world, 1, screen);
    float top = Float.MAX_VALUE;
    float bottom = -Float.MAX_VALUE;
    for (int i = 0; i < screen.length; i += 3) {
      top = Math.min(top, screen[i + 1]);
      bottom = Math.max(bottom, screen[i + 1]);
    }
    float[] plane = plane(screen);
    for (int y = (int) Math.max(0, Math.ceil(top));
        y <= Math.min(canvas.height - 1, Math.floor(bottom));
        y++) {
      row(pane, screen, y, plane, (y - top) / Math.max(1, bottom - top));
    }
  }

  /** {@return the depth as a x + b y + c of the picture: the plane nearest to the outline} */
  private static float[] plane(float[] p) {
    int n = p.length / 3;
    double mx = 0;
    double my = 0;
    double mz = 0;
    for (int i = 0; i < p.length; i += 3) {
      mx += p[i] / n;
      my += p[i + 1] / n;
      mz += p[i + 2] / n;
    }
    double xx = 1e-3; // seen from its edge, a pane has no slope
    double yy = 1e-3;
    double xy = 0;
    double xz = 0;
    double yz = 0;
    for (int i = 0; i < p.length; i += 3) {
      double x = p[i] - mx;
      double y = p[i + 1] - my;
      double z = p[i + 2] - mz;
      xx += x * x;
      yy += y * y;
      xy += x * y;
      xz += x * z;
      yz += y * z;
    }
    double det = xx * yy - xy * xy;
    double a = (xz * yy - yz * xy) / det;
    double b = (yz * xx - xz * xy) / det;
    return new float[] {(float) a, (float) b, (float) (mz - a * mx - b * my)};
  }

  private void row(Pane pane, float[] screen, int y, float[] plane, float down) {
    float left = Float.MAX_VALUE;
    float right = -Float.MAX_VALUE;
    int n = screen.length;
    for (int i = 0; i < n; i += 3) {
      int j = (i + 3) % n;
      float a = screen[i + 1];
      float b = screen[j + 1];
      if (a <= y == b <= y) {
        continue;
      }
      float x = screen[i] + (y - a) / (b - a) * (screen[j] - screen[i]);
      left = Math.min(left, x);
      right = Math.max(right, x);
    }
    float wide = Math.max(1, right - left);
    for (int x = (int) Math.max(0, Math.floor(left));
        x <= Math.min(canvas.width - 1, Math.ceil(right));
        x++) {
      float cover =
          Math.max(0, Math.min(1, x - left + 0.5f)) * Math.max(0, Math.min(1, right - x + 0.5f));
      int p = y * canvas.width + x;
      float depth = plane[0] * x + plane[1] * y + plane[2];
      if (cover <= 0 || canvas.depth[p] < depth - SLACK) {
        continue;
      }
      float o = pane.opacity() * cover;
      float slant = down + 0.35f * ((x - left) / wide - 0.5f);
      float glare = cover * pane.reflection() * (0.12f + 0.88f * Noise.step(0.6f, 0.1f, slant));
      for (int i = 0; i < 3; i++) {
        canvas.rgb[3 * p + i] =
            canvas.rgb[3 * p + i] * (1 - o) + o * pane.colour()[i] * front[i] + glare * above[i];
      }
      canvas.face[p] *= 1 - o;
    }
  }
}
