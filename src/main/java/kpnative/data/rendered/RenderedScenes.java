package kpnative.data.rendered;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import kpnative.augment.Randomness;
import kpnative.data.Scene;
import kpnative.data.SceneFace;
import kpnative.data.SceneSource;
import kpnative.data.backdrop.Backdrop;
import kpnative.geometry.Box;
import kpnative.geometry.Point;
import kpnative.geometry.Size;

/**
 * Pictures with none, one or several rendered faces, small ones behind larger ones, each a function
 * of (seed, index). Immutable and thread-safe.
 *
 * @see RenderedFaces
 */
public final class RenderedScenes implements SceneSource {
  /** The smallest and the largest side of a face's box, pixels; sizes between are log-uniform. */
  private static final double SMALLEST = 14;

  private static final double LARGEST_SHARE = 0.75; // of the picture's smaller side
  private static final int MOST = 9;

  /** The share of another face's box that a new face may cover. */
  private static final double OVERLAP = 0.25;

  /** iBUG's points of the right eye, the left eye, the nose's tip, and the mouth's corners. */
  private static final int[][] MARKS = {
    {36, 37, 38, 39, 40, 41}, {42, 43, 44, 45, 46, 47}, {30}, {48}, {54}
  };

  private final FaceMaker maker;
  private final long seed;
  private final Size size;

  private RenderedScenes(FaceMaker maker, long seed, Size size) {
    this.maker = maker;
    this.seed = seed;
    this.size = size;
  }

  /**
   * {@return scenes of a head}
   *
   * @param seed different seeds give different scenes
   * @param size of each picture, pixels
   */
  public static RenderedScenes of(HeadModel head, long seed, Size size) {
    return of(new FaceMaker(head, LabelRules.of300W()), seed, size);
  }

  /** {@return scenes of a maker, which several may share} */
  static RenderedScenes of(FaceMaker maker, long seed, Size size) {
    return new RenderedScenes(maker, seed, size);
  }

  @Override
  public Scene scene(long index) {
    SplittableRandom random = new Randomness(seed).stream(2, index, Randomness.Purpose.FACE);
    SplittableRandom light = random.split();
    Lighting lighting = Lighting.draw(light.split());
    float[] rgb = Backdrop.paint(size.width(), size.height(), random.split());
    for (int i = 0; i < rgb.length; i++) {
      rgb[i] *= lighting.surroundings();
    }
    List<Placed> placed = places(random.split());
    float[] shown = new float[size.width() * size.height()]; // of any face
    double luminance = 0;
    for (Placed face : placed) {
      Canvas canvas = new Canvas(size.width(), size.height(), rgb);
      // one scene's faces stand in about the same light
      Lighting own = light.nextDouble() < 0.75 ? lighting : Lighting.draw(light.split());
      FaceMaker.Made made =
          maker.paint(
              RenderedFace.draw(maker.head().model, RenderedFace.Turn.ANY, random.split()),
              canvas,
              own,
              face.reach,
              face.x,
              face.y);
      face.points = made.points();
      face.mask = canvas.face;
      luminance += canvas.faceLuminance() / placed.size();
      for (int i = 0; i < shown.length; i++) {
        shown[i] = Math.max(shown[i], canvas.face[i]);
      }
      hide(placed, face, canvas);
    }
    Exposure exposure = Exposure.draw(random.split());
    byte[] bytes =
        exposure.develop(
            rgb,
            size.width(),
            size.height(),
            placed.isEmpty() ? 0.3f : (float) luminance,
            random.split());
    return new Scene(
        RenderedFaces.picture(bytes, size), placed.stream().map(f -> f.face(size)).toList());
  }

  /** Sizes from far to near, each in a place where it covers little of the others. */
  private List<Placed> places(SplittableRandom random) {
    double kind = random.nextDouble();
    int wanted = kind < 0.12 ? 0 : kind < 0.45 ? 1 : 2 + random.nextInt(MOST - 1);
    double least = Math.min(size.width(), size.height());
    double far = Math.log(SMALLEST);
    double near = Math.log(LARGEST_SHARE * least);
    double middle = far + (near - far) * random.nextDouble(); // of a group: about as far
    boolean group = random.nextDouble() < 0.5;
    List<Placed> placed = new ArrayList<>();
    for (int i = 0; i < 4 * wanted && placed.size() < wanted; i++) {
      double at = far + (near - far) * random.nextDouble();
      double reach = Math.exp(group ? middle + 0.25 * (at - middle) : at);
      Placed face = new Placed();
      face.reach = reach;
      face.x = size.width() * (1.1 * random.nextDouble() - 0.05);
      face.y = size.height() * (0.05 + 0.85 * random.nextDouble());
      if (placed.stream().allMatch(other -> face.leaves(other))) {
        placed.add(face);
      }
    }
    placed.sort(Comparator.comparingDouble(f -> f.reach));
    return placed;
  }

  /** Takes from the faces before what {@code face} covers. */
  private static void hide(List<Placed> placed, Placed face, Canvas canvas) {
    for (Placed before : placed) {
      if (before == face) {
        return;
      }
      for (int i = 0; i < canvas.depth.length; i++) {
        if (canvas.depth[i] < Float.POSITIVE_INFINITY) {
          before.hidden[0] += before.mask[i];
          before.mask[i] = 0;
        }
      }
    }
  }

  /** A face's place, and after painting what is seen of it. */
  private static final class Placed {
    double reach;
    double x;
    double y;
    float[] points = new float[0];
    float[] mask = new float[0];
    final double[] hidden = new double[1];

    boolean leaves(Placed other) {
      double w = (reach + other.reach) / 2 - Math.abs(x - other.x);
      double h = (reach + other.reach) / 2 - Math.abs(y - other.y);
      if (w <= 0 || h <= 0) {
        return true;
      }
      double smaller = Math.min(reach, other.reach);
      return Math.min(w, smaller) * Math.min(h, smaller) <= OVERLAP * smaller * smaller;
    }

    SceneFace face(Size size) {
      double[] e = RenderedFace.extent(points);
      Box box = new Box(e[0], e[1], e[2], e[3]);
      List<Point> marks = new ArrayList<>();
      for (int[] mark : MARKS) {
        double px = 0;
        double py = 0;
        for (int k : mark) {
          px += points[3 * k] / mark.length;
          py += points[3 * k + 1] / mark.length;
        }
        marks.add(new Point(px, py));
      }
      double seen = 0;
      for (float m : mask) {
        seen += m;
      }
      double inside =
          Math.max(0, Math.min(size.width(), e[2]) - Math.max(0, e[0]))
              * Math.max(0, Math.min(size.height(), e[3]) - Math.max(0, e[1]))
              / Math.max(1e-9, (e[2] - e[0]) * (e[3] - e[1]));
      double free = seen / Math.max(1e-6, seen + hidden[0]);
      // things held before the face leave less of its box than skin fills
      double filled = Math.min(1, seen / (0.45 * Math.max(1, box.width() * box.height() * inside)));
      return new SceneFace(box, marks, Math.max(0, Math.min(1, inside * Math.min(free, filled))));
    }
  }
}
