package kpnative.data.rendered;

import org.jspecify.annotations.Nullable;

/** Draws strands onto a canvas, blended by how much of a pixel they cover. */
final class StrandPainter {
  /** How far behind a surface a strand may be and still be drawn, cm: roots lie in the skin. */
  private static final float SLACK = 0.25f;

  private final Canvas canvas;
  private final View view;
  private final float[] rotation;
  private final Lighting lighting;
  private final Lamp[] lamps;
  private final @Nullable ShadowMap shadow;
  private final float[] above = new float[3];
  private final float[] colour = new float[3];

  StrandPainter(
      Canvas canvas,
      View view,
      float[] rotation,
      Lighting lighting,
      Lamp[] lamps,
      @Nullable ShadowMap shadow) {
    this.canvas = canvas;
    this.view = view;
    this.rotation = rotation;
    this.lighting = lighting;
    this.lamps = lamps;
    this.shadow = shadow;
    float[] side = new float[3];
    lighting.ambient(0, 0.7f, 0.7f, above);
    lighting.ambient(0, -0.7f, 0.7f, side);
    for (int i = 0; i < 3; i++) {
      above[i] = 0.6f * above[i] + 0.4f * side[i];
    }
  }

  void paint(Strands strands) {
    int n = strands.width().length;
    int s = strands.perStrand();
    float[] world = new float[strands.points().length];
    Vertices.rotate(strands.points(), rotation, FacePose.PIVOT_Z, world);
    float[] screen = new float[world.length];
    view.project(world, 1, screen);
    for (int i = 0; i < n; i++) {
      boolean lit = false;
      for (int j = 0; j + 1 < s; j++) {
        int a = 3 * (i * s + j);
        if (outside(screen, a)) {
          lit = false;
          continue;
        }
        if (!lit || (j & 1) == 0) { // light changes little from segment to segment
          light(strands, i, world, a);
          lit = true;
        }
        float root = strands.width()[i] * view.scaleAt(screen[a + 2]);
        float from = root * (1 - strands.taper() * j / (s - 1f));
        float to = root * (1 - strands.taper() * (j + 1) / (s - 1f));
        segment(screen, a, from, to, strands.alpha());
      }
    }
  }

  private boolean outside(float[] screen, int a) {
    return Math.max(screen[a], screen[a + 3]) < -1
        || Math.min(screen[a], screen[a + 3]) > canvas.width
        || Math.max(screen[a + 1], screen[a + 4]) < -1
        || Math.min(screen[a + 1], screen[a + 4]) > canvas.height;
  }

  private void light(Strands strands, int i, float[] world, int a) {
    float tx = world[a + 3] - world[a];
    float ty = world[a + 4] - world[a + 1];
    float tz = world[a + 5] - world[a + 2];
    float l = FaceShader.inverseLength(tx, ty, tz);
    tx *= l;
    ty *= l;
    tz *= l;
    float vx = (float) view.centreX() - world[a];
    float vy = (float) view.centreY() - world[a + 1];
    float vz = (float) view.distance() - world[a + 2];
    l = FaceShader.inverseLength(vx, vy, vz);
    float open = strands.openness()[i];
    float red = strands.colour()[3 * i];
    float green = strands.colour()[3 * i + 1];
    float blue = strands.colour()[3 * i + 2];
    colour[0] = red * above[0] * open;
    colour[1] = green * above[1] * open;
    colour[2] = blue * above[2] * open;
    for (int m = 0; m < lamps.length; m++) {
      Lamp lamp = lamps[m];
      float share = open;
      if (m == 0 && shadow != null) {
        share *=
            1
                - lighting.shadowStrength()
                    * (1 - shadow.lit(world[a], world[a + 1], world[a + 2], 0.3f));
      }
      float along = tx * lamp.x() + ty * lamp.y() + tz * lamp.z();
      float diffuse = 0.6f * (float) Math.sqrt(Math.max(0, 1 - along * along));
      float shine =
          strands.gloss()
              * lamp.strand(tx, ty, tz, vx * l, vy * l, vz * l)
              * (0.4f + 0.6f * Noise.hash(i, m));
      colour[0] += share * lamp.red() * (red * diffuse + shine);
      colour[1] += share * lamp.green() * (green * diffuse + shine);
      colour[2] += share * lamp.blue() * (blue * diffuse + shine);
    }
  }

  /**
   * Draws one segment, from vertex {@code a} to the next: steps along its longer axis, from pixel
   * centre to pixel centre, so that the segments of a strand cover no pixel twice.
   */
  private void segment(float[] screen, int a, float from, float to, float alpha) {
    float dx = screen[a + 3] - screen[a];
    float dy = screen[a + 4] - screen[a + 1];
    boolean steep = Math.abs(dy) > Math.abs(dx);
    float a0 = steep ? screen[a + 1] : screen[a];
    float c0 = steep ? screen[a] : screen[a + 1];
    float length = steep ? dy : dx;
    if (length == 0) {
      return;
    }
    float slope = (steep ? dx : dy) / length;
    float cosine = 1 / (float) Math.sqrt(1 + slope * slope);
    float dz = (screen[a + 5] - screen[a + 2]) / length;
    float widen = (to - from) / length;
    int along = steep ? canvas.width : 1;
    int across = steep ? 1 : canvas.width;
    int alongEnd = steep ? canvas.height : canvas.width;
    int acrossEnd = steep ? canvas.width : canvas.height;
    int first = (int) Math.ceil(Math.max(0, Math.min(a0, a0 + length)));
    float end = Math.min(alongEnd, Math.max(a0, a0 + length));
    for (int i = first; i < end; i++) {
      float t = i - a0;
      float c = c0 + slope * t;
      float width = from + widen * t;
      boolean thin = width < 1; // then a tent, whose sum over pixels is the width wherever it lies
      float far = thin ? 1 : width / 2 + 0.5f;
      float reach = far / cosine;
      float most = (thin ? width : 1) * alpha;
      float z = screen[a + 2] + dz * t;
      int k1 = (int) Math.min(acrossEnd - 1, c + reach);
      for (int k = (int) Math.ceil(Math.max(0, c - reach)); k <= k1; k++) {
        int p = i * along + k * across;
        if (z > canvas.depth[p] + SLACK) {
          continue;
        }
        float cover = Math.min(1, far - Math.abs(k - c) * cosine) * most;
        canvas.rgb[3 * p] += (colour[0] - canvas.rgb[3 * p]) * cover;
        canvas.rgb[3 * p + 1] += (colour[1] - canvas.rgb[3 * p + 1]) * cover;
        canvas.rgb[3 * p + 2] += (colour[2] - canvas.rgb[3 * p + 2]) * cover;
        canvas.face[p] *= 1 - cover;
        if (cover > 0.6f) {
          canvas.depth[p] = Math.min(canvas.depth[p], z);
        }
      }
    }
  }
}
