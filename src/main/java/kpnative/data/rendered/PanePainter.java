package kpnative.data.rendered;

/** Draws panes onto a canvas, over what is behind them. */
final class PanePainter {
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
    float nearest = Float.MAX_VALUE;
    for (int i = 0; i < screen.length; i += 3) {
      top = Math.min(top, screen[i + 1]);
      bottom = Math.max(bottom, screen[i + 1]);
      nearest = Math.min(nearest, screen[i + 2]);
    }
    for (int y = (int) Math.max(0, Math.ceil(top));
        y <= Math.min(canvas.height - 1, Math.floor(bottom));
        y++) {
      row(pane, screen, y, nearest);
    }
  }

  private void row(Pane pane, float[] screen, int y, float nearest) {
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
    for (int x = (int) Math.max(0, Math.floor(left));
        x <= Math.min(canvas.width - 1, Math.ceil(right));
        x++) {
      float cover =
          Math.max(0, Math.min(1, x - left + 0.5f)) * Math.max(0, Math.min(1, right - x + 0.5f));
      int p = y * canvas.width + x;
      if (cover <= 0 || canvas.depth[p] < nearest - 1) {
        continue;
      }
      float o = pane.opacity() * cover;
      for (int i = 0; i < 3; i++) {
        canvas.rgb[3 * p + i] =
            canvas.rgb[3 * p + i] * (1 - o)
                + o * pane.colour()[i] * front[i]
                + cover * pane.reflection() * above[i];
      }
      canvas.face[p] *= 1 - o;
    }
  }
}
