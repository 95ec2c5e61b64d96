package kpnative.data.rendered;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Renders a scene onto a canvas: surfaces at 2 x 2 samples a pixel, then strands and panes.
 *
 * <p>Each pixel is lit once for each surface that its samples show, at the mean of those samples:
 * edges are smooth, and the light is computed once a pixel nearly everywhere. Light: {@link
 * Lighting}'s ambient by normal times openness, lamps by Lambert's law that reaches round under
 * skin, highlights by Blinn's half vector with Schlick's power, and the main lamp's shadow. Not
 * thread-safe.
 */
final class FaceShader {
  private static final int SAMPLES = 2;
  private static final int SHIFT = 20; // of the surface's number in a sample's id
  private static final int TRIANGLE = (1 << SHIFT) - 1;

  /** Samples of one surface that are further apart than this are lit apart, cm. */
  private static final float SPREAD = 0.5f;

  private final Canvas canvas;
  private final FaceScene scene;
  private final View view;
  private final float[] rotation;
  private final Lighting lighting;
  private final Lamp[] lamps;
  private final @Nullable ShadowMap shadow;
  private final Hit hit = new Hit();
  private final Paint paint = new Paint();
  private final float[] colour = new float[3];
  private final float[] ambient = new float[3];

  private FaceShader(
      Canvas canvas, FaceScene scene, View view, float[] rotation, Lighting lighting) {
    this.canvas = canvas;
    this.scene = scene;
    this.view = view;
    this.rotation = rotation;
    this.lighting = lighting;
    lamps = Lamp.of(lighting);
    Vertices last = null;
    for (Surface s : scene.surfaces) {
      if (s.vertices() != last) {
        last = s.vertices();
        last.pose(rotation, view, SAMPLES);
      }
    }
    shadow =
        lighting.shadowStrength() > 0 && lamps.length > 0
            ? new ShadowMap(scene.surfaces, lamps[0].direction(), lighting.shadowSoftness())
            : null;
  }

  /** Renders {@code scene}; fills the canvas's colours, depth and face. */
  static void render(Canvas canvas, FaceScene scene, View view, FacePose pose, Lighting lighting) {
    FaceShader shader = new FaceShader(canvas, scene, view, pose.matrix(), lighting);
    shader.surfaces();
    StrandPainter strands =
        new StrandPainter(canvas, view, shader.rotation, lighting, shader.lamps, shader.shadow);
    scene.strands.forEach(strands::paint);
    PanePainter panes = new PanePainter(canvas, view, shader.rotation, lighting);
    scene.panes.forEach(panes::paint);
  }

  private void surfaces() {
    // only the part of the picture that the scene covers is rasterised
    float[] extent = extent(scene.surfaces);
    int left = (int) Math.max(0, Math.min(canvas.width, Math.floor(extent[0] / SAMPLES) - 1));
    int top = (int) Math.max(0, Math.min(canvas.height, Math.floor(extent[1] / SAMPLES) - 1));
    int right = (int) Math.max(left, Math.min(canvas.width, Math.ceil(extent[2] / SAMPLES) + 2));
    int bottom = (int) Math.max(top, Math.min(canvas.height, Math.ceil(extent[3] / SAMPLES) + 2));
    if (left >= right || top >= bottom) {
      return;
    }
    DepthBuffer buffer = new DepthBuffer(SAMPLES * (right - left), SAMPLES * (bottom - top));
    Vertices last = null;
    for (int i = 0; i < scene.surfaces.size(); i++) {
      Surface s = scene.surfaces.get(i);
      if (s.vertices() != last) {
        last = s.vertices();
        shift(last.screen, -SAMPLES * left, -SAMPLES * top);
      }
      buffer.draw(
          s.vertices().screen,
          s.triangles(),
          i << SHIFT,
          s.twoSided() ? DepthBuffer.Facing.BOTH : DepthBuffer.Facing.FRONT,
          s.bias());
    }
    for (int y = top; y < bottom; y++) {
      for (int x = left; x < right; x++) {
        pixel(buffer, SAMPLES * (y - top) * buffer.width + SAMPLES * (x - left), x, y);
      }
    }
  }

  private static void shift(float[] screen, float dx, float dy) {
    for (int i = 0; i < screen.length; i += 3) {
      screen[i] += dx;
      screen[i + 1] += dy;
    }
  }

  private static float[] extent(List<Surface> surfaces) {
    float[] e = {Float.MAX_VALUE, Float.MAX_VALUE, -Float.MAX_VALUE, -Float.MAX_VALUE};
    Vertices last = null;
    for (Surface s : surfaces) {
      if (s.vertices() != last) {
        last = s.vertices();
        for (int i = 0; i < last.screen.length; i += 3) {
          e[0] = Math.min(e[0], last.screen[i]);
          e[1] = Math.min(e[1], last.screen[i + 1]);
          e[2] = Math.max(e[2], last.screen[i]);
          e[3] = Math.max(e[3], last.screen[i + 1]);
        }
      }
    }
    return e;
  }

  /** Lights the samples of one pixel; {@code at} is the first of its four. */
  private void pixel(DepthBuffer buffer, int at, int x, int y) {
    int s0 = buffer.id[at];
    int s1 = buffer.id[at + 1];
    int s2 = buffer.id[at + buffer.width];
    int s3 = buffer.id[at + buffer.width + 1];
    if ((s0 & s1 & s2 & s3) == DepthBuffer.NONE) {
      return;
    }
    int done = 0; // a bit for each sample that is lit or empty
    float covered = 0;
    float own = 0;
    float nearest = Float.POSITIVE_INFINITY;
    float r = 0;
    float g = 0;
    float b = 0;
    for (int i = 0; i < 4; i++) {
      int k = sample(buffer, at, i);
      if ((done & 1 << i) != 0 || buffer.id[k] == DepthBuffer.NONE) {
        continue;
      }
      int number = buffer.id[k] >>> SHIFT;
      Surface surface = scene.surfaces.get(number);
      float spread = surface.material().joins() ? 100 : SPREAD;
      clear();
      int count = 0;
      for (int j = i; j < 4; j++) {
        int l = sample(buffer, at, j);
        if ((done & 1 << j) == 0
            && buffer.id[l] != DepthBuffer.NONE
            && buffer.id[l] >>> SHIFT == number
            && Math.abs(buffer.depth[l] - buffer.depth[k]) < spread) {
          add(surface, buffer.id[l] & TRIANGLE, buffer.second[l], buffer.third[l]);
          done |= 1 << j;
          count++;
        }
      }
      finish(1f / count);
      paint.reset();
      surface.material().paint(hit, paint);
      light(x, y);
      float share = count / 4f;
      r += share * colour[0];
      g += share * colour[1];
      b += share * colour[2];
      covered += share;
      own += number < scene.own ? share : 0;
      nearest = Math.min(nearest, buffer.depth[k]);
    }
    int p = y * canvas.width + x;
    canvas.rgb[3 * p] = r + (1 - covered) * canvas.rgb[3 * p];
    canvas.rgb[3 * p + 1] = g + (1 - covered) * canvas.rgb[3 * p + 1];
    canvas.rgb[3 * p + 2] = b + (1 - covered) * canvas.rgb[3 * p + 2];
    canvas.face[p] = own + (1 - covered) * canvas.face[p];
    if (covered >= 0.5f) {
      canvas.depth[p] = Math.min(canvas.depth[p], nearest);
    }
  }

  private static int sample(DepthBuffer buffer, int at, int i) {
    return at + (i & 1) + (i >> 1) * buffer.width;
  }

  private void clear() {
    hit.x = 0;
    hit.y = 0;
    hit.z = 0;
    hit.nx = 0;
    hit.ny = 0;
    hit.nz = 0;
    hit.restX = 0;
    hit.restY = 0;
    hit.restZ = 0;
    hit.u = 0;
    hit.v = 0;
    hit.openness = 0;
    hit.attributes[0] = 0;
    hit.attributes[1] = 0;
    hit.attributes[2] = 0;
    hit.attributes[3] = 0;
  }

  /** Adds what a sample shows to the hit. */
  private void add(Surface surface, int triangle, float wb, float wc) {
    Vertices v = surface.vertices();
    float wa = 1 - wb - wc;
    int a = surface.triangles()[3 * triangle];
    int b = surface.triangles()[3 * triangle + 1];
    int c = surface.triangles()[3 * triangle + 2];
    int i = 3 * a;
    int j = 3 * b;
    int k = 3 * c;
    hit.x += wa * v.world[i] + wb * v.world[j] + wc * v.world[k];
    hit.y += wa * v.world[i + 1] + wb * v.world[j + 1] + wc * v.world[k + 1];
    hit.z += wa * v.world[i + 2] + wb * v.world[j + 2] + wc * v.world[k + 2];
    hit.nx += wa * v.worldNormal[i] + wb * v.worldNormal[j] + wc * v.worldNormal[k];
    hit.ny += wa * v.worldNormal[i + 1] + wb * v.worldNormal[j + 1] + wc * v.worldNormal[k + 1];
    hit.nz += wa * v.worldNormal[i + 2] + wb * v.worldNormal[j + 2] + wc * v.worldNormal[k + 2];
    hit.restX += wa * v.rest[i] + wb * v.rest[j] + wc * v.rest[k];
    hit.restY += wa * v.rest[i + 1] + wb * v.rest[j + 1] + wc * v.rest[k + 1];
    hit.restZ += wa * v.rest[i + 2] + wb * v.rest[j + 2] + wc * v.rest[k + 2];
    float[] o = v.openness;
    hit.openness += o == null ? 1 : wa * o[a] + wb * o[b] + wc * o[c];
    float[] t = v.attributes;
    if (t != null) {
      for (int n = 0; n < 4; n++) {
        hit.attributes[n] += wa * t[4 * a + n] + wb * t[4 * b + n] + wc * t[4 * c + n];
      }
    }
    float[] uv = surface.uv();
    int[] corners = surface.uvTriangles();
    if (uv != null && corners != null) {
      int d = 2 * corners[3 * triangle];
      int e = 2 * corners[3 * triangle + 1];
      int f = 2 * corners[3 * triangle + 2];
      hit.u += wa * uv[d] + wb * uv[e] + wc * uv[f];
      hit.v += wa * uv[d + 1] + wb * uv[e + 1] + wc * uv[f + 1];
    }
  }

  /** Divides the hit by the number of samples; turns the normal to the camera. */
  private void finish(float share) {
    hit.x *= share;
    hit.y *= share;
    hit.z *= share;
    hit.restX *= share;
    hit.restY *= share;
    hit.restZ *= share;
    hit.u *= share;
    hit.v *= share;
    hit.openness *= share;
    for (int n = 0; n < 4; n++) {
      hit.attributes[n] *= share;
    }
    float vx = (float) view.centreX() - hit.x;
    float vy = (float) view.centreY() - hit.y;
    float vz = (float) view.distance() - hit.z;
    float l = inverseLength(vx, vy, vz);
    hit.vx = vx * l;
    hit.vy = vy * l;
    hit.vz = vz * l;
    l = inverseLength(hit.nx, hit.ny, hit.nz);
    if (hit.nx * hit.vx + hit.ny * hit.vy + hit.nz * hit.vz < 0) {
      l = -l;
    }
    hit.nx *= l;
    hit.ny *= l;
    hit.nz *= l;
  }

  /** Sets {@link #colour} to the light that comes from the hit. */
  private void light(int x, int y) {
    lighting.ambient(hit.nx, hit.ny, hit.nz, ambient);
    float open = hit.openness;
    float r = paint.red * ambient[0] * open;
    float g = paint.green * ambient[1] * open;
    float b = paint.blue * ambient[2] * open;
    // what is deep in a cavity is lit by the red that skin around it reflects
    for (int i = 0; i < lamps.length; i++) {
      Lamp lamp = lamps[i];
      float share = 0.4f + 0.6f * open;
      if (i == 0 && shadow != null) {
        float lit = shadow.lit(hit.x, hit.y, hit.z, Noise.hash(x, y));
        share *= 1 - lighting.shadowStrength() * (1 - lit);
      }
      float cos = lamp.cosine(hit);
      float w = paint.wrap;
      float dr = diffuse(cos, paint.translucent ? 1.3f * w : w);
      float dg = diffuse(cos, paint.translucent ? 0.85f * w : w);
      float db = diffuse(cos, paint.translucent ? 0.7f * w : w);
      float shine = paint.hair ? lamp.alongStrands(hit, paint) : lamp.highlight(hit, paint, cos);
      r += share * lamp.red() * (paint.red * dr + shine);
      g += share * lamp.green() * (paint.green * dg + shine);
      b += share * lamp.blue() * (paint.blue * db + shine);
    }
    colour[0] = r;
    colour[1] = g;
    colour[2] = b;
  }

  private static float diffuse(float cosine, float wrap) {
    return Math.max(0, (cosine + wrap) / (1 + wrap));
  }

  static float inverseLength(float x, float y, float z) {
    return 1 / (float) Math.sqrt(x * x + y * y + z * z + 1e-20f);
  }
}
