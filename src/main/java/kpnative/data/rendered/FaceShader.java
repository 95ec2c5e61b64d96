package kpnative.data.rendered;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
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
  private final float[] rotation;
  private final Lighting lighting;
  private final Lamp[] lamps;
  private final @Nullable ShadowMap shadow;
  private final Surface[] surfaces;
  private final Set<Vertices> vertices = Collections.newSetFromMap(new IdentityHashMap<>());
  private final HitSum sum;
  private final Hit hit;
  private final Paint paint = new Paint();
  private final float[] colour = new float[3];
  private final float[] ambient = new float[3];
  private final int[] ids = new int[4];
  private final float[] depths = new float[4];

  private FaceShader(
      Canvas canvas, FaceScene scene, View view, float[] rotation, Lighting lighting) {
    this.canvas = canvas;
    this.scene = scene;
    this.rotation = rotation;
    this.lighting = lighting;
    lamps = Lamp.of(lighting);
    sum = new HitSum(view);
    hit = sum.hit;
    surfaces = scene.surfaces.toArray(Surface[]::new);
    for (Surface s : surfaces) {
      if (vertices.add(s.vertices())) {
        s.vertices().pose(rotation, view, SAMPLES);
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
    float[] extent = extent();
    int left = (int) Math.max(0, Math.min(canvas.width, Math.floor(extent[0] / SAMPLES) - 1));
    int top = (int) Math.max(0, Math.min(canvas.height, Math.floor(extent[1] / SAMPLES) - 1));
    int right = (int) Math.max(left, Math.min(canvas.width, Math.ceil(extent[2] / SAMPLES) + 2));
    int bottom = (int) Math.max(top, Math.min(canvas.height, Math.ceil(extent[3] / SAMPLES) + 2));
    if (left >= right || top >= bottom) {
      return;
    }
    for (Vertices v : vertices) {
      shift(v.screen, -SAMPLES * left, -SAMPLES * top);
      DepthBuffer.cells(v.screen, v.cells);
    }
    DepthBuffer buffer = new DepthBuffer(SAMPLES * (right - left), SAMPLES * (bottom - top));
    for (int i = 0; i < surfaces.length; i++) {
      Surface s = surfaces[i];
      float[] screen = s.vertices().screen;
      DepthBuffer.Facing facing = s.twoSided() ? DepthBuffer.Facing.BOTH : DepthBuffer.Facing.FRONT;
      if (s.bias() > 0) { // lies within others, and comes after them
        buffer.drawWithin(screen, s.vertices().cells, s.triangles(), i << SHIFT, facing, s.bias());
      } else {
        buffer.draw(screen, s.vertices().cells, s.triangles(), i << SHIFT, facing, 0);
      }
    }
    for (int y = top; y < bottom; y++) {
      for (int x = left; x < right; x++) {
        pixel(buffer, SAMPLES * (x - left), SAMPLES * (y - top), x, y);
      }
    }
  }

  private static void shift(float[] screen, float dx, float dy) {
    for (int i = 0; i < screen.length; i += 3) {
      screen[i] += dx;
      screen[i + 1] += dy;
    }
  }

  private float[] extent() {
    float left = Float.MAX_VALUE;
    float top = Float.MAX_VALUE;
    float right = -Float.MAX_VALUE;
    float bottom = -Float.MAX_VALUE;
    for (Vertices v : vertices) {
      float[] screen = v.screen;
      for (int i = 0; i < screen.length; i += 3) {
        left = Math.min(left, screen[i]);
        top = Math.min(top, screen[i + 1]);
        right = Math.max(right, screen[i]);
        bottom = Math.max(bottom, screen[i + 1]);
      }
    }
    return new float[] {left, top, right, bottom};
  }

  /** Lights the samples of a pixel; sx and sy are the place of the first. */
  private void pixel(DepthBuffer buffer, int sx, int sy, int x, int y) {
    int at = sy * buffer.width + sx;
    for (int i = 0; i < 4; i++) {
      int k = at + (i & 1) + (i >> 1) * buffer.width;
      ids[i] = buffer.id(k);
      depths[i] = buffer.depth(k);
    }
    if ((ids[0] & ids[1] & ids[2] & ids[3]) == DepthBuffer.NONE) {
      return;
    }
    int left = 15; // a bit for each sample that is to be lit
    float covered = 0;
    float own = 0;
    float nearest = Float.POSITIVE_INFINITY;
    float r = 0;
    float g = 0;
    float b = 0;
    for (int i = 0; i < 4; i++) {
      if ((left & 1 << i) == 0 || ids[i] == DepthBuffer.NONE) {
        continue;
      }
      int number = ids[i] >> SHIFT;
      Surface surface = surfaces[number];
      boolean joins = surface.material().joins();
      int group = group(i, left, number, joins);
      left &= ~group;
      sum.clear();
      gather(group, joins, sx, sy);
      sum.finish(!joins);
      paint.reset();
      surface.material().paint(hit, paint);
      light(x, y);
      float share = Integer.bitCount(group) / 4f;
      r += share * colour[0];
      g += share * colour[1];
      b += share * colour[2];
      covered += share;
      own += number < scene.own ? share : 0;
      nearest = Math.min(nearest, depths[i]);
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

  /**
   * {@return a bit for each sample that is lit with sample {@code i}, of surface {@code number}}
   */
  private int group(int i, int left, int number, boolean joins) {
    Material material = surfaces[number].material();
    int group = 0;
    for (int j = i; j < 4; j++) {
      if ((left & 1 << j) == 0 || ids[j] == DepthBuffer.NONE) {
        continue;
      }
      int other = ids[j] >> SHIFT;
      boolean alike =
          joins
              ? surfaces[other].material() == material
              : other == number && Math.abs(depths[j] - depths[i]) < SPREAD;
      if (alike) {
        group |= 1 << j;
      }
    }
    return group;
  }

  /** Adds samples to the sum; where all four are alike, fewer have the same mean. */
  private void gather(int group, boolean joins, int sx, int sy) {
    Surface first = surfaces[ids[Integer.numberOfTrailingZeros(group)] >> SHIFT];
    if (group == 15) {
      if (ids[0] == ids[1] && ids[0] == ids[2] && ids[0] == ids[3]) {
        sum.add(first, ids[0] & TRIANGLE, sx + 0.5f, sy + 0.5f);
        return;
      }
      if (!joins) {
        sum.add(first, ids[0] & TRIANGLE, sx, sy);
        sum.add(first, ids[3] & TRIANGLE, sx + 1, sy + 1);
        return;
      }
    }
    for (int j = 0; j < 4; j++) {
      if ((group & 1 << j) != 0) {
        sum.add(surfaces[ids[j] >> SHIFT], ids[j] & TRIANGLE, sx + (j & 1), sy + (j >> 1));
      }
    }
  }

  /** Sets {@link #colour} to the light that comes from the hit. */
  private void light(int x, int y) {
    lighting.ambient(hit.nx, hit.ny, hit.nz, ambient);
    float open = hit.openness;
    float r = paint.red * ambient[0] * open;
    float g = paint.green * ambient[1] * open;
    float b = paint.blue * ambient[2] * open;
    for (int i = 0; i < lamps.length; i++) {
      Lamp lamp = lamps[i];
      float cos = lamp.cosine(hit);
      float w = paint.wrap;
      if (cos + 1.3f * w <= 0 && cos <= -0.1f) {
        continue; // turned away
      }
      float share = 0.4f + 0.6f * open;
      if (i == 0 && shadow != null) {
        float turn = Noise.hash(x, y);
        float lit = shadow.lit(hit.x, hit.y, hit.z, turn);
        share *= 1 - lighting.shadowStrength() * (1 - lit);
      }
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
}
