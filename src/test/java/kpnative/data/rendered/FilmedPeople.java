package kpnative.data.rendered;

import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import kpnative.data.backdrop.Backdrop;
import kpnative.geometry.Box;
import kpnative.geometry.Size;
import kpnative.keypoints.Keypoints;

/**
 * Frames of films, for measuring: the same people, light, backdrop and camera in every frame of a
 * shot, and the sensor's own noise in each. Immutable and thread-safe.
 */
public final class FilmedPeople {
  /** A frame's pixels. */
  public static final Size SIZE = new Size(640, 480);

  private static final long SEED = 0x66696c6d; // any: not a training's
  private static final int EVEN = 5; // light from all sides in one shot, as draws go

  private final FaceMaker maker;

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
      Canvas canvas = new Canvas(SIZE.width(), SIZE.height(), rgb);
      RenderedFace face =
          RenderedFace.draw(
                  maker.head().model,
                  RenderedFace.Turn.PORTRAIT,
                  new SplittableRandom(SEED ^ (each.person + 1) * 0x9e3779b97f4a7c15L))
              .turned(new FacePose(Math.toRadians(each.yaw), 0, 0));
      FaceMaker.Made made = maker.paint(face, canvas, lighting, each.reach, each.x, each.y);
      points.add(keypoints(made.points()));
      luminance += canvas.faceLuminance() / people.size();
      hide(masks, canvas.depth);
      masks.add(canvas.face);
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

  private static void hide(List<float[]> before, float[] depth) {
    for (float[] mask : before) {
      for (int i = 0; i < depth.length; i++) {
        if (depth[i] < Float.POSITIVE_INFINITY) {
          mask[i] = 0;
        }
      }
    }
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
