package kpnative.data.rendered;

import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import kpnative.augment.Randomness;
import kpnative.data.Scene;
import kpnative.data.SceneFace;
import kpnative.data.backdrop.Backdrop;
import kpnative.geometry.Box;
import kpnative.geometry.Point;
import kpnative.geometry.Size;

/**
 * Pictures of one face each whose yaw is given, for measuring: else as in {@link RenderedScenes},
 * with what they wear and what is held before them. Immutable and thread-safe.
 */
public final class TurnedFaces {
  private static final Size SIZE = new Size(320, 320);
  private static final double SMALLEST = 32; // the larger side of the points' extent, pixels
  private static final double LARGEST = 192;

  private final FaceMaker maker;

  /** Faces of a head. */
  public TurnedFaces(HeadModel head) {
    maker = new FaceMaker(head, LabelRules.of300W());
  }

  /**
   * {@return a picture}
   *
   * @param degrees of yaw; positive turns the face to the picture's right. Pitch and roll are
   *     within 15 degrees
   * @param index other faces for other numbers; the same, turned, for another yaw
   */
  public Scene scene(double degrees, int index) {
    SplittableRandom random = new Randomness(7).stream(3, index, Randomness.Purpose.FACE);
    Lighting lighting = Lighting.draw(random.split());
    float[] rgb = Backdrop.paint(SIZE.width(), SIZE.height(), random.split());
    for (int i = 0; i < rgb.length; i++) {
      rgb[i] *= lighting.surroundings();
    }
    RenderedFace drawn =
        RenderedFace.draw(maker.head().model, RenderedFace.Turn.PORTRAIT, random.split());
    FacePose pose =
        new FacePose(
            Math.toRadians(degrees),
            Math.toRadians(30 * random.nextDouble() - 15),
            Math.toRadians(30 * random.nextDouble() - 15));
    double reach = SMALLEST * Math.pow(LARGEST / SMALLEST, random.nextDouble());
    double x = SIZE.width() * (0.35 + 0.3 * random.nextDouble());
    double y = SIZE.height() * (0.35 + 0.3 * random.nextDouble());
    Canvas canvas = new Canvas(SIZE.width(), SIZE.height(), rgb);
    float[] points = maker.paint(drawn.turned(pose), canvas, lighting, reach, x, y).points();
    byte[] bytes =
        Exposure.draw(random.split())
            .develop(rgb, SIZE.width(), SIZE.height(), canvas.faceLuminance(), random.split());
    double[] e = RenderedFace.extent(points);
    Point middle = new Point(x, y); // nobody reads the marks
    SceneFace face =
        new SceneFace(
            new Box(e[0], e[1], e[2], e[3]), Collections.nCopies(SceneFace.MARKS, middle), 1);
    return new Scene(RenderedFaces.picture(bytes, SIZE), List.of(face));
  }
}
