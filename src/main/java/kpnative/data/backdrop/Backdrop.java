package kpnative.data.backdrop;

import java.util.SplittableRandom;

/**
 * Paints what is seen behind faces. Every picture is a function of the random numbers alone; there
 * are no people in it. Thread-safe.
 */
public final class Backdrop {
  private static final int LARGEST = 4096;

  /** From this many pixels, a picture is a whole scene and not a part behind one face. */
  private static final int WHOLE_SCENE = 300;

  private Backdrop() {}

  /**
   * {@return a picture in linear RGB, [H, W, 3]; white walls are about 1, lamps and skies more}
   *
   * @param width in pixels, 8 to 4096
   * @param height in pixels, 8 to 4096
   * @param random says what is painted; borrowed
   */
  public static float[] paint(int width, int height, SplittableRandom random) {
    if (width < 8 || height < 8 || width > LARGEST || height > LARGEST) {
      throw new IllegalArgumentException(
          "a backdrop is 8 to " + LARGEST + " pixels wide and high, got " + width + " x " + height);
    }
    Dice dice = new Dice(random);
    return paint(SceneKind.draw(Math.min(width, height) >= WHOLE_SCENE, dice), width, height, dice);
  }

  static float[] paint(SceneKind scene, int width, int height, Dice dice) {
    int side = Math.min(width, height);
    boolean large = side >= WHOLE_SCENE;
    float zoom = large ? dice.scale(0.6, 1.4) : dice.scale(0.7, 2.2);
    double turn = dice.chance(0.8) ? dice.about(0, 0.03) : dice.about(0, 0.15);
    float slantX = scene.flat() && dice.chance(0.5) ? dice.about(0, 0.5) : 0;
    float slantY = scene.flat() && dice.chance(0.4) ? dice.about(0, 0.25) : 0;
    float blur = side * blur(large, dice);
    int factor = Math.max(1, Math.min(8, (int) (blur / 1.3f)));
    float radius = blur / factor;
    int margin = (int) Math.ceil(radius) + 1;
    int w = (width + factor - 1) / factor + 2 * margin;
    int h = (height + factor - 1) / factor + 2 * margin;
    View view = new View(w, h, side * zoom / factor, turn, slantX, slantY);
    Canvas canvas = new Canvas(w, h, view);
    scene.paint(canvas, dice);
    if (large ? dice.chance(0.65) : dice.chance(0.1)) {
      int count = large ? dice.from(1, 8) : dice.from(1, 2);
      Things.scatter(canvas, dice, count, large ? 0.02 : 0.05, large ? 0.16 : 0.25);
    }
    if (radius < 2 && dice.chance(0.4)) {
      canvas.grain(Noise.fractal(w, h, 2.5f, 1, 2, 0.8f, dice.seed()), dice.between(0.02, 0.1));
    }
    float exposure = dice.scale(0.6, 1.6);
    float[] rgb = Defocus.disc(canvas.rgb(), w, h, radius);
    float[] out = Defocus.enlarge(rgb, w, h, margin, factor, width, height);
    for (int i = 0; i < out.length; i++) {
      out[i] = Math.max(0, Math.min(16, out[i] * exposure));
    }
    return out;
  }

  /** {@return the radius of the blur by the picture's smaller side} */
  private static float blur(boolean large, Dice dice) {
    return switch (large ? dice.weighted(7, 2, 1) : dice.weighted(3, 4, 3)) {
      case 0 -> 0;
      case 1 -> dice.scale(0.005, 0.03);
      default -> dice.scale(0.03, 0.12);
    };
  }
}
