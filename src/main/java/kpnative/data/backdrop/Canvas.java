package kpnative.data.backdrop;

import java.util.Arrays;

/**
 * A picture in linear RGB that a scene is painted on, later things over earlier ones.
 *
 * <p>The scene's frame: x right, y down, (0, 0) in the picture's middle, and 1 the picture's height
 * where the view doesn't zoom. Scenes ask for {@link #left()} to {@link #bottom()} and cover that.
 * So a scene is the same at every resolution. Not thread-safe.
 */
final class Canvas {
  /** At a slant, so many pixels are taken to be evenly apart. */
  private static final int RUN = 16;

  private final int width;
  private final int height;
  private final float[] rgb; // [H, W, 3]
  private final View view;
  private final Coverage coverage;
  private final float[] scratch;
  private final Outline outline = new Outline();

  Canvas(int width, int height, View view) {
    this.width = width;
    this.height = height;
    this.view = view;
    rgb = new float[3 * width * height];
    coverage = new Coverage(width, height);
    scratch = new float[width + 2];
  }

  int width() {
    return width;
  }

  int height() {
    return height;
  }

  /** {@return the pixels, [H, W, 3], borrowed} */
  float[] rgb() {
    return rgb;
  }

  float left() {
    return view.left();
  }

  float right() {
    return view.right();
  }

  float top() {
    return view.top();
  }

  float bottom() {
    return view.bottom();
  }

  /** {@return the size of a pixel in the scene's units, in the picture's middle} */
  float pixel() {
    return 1 / view.unit();
  }

  /** {@return an empty outline, valid until the next one is asked for} */
  Outline outline() {
    return outline.clear();
  }

  /** Paints everything. */
  void flood(float[] colour) {
    for (int i = 0; i < rgb.length; i += 3) {
      rgb[i] = colour[0];
      rgb[i + 1] = colour[1];
      rgb[i + 2] = colour[2];
    }
  }

  /** Paints everything. */
  void flood(Ink ink) {
    Arrays.fill(scratch, 1);
    float[] inks = new float[3 * width];
    for (int y = 0; y < height; y++) {
      sample(ink, y, 0, width, inks);
      blend(y, 0, width, scratch, inks, 1);
    }
  }

  void fill(Outline shape, float[] colour) {
    fill(shape, colour, 1);
  }

  void fill(Outline shape, float[] colour, float alpha) {
    trace(shape);
    float r = colour[0];
    float g = colour[1];
    float b = colour[2];
    coverage.finish(
        scratch,
        (y, from, to, part) -> {
          int at = 3 * (y * width + from);
          for (int x = from; x < to; x++, at += 3) {
            float a = part[x] * alpha;
            if (a > 0) {
              rgb[at] += (r - rgb[at]) * a;
              rgb[at + 1] += (g - rgb[at + 1]) * a;
              rgb[at + 2] += (b - rgb[at + 2]) * a;
            }
          }
        });
  }

  void fill(Outline shape, Ink ink) {
    fill(shape, ink, 1);
  }

  void fill(Outline shape, Ink ink, float alpha) {
    trace(shape);
    float[] inks = new float[3 * width];
    coverage.finish(
        scratch,
        (y, from, to, part) -> {
          sample(ink, y, from, to, inks);
          blend(y, from, to, part, inks, alpha);
        });
  }

  /** Adds light. */
  void glow(Outline shape, Ink ink) {
    trace(shape);
    float[] inks = new float[3 * width];
    coverage.finish(
        scratch,
        (y, from, to, part) -> {
          sample(ink, y, from, to, inks);
          int at = 3 * y * width;
          for (int x = from; x < to; x++) {
            float a = part[x];
            rgb[at + 3 * x] += inks[3 * x] * a;
            rgb[at + 3 * x + 1] += inks[3 * x + 1] * a;
            rgb[at + 3 * x + 2] += inks[3 * x + 2] * a;
          }
        });
  }

  /** Multiplies what is there, as shadows and shades do. */
  void shade(Outline shape, Ink ink) {
    trace(shape);
    float[] inks = new float[3 * width];
    coverage.finish(
        scratch,
        (y, from, to, part) -> {
          sample(ink, y, from, to, inks);
          int at = 3 * y * width;
          for (int x = from; x < to; x++) {
            float a = part[x];
            rgb[at + 3 * x] *= 1 + (inks[3 * x] - 1) * a;
            rgb[at + 3 * x + 1] *= 1 + (inks[3 * x + 1] - 1) * a;
            rgb[at + 3 * x + 2] *= 1 + (inks[3 * x + 2] - 1) * a;
          }
        });
  }

  /**
   * Multiplies every pixel by 1 + {@code amount} * field.
   *
   * @param field [H, W]
   */
  void grain(float[] field, float amount) {
    for (int i = 0; i < field.length; i++) {
      float k = Math.max(0, 1 + amount * field[i]);
      rgb[3 * i] *= k;
      rgb[3 * i + 1] *= k;
      rgb[3 * i + 2] *= k;
    }
  }

  /**
   * Paints where a field is high: not at all below {@code low}, wholly above {@code high}.
   *
   * @param field [H, W]
   */
  void veil(float[] field, float low, float high, float[] colour, float alpha) {
    float scale = 1 / Math.max(1e-6f, high - low);
    for (int i = 0; i < field.length; i++) {
      float t = (field[i] - low) * scale;
      if (t > 0) {
        t = t > 1 ? 1 : t;
        float a = alpha * t * t * (3 - 2 * t);
        int at = 3 * i;
        rgb[at] += (colour[0] - rgb[at]) * a;
        rgb[at + 1] += (colour[1] - rgb[at + 1]) * a;
        rgb[at + 2] += (colour[2] - rgb[at + 2]) * a;
      }
    }
  }

  /** Blurs what has been painted, as a lens does; {@code radius} is in the scene's units. */
  void defocus(float radius) {
    float pixels = radius * view.unit();
    int factor = Math.max(1, Math.min(8, (int) (pixels / 1.3f)));
    int w = (width + factor - 1) / factor;
    int h = (height + factor - 1) / factor;
    float[] small = factor == 1 ? rgb : Defocus.reduce(rgb, width, height, factor);
    float[] blurred = Defocus.disc(small, w, h, pixels / factor);
    if (factor > 1) {
      blurred = Defocus.enlarge(blurred, w, h, 0, factor, width, height);
    }
    System.arraycopy(blurred, 0, rgb, 0, rgb.length);
  }

  /**
   * {@return a white canvas of a coarser resolution with the same view, for shadows: see {@link
   * #multiply}}
   */
  Canvas coarse(int factor) {
    int w = Math.max(4, (width + factor - 1) / factor + 1);
    int h = Math.max(4, (height + factor - 1) / factor + 1);
    Canvas small = new Canvas(w, h, view.coarse(factor));
    Arrays.fill(small.rgb, 1);
    return small;
  }

  /** Multiplies by the values of a {@link #coarse} canvas, enlarged. */
  void multiply(Canvas small, int factor) {
    float[] k = Defocus.enlarge(small.rgb, small.width, small.height, 0, factor, width, height);
    for (int i = 0; i < rgb.length; i++) {
      rgb[i] *= k[i];
    }
  }

  private void blend(int y, int from, int to, float[] part, float[] inks, float alpha) {
    int at = 3 * y * width;
    for (int i = 3 * from, x = from; x < to; x++, i += 3) {
      float a = part[x] * alpha;
      rgb[at + i] += (inks[i] - rgb[at + i]) * a;
      rgb[at + i + 1] += (inks[i + 1] - rgb[at + i + 1]) * a;
      rgb[at + i + 2] += (inks[i + 2] - rgb[at + i + 2]) * a;
    }
  }

  /** Writes an ink's colours of a row's pixels {@code from} to {@code to} - 1. */
  private void sample(Ink ink, int y, int from, int to, float[] inks) {
    float[] place = new float[2];
    view.scene(from + 0.5f, y + 0.5f, place);
    int run = view.straight() ? to - from : RUN;
    for (int x = from; x < to; x += run) {
      int end = Math.min(to, x + run);
      float u = place[0];
      float v = place[1];
      view.scene(end + 0.5f, y + 0.5f, place);
      ink.row(u, v, (place[0] - u) / (end - x), (place[1] - v) / (end - x), inks, x, end);
    }
  }

  private void trace(Outline shape) {
    float[] xy = shape.corners();
    float[] place = new float[2];
    for (int ring = 0; ring < shape.rings(); ring++) {
      int start = shape.start(ring);
      int end = shape.end(ring);
      view.pixel(xy[end - 2], xy[end - 1], place);
      float fromX = place[0];
      float fromY = place[1];
      for (int i = start; i < end; i += 2) {
        view.pixel(xy[i], xy[i + 1], place);
        coverage.edge(fromX, fromY, place[0], place[1]);
        fromX = place[0];
        fromY = place[1];
      }
    }
  }
}
