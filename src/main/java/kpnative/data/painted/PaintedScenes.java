package kpnative.data.painted;

import java.awt.AlphaComposite;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RadialGradientPaint;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.geom.Point2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import kpnative.augment.Randomness;
import kpnative.augment.Randomness.Purpose;
import kpnative.data.AnnotatedFace;
import kpnative.data.Scene;
import kpnative.data.SceneFace;
import kpnative.data.SceneSource;
import kpnative.geometry.Box;
import kpnative.geometry.Point;
import kpnative.geometry.Size;
import kpnative.keypoints.Keypoints;

/**
 * Scenes of no, one or several painted faces before painted backgrounds: enough to show that a
 * finder's training works, not to find people.
 *
 * @param seed different seeds give different scenes
 */
public record PaintedScenes(long seed) implements SceneSource {
  private static final int WIDTH = 640;
  private static final int HEIGHT = 480;
  private static final int MOST_FACES = 5;
  private static final double SMALLEST = 14; // pixels, a face's size
  private static final double LARGEST = 330;
  private static final double EMPTY = 0.1; // of the scenes
  private static final double HEAD = 0.95; // radius of what is pasted, in face sizes
  private static final float[] FADING = {0, 0.8f, 1}; // of the radius: all of it, and nothing
  private static final int[] MARKED = {30, 48, 54}; // nose tip, corners of the mouth, of 68

  @Override
  public Scene scene(long index) {
    SplittableRandom random = new Randomness(seed).stream(1, index, Purpose.FACE);
    BufferedImage whole = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_3BYTE_BGR);
    Graphics2D g = whole.createGraphics();
    g.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
    g.drawImage(SyntheticScene.background(new Size(WIDTH, HEIGHT), random), -1, -1, null);
    List<SceneFace> faces = new ArrayList<>();
    int count = random.nextDouble() < EMPTY ? 0 : 1 + random.nextInt(MOST_FACES);
    for (int i = 0; i < count; i++) {
      paste(g, random, faces);
    }
    g.dispose();
    return new Scene(whole, faces);
  }

  /** Pastes a face that overlaps no other, if there is room for it. */
  private void paste(Graphics2D g, SplittableRandom random, List<SceneFace> faces) {
    SyntheticFaces painted = new SyntheticFaces(random.nextLong());
    AnnotatedFace face = painted.annotated(0, 68);
    Box extent = face.keypoints().extent();
    double size = Math.sqrt(extent.width() * extent.height());
    double wanted = SMALLEST * Math.pow(LARGEST / SMALLEST, random.nextDouble());
    double scale = wanted / size;
    double x = random.nextDouble() * WIDTH;
    double y = random.nextDouble() * HEIGHT;
    AffineTransform to = AffineTransform.getTranslateInstance(x + 0.5, y + 0.5);
    to.scale(scale, scale);
    to.translate(-extent.center().x() - 0.5, -extent.center().y() - 0.5);
    SceneFace here = mapped(face.keypoints(), to);
    boolean free = faces.stream().allMatch(f -> !near(f, here));
    if (!free) {
      return;
    }
    g.drawImage(cut(painted.picture(0), extent.center(), HEAD * size), to, null);
    faces.add(here);
  }

  private static boolean near(SceneFace a, SceneFace b) {
    double reach = 1.1 * (a.size() + b.size());
    return Math.hypot(
            a.box().center().x() - b.box().center().x(),
            a.box().center().y() - b.box().center().y())
        < reach;
  }

  /** {@return the picture, fading out around the face} */
  private static BufferedImage cut(BufferedImage picture, Point middle, double radius) {
    BufferedImage cut =
        new BufferedImage(picture.getWidth(), picture.getHeight(), BufferedImage.TYPE_INT_ARGB);
    Graphics2D g = cut.createGraphics();
    g.drawImage(picture, 0, 0, null);
    g.setComposite(AlphaComposite.DstIn);
    Color[] mask = {Color.BLACK, Color.BLACK, new Color(0, true)};
    g.setPaint(
        new RadialGradientPaint(
            new Point2D.Double(middle.x(), middle.y()), (float) radius, FADING, mask));
    g.fillRect(0, 0, cut.getWidth(), cut.getHeight());
    g.dispose();
    return cut;
  }

  /** {@return the face in the scene; Java's transform counts from pixels' corners} */
  private static SceneFace mapped(Keypoints keypoints, AffineTransform to) {
    List<Point> points = new ArrayList<>();
    for (int k = 0; k < keypoints.count(); k++) {
      Point2D p = new Point2D.Double(keypoints.x(k) + 0.5, keypoints.y(k) + 0.5);
      to.transform(p, p);
      points.add(new Point(p.getX() - 0.5, p.getY() - 0.5));
    }
    List<Point> marks = new ArrayList<>();
    marks.add(mean(points.subList(36, 42)));
    marks.add(mean(points.subList(42, 48)));
    for (int k : MARKED) {
      marks.add(points.get(k));
    }
    Box box = extent(points);
    return new SceneFace(box, marks, share(box));
  }

  private static Point mean(List<Point> points) {
    return new Point(
        points.stream().mapToDouble(Point::x).average().orElseThrow(),
        points.stream().mapToDouble(Point::y).average().orElseThrow());
  }

  private static Box extent(List<Point> points) {
    return new Box(
        points.stream().mapToDouble(Point::x).min().orElseThrow(),
        points.stream().mapToDouble(Point::y).min().orElseThrow(),
        points.stream().mapToDouble(Point::x).max().orElseThrow(),
        points.stream().mapToDouble(Point::y).max().orElseThrow());
  }

  /** {@return the share of the box that is within the scene} */
  private static double share(Box box) {
    double w = Math.min(box.right(), WIDTH - 0.5) - Math.max(box.left(), -0.5);
    double h = Math.min(box.bottom(), HEIGHT - 0.5) - Math.max(box.top(), -0.5);
    return w <= 0 || h <= 0 ? 0 : Math.min(1, w * h / (box.width() * box.height()));
  }
}
