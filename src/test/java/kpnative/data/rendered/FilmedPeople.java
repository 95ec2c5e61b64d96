package kpnative.data.rendered;

import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import kpnative.data.backdrop.Backdrop;
import kpnative.geometry.Box;
import kpnative.geometry.Size;
import kpnative.geometry.Warp;
import kpnative.keypoints.Keypoints;

/**
 * Frames of films, for measuring: the same people, light, backdrop and camera in every frame of a
 * shot, and the sensor's own noise in each. Not thread-safe.
 */
public final class FilmedPeople {
  /** A frame's pixels. */
  public static final Size SIZE = new Size(640, 480);

  private static final long SEED = 0x66696c6d; // any: not a training's
  private static final int EVEN = 5; // light from all sides in one shot, as draws go

  private static final int SIDE = 960; // pixels, of a figure: its body is in it
  private static final int MIDDLE = 400; // where its face is
  private static final int MOST_FIGURES = 6; // kept

  private final FaceMaker maker;
  private final Map<Who, Figure> figures = new HashMap<>();

  /** People with one kind of head. */
  public FilmedPeople(HeadModel head) {
    maker = new FaceMaker(head, LabelRules.of300W());
  }

  /**
   * Somebody in a frame.
   *
   * @param person who it is, from 0
   * @param yaw degrees, positive to the picture's right
   * @param reach the larger side of the points' extent, pixels
   * @param x of the extent's middle, pixels
   * @param y of the extent's middle
   */
  public record Placed(int person, double yaw, double reach, double x, double y) {}

  /**
   * A frame and its truth.
   *
   * @param points of each person, 68
   * @param visible the share of each person's face that is seen, 0 to 1
   */
  public record Frame(BufferedImage picture, List<Keypoints> points, List<Double> visible) {
    /** Copies the lists. */
    public Frame {
      points = List.copyOf(points);
      visible = List.copyOf(visible);
    }
  }

  /**
   * {@return a frame}
   *
   * @param shot which backdrop, light and camera
   * @param people from far to near
   * @param pillar what stands before them all
   * @param frame its number: other noise
   */
  public Frame frame(int shot, List<Placed> people, Optional<Box> pillar, int frame) {
    SplittableRandom random = new SplittableRandom(SEED + shot);
    Lighting lighting = shot % EVEN == 0 ? Lighting.even() : Lighting.draw(random.split());
    float[] rgb = Backdrop.paint(SIZE.width(), SIZE.height(), random.split());
    for (int i = 0; i < rgb.length; i++) {
      rgb[i] *= lighting.surroundings();
    }
    List<Keypoints> points = new ArrayList<>();
    List<float[]> masks = new ArrayList<>();
    double luminance = people.isEmpty() ? 0.3 : 0;
    for (Placed each : people) {
      Figure figure =
          figures.computeIfAbsent(
              new Who(shot, each.person, each.yaw, each.reach), who -> figure(who, lighting));
      if (figures.size() > MOST_FIGURES) {
        figures.keySet().removeIf(who -> who.shot != shot || who.reach != each.reach);
      }
      luminance += figure.luminance / people.size();
      points.add(figure.points.map(Warp.translation(each.x - MIDDLE, each.y - MIDDLE)));
      masks.add(figure.paint(rgb, masks, each.x - MIDDLE, each.y - MIDDLE));
    }
    List<Double> whole = masks.stream().map(FilmedPeople::sum).toList();
    pillar.ifPresent(box -> paint(rgb, masks, box));
    List<Double> visible = new ArrayList<>();
    for (int i = 0; i < people.size(); i++) {
      visible.add(inside(points.get(i)) * sum(masks.get(i)) / Math.max(1, whole.get(i)));
    }
    byte[] bytes =
        Exposure.draw(new SplittableRandom(SEED * 31 + shot))
            .develop(
                rgb,
                SIZE.width(),
                SIZE.height(),
                (float) luminance,
                new SplittableRandom(SEED * 37 + shot * 1000L + frame));
    return new Frame(RenderedFaces.picture(bytes, SIZE), points, visible);
  }

  /** Who is seen in which light, from where and how large. */
  private record Who(int shot, int person, double yaw, double reach) {}

  /**
   * Somebody, without what is behind: rendered before black and before white, which tells how much
   * of each pixel is theirs.
   *
   * @param colour linear, times the share, [SIDE, SIDE, 3]
   * @param share [SIDE, SIDE]
   * @param face how much of each pixel is the face's, [SIDE, SIDE]
   */
  private record Figure(
      float[] colour, float[] share, float[] face, Keypoints points, double luminance) {
    /** Paints it, shifted; {@return what shows its face, and takes that from those behind} */
    float[] paint(float[] rgb, List<float[]> behind, double dx, double dy) {
      float[] mask = new float[SIZE.width() * SIZE.height()];
      int left = (int) Math.floor(-dx);
      int top = (int) Math.floor(-dy);
      float u = (float) (-dx - left);
      float v = (float) (-dy - top);
      for (int y = 0; y < SIZE.height(); y++) {
        for (int x = 0; x < SIZE.width(); x++) {
          int a = x + left;
          int b = y + top;
          if (a < 0 || b < 0 || a >= SIDE - 1 || b >= SIDE - 1) {
            continue;
          }
          int to = y * SIZE.width() + x;
          int from = b * SIDE + a;
          float own = between(share, from, 1, u, v);
          for (int c = 0; c < 3; c++) {
            rgb[3 * to + c] = (1 - own) * rgb[3 * to + c] + between(colour, 3 * from + c, 3, u, v);
          }
          behind.forEach(other -> other[to] *= 1 - own);
          mask[to] = between(face, from, 1, u, v);
        }
      }
      return mask;
    }

    private static float between(float[] of, int at, int step, float u, float v) {
      int below = at + step * SIDE;
      float upper = of[at] + u * (of[at + step] - of[at]);
      float lower = of[below] + u * (of[below + step] - of[below]);
      return upper + v * (lower - upper);
    }
  }

  private Figure figure(Who who, Lighting lighting) {
    RenderedFace face =
        RenderedFace.draw(
                maker.head().model,
                RenderedFace.Turn.PORTRAIT,
                new SplittableRandom(SEED ^ (who.person + 1) * 0x9e3779b97f4a7c15L))
            .turned(new FacePose(Math.toRadians(who.yaw), 0, 0));
    Canvas black = new Canvas(SIDE, SIDE, new float[3 * SIDE * SIDE]);
    FaceMaker.Made made = maker.paint(face, black, lighting, who.reach, MIDDLE, MIDDLE);
    float[] white = new float[3 * SIDE * SIDE];
    Arrays.fill(white, 1);
    maker.paint(face, new Canvas(SIDE, SIDE, white), lighting, who.reach, MIDDLE, MIDDLE);
    float[] share = new float[SIDE * SIDE];
    for (int i = 0; i < share.length; i++) {
      share[i] = Math.max(0, Math.min(1, 1 - (white[3 * i + 1] - black.rgb[3 * i + 1])));
    }
    return new Figure(
        black.rgb, share, black.face, keypoints(made.points()), black.faceLuminance());
  }

  private static void paint(float[] rgb, List<float[]> masks, Box pillar) {
    for (int y = (int) Math.max(0, pillar.top());
        y < Math.min(SIZE.height(), pillar.bottom());
        y++) {
      for (int x = (int) Math.max(0, pillar.left());
          x < Math.min(SIZE.width(), pillar.right());
          x++) {
        int i = y * SIZE.width() + x;
        float shade = (float) (0.35 + 0.1 * Math.sin((x - pillar.left()) / 9.0));
        rgb[3 * i] = shade;
        rgb[3 * i + 1] = shade;
        rgb[3 * i + 2] = 0.8f * shade;
        masks.forEach(mask -> mask[i] = 0);
      }
    }
  }

  private static double sum(float[] mask) {
    double sum = 0;
    for (float m : mask) {
      sum += m;
    }
    return sum;
  }

  /** {@return the share of the points' extent that lies in the picture} */
  private static double inside(Keypoints points) {
    Box e = points.extent();
    double w = Math.min(SIZE.width() - 0.5, e.right()) - Math.max(-0.5, e.left());
    double h = Math.min(SIZE.height() - 0.5, e.bottom()) - Math.max(-0.5, e.top());
    return Math.max(0, w) * Math.max(0, h) / (e.width() * e.height());
  }

  private static Keypoints keypoints(float[] points) {
    double[] xy = new double[2 * points.length / 3];
    for (int k = 0; k < points.length / 3; k++) {
      xy[2 * k] = points[3 * k];
      xy[2 * k + 1] = points[3 * k + 1];
    }
    return Keypoints.of(xy);
  }
}
