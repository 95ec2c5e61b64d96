package kpnative.train;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import kpnative.data.SceneFace;
import kpnative.geometry.Box;
import kpnative.geometry.Point;
import kpnative.geometry.Size;
import kpnative.geometry.Warp;
import kpnative.image.Effect;
import kpnative.recipe.SceneChangeSettings;

/**
 * How one sample is drawn from a scene: aimed at a face, which then has any size with the same
 * chance as double that size, or anywhere. Immutable.
 *
 * @param warp from the scene's frame to the input's: scaled, shifted and perhaps mirrored, not
 *     turned, as the box around turned keypoints is not the turned box
 * @param mirrored whether right and left change sides
 * @param effects on the sampled picture
 */
record SceneChange(Warp warp, boolean mirrored, List<Effect> effects) {
  private static final double LEAST_SIGMA = 0.3; // pixels of the sample
  private static final double MOST_SIGMA = 1.6;
  private static final double MOST_NOISE = 0.06;
  private static final int LEAST_QUALITY = 25;
  private static final int MOST_QUALITY = 90;
  private static final double MOST_GAMMA = 0.6; // of the exponent's logarithm, to each side
  private static final double HUE = 0.05; // skin is not green

  /** {@return the change of nothing but the size: the scene fits into the input} */
  static SceneChange fitting(Size scene, Size input) {
    double scale =
        Math.min((double) input.width() / scene.width(), (double) input.height() / scene.height());
    Warp warp = Warp.affine(scale, 0, 0.5 * scale - 0.5, 0, scale, 0.5 * scale - 0.5);
    return new SceneChange(warp, false, List.of());
  }

  /** {@return a drawn change} */
  static SceneChange draw(
      SceneChangeSettings settings,
      Size scene,
      List<SceneFace> faces,
      Size input,
      RandomGenerator random) {
    double scale = scale(settings.smallest(), settings.largest(), random);
    double x = random.nextDouble();
    double y = random.nextDouble();
    Point middle;
    if (!faces.isEmpty() && random.nextDouble() < settings.aimed()) {
      SceneFace face = faces.get(random.nextInt(faces.size()));
      double size = scale(settings.leastFace(), input.width(), random);
      scale = Math.max(settings.smallest(), Math.min(settings.largest(), size / face.size()));
      Point at = face.box().center();
      middle =
          new Point(
              at.x() + (x - 0.5) * input.width() / scale,
              at.y() + (y - 0.5) * input.height() / scale);
    } else {
      middle = new Point(x * scene.width(), y * scene.height());
    }
    middle = within(middle, scene, input, scale);
    Warp warp =
        Warp.affine(
            scale,
            0,
            (input.width() - 1) / 2.0 - scale * middle.x(),
            0,
            scale,
            (input.height() - 1) / 2.0 - scale * middle.y());
    boolean mirrored = random.nextDouble() < settings.flip();
    if (mirrored) {
      warp = warp.then(Warp.flip(input.width()));
    }
    return new SceneChange(warp, mirrored, effects(settings, random));
  }

  /** {@return a scale or size, log-uniform} */
  private static double scale(double least, double most, RandomGenerator random) {
    double low = Math.log(least);
    return Math.exp(low + (Math.log(most) - low) * random.nextDouble());
  }

  /** {@return {@code at}, moved so that the input shows as much of the scene as it can} */
  private static Point within(Point at, Size scene, Size input, double scale) {
    return new Point(
        within(at.x(), scene.width(), input.width() / scale),
        within(at.y(), scene.height(), input.height() / scale));
  }

  private static double within(double at, int side, double reach) {
    double first = reach / 2 - 0.5;
    double last = side - 0.5 - reach / 2;
    return Math.max(Math.min(first, last), Math.min(Math.max(first, last), at));
  }

  private static List<Effect> effects(SceneChangeSettings settings, RandomGenerator random) {
    List<Effect> effects = new ArrayList<>();
    if (random.nextDouble() < settings.gray()) {
      effects.add(new Effect.Gray());
    }
    if (random.nextDouble() < settings.blur()) {
      effects.add(new Effect.Blur(LEAST_SIGMA + (MOST_SIGMA - LEAST_SIGMA) * random.nextDouble()));
    }
    if (random.nextDouble() < settings.tone()) {
      effects.add(new Effect.Gamma(Math.exp(MOST_GAMMA * (2 * random.nextDouble() - 1))));
      effects.add(
          new Effect.Tone(
              factor(settings, random),
              factor(settings, random),
              factor(settings, random),
              HUE * (2 * random.nextDouble() - 1)));
    }
    if (random.nextDouble() < settings.noise()) {
      effects.add(new Effect.Noise(MOST_NOISE * random.nextDouble(), random.nextLong()));
    }
    if (random.nextDouble() < settings.jpeg()) {
      effects.add(
          new Effect.Jpeg(LEAST_QUALITY + random.nextInt(MOST_QUALITY - LEAST_QUALITY + 1)));
    }
    return List.copyOf(effects);
  }

  private static double factor(SceneChangeSettings settings, RandomGenerator random) {
    return 1 + settings.jitter() * (2 * random.nextDouble() - 1);
  }

  /**
   * {@return the faces in the input's frame}
   *
   * @param faces in the scene's frame
   */
  List<SceneFace> map(List<SceneFace> faces, Size input) {
    List<SceneFace> mapped = new ArrayList<>();
    for (SceneFace face : faces) {
      Box box = map(face.box());
      double within = share(box, Box.ofPicture(input));
      if (within > 0) {
        mapped.add(new SceneFace(box, map(face.marks()), face.visible() * within));
      }
    }
    return mapped;
  }

  private Box map(Box box) {
    Point a = warp.map(new Point(box.left(), box.top()));
    Point b = warp.map(new Point(box.right(), box.bottom()));
    return new Box(Math.min(a.x(), b.x()), a.y(), Math.max(a.x(), b.x()), b.y());
  }

  private List<Point> map(List<Point> marks) {
    List<Point> m = marks.stream().map(warp::map).toList();
    return mirrored ? List.of(m.get(1), m.get(0), m.get(2), m.get(4), m.get(3)) : m;
  }

  private static double share(Box box, Box of) {
    double w = Math.min(box.right(), of.right()) - Math.max(box.left(), of.left());
    double h = Math.min(box.bottom(), of.bottom()) - Math.max(box.top(), of.top());
    return w <= 0 || h <= 0 ? 0 : Math.min(1, w * h / (box.width() * box.height()));
  }
}
