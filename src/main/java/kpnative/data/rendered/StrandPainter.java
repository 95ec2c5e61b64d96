package kpnative.data.rendered;

import org.jspecify.annotations.Nullable;

/** Draws strands onto a canvas, blended by how much of a pixel they cover. */
final class StrandPainter {
  /** How far behind a surface a strand may be and still be drawn, cm: roots lie in the skin. */
  private static final float SLACK = 0.05f;

  private final Canvas canvas;
  private final View view;
  private final float[] rotation;
  private final Lighting lighting;
  private final Lamp[] lamps;
  private final @Nullable ShadowMap shadow;
  private final float[] above = new float[3];
  private final float[] c = new float[3];

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
      for (int j = 0; j + 1 < s; j++) {
        int a = 3 * (i * s + j);
        light(strands, i, world, a);
        float root = strands.width()[i] * view.scaleAt(screen[a + 2]);
        float from = root * (1 - strands.taper() * j / (s - 1f));
        float to = root * (1 - strands.taper() * (j + 1) / (s - 1f));
        segment(screen, a, from, to, strands.alpha());
      }
    }
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
    c[0] = red * above[0] * open;
    c[1] = green * above[1] * open;
    c[2] = blue * above[2] * open;
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
      c[0] += share * lamp.red() * (red * diffuse + shine);
      c[1] += share * lamp.green() * (green * diffuse + shine);
      c[2] += share * lamp.blue() * (blue * diffuse + shine);
    }
  }

  /** Draws one segment, from vertex {@code a} to the next. */
  private void segment(float[] screen, int a, float from, float to, float alpha) {
    float ax = screen[a];
    float ay = screen[a + 1];
    float dx = screen[a + 3] - ax;
    float dy = screen[a + 4] - ay;
    float za = screen[a + 2];
    float dz = screen[a + 5] - za;
    float wide = Math.max(from, to) / 2 + 1;
    int x0 = (int) Math.max(0, Math.floor(Math.min(ax, ax + dx) - wide));
    int x1 = (int) Math.min(canvas.width - 1, Math.ceil(Math.max(ax, ax + dx) + wide));
    int y0 = (int) Math.max(0, Math.floor(Math.min(ay, ay + dy) - wide));
    int y1 = (int) Math.min(canvas.height - 1, Math.ceil(Math.max(ay, ay + dy) + wide));
    float inverse = 1 / (dx * dx + dy * dy + 1e-6f);
    for (int y = y0; y <= y1; y++) {
      for (int x = x0; x <= x1; x++) {
        float px = x - ax;
        float py = y - ay;
        float along = Math.max(0, Math.min(1, (px * dx + py * dy) * inverse));
        float ex = px - along * dx;
        float ey = py - along * dy;
        float width = from + along * (to - from);
        float far = width / 2 + 0.5f;
        float d2 = ex * ex + ey * ey;
        if (d2 >= far * far) {
          continue;
        }
        int p = y * canvas.width + x;
        float z = za + along * dz;
        if (z > canvas.depth[p] + SLACK) {
          continue;
        }
        float cover = Math.min(1, far - (float) Math.sqrt(d2)) * Math.min(1, width) * alpha;
        canvas.rgb[3 * p] += (c[0] - canvas.rgb[3 * p]) * cover;
        canvas.rgb[3 * p + 1] += (c[1] - canvas.rgb[3 * p + 1]) * cover;
        canvas.rgb[3 * p + 2] += (c[2] - canvas.rgb[3 * p + 2]) * cover;
        canvas.face[p] *= 1 - cover;
        if (cover > 0.6f) {
          canvas.depth[p] = Math.min(canvas.depth[p], z);
        }
      }
    }
  }
}
