package kpnative.draw;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import kpnative.checks.Require;
import kpnative.geometry.Box;
import kpnative.geometry.Point;
import kpnative.geometry.Size;
import kpnative.geometry.Warp;
import kpnative.keypoints.Edge;
import kpnative.keypoints.KeypointSchema;
import kpnative.keypoints.Keypoints;
import kpnative.keypoints.Visibility;
import org.jspecify.annotations.Nullable;

/**
 * Draws the keypoints of one face on its picture: ground truth as cyan rings, predictions as yellow
 * dots, both joined by thin lines along the schema's groups. Immutable and thread-safe.
 *
 * <p>Colour-blind readers distinguish blue and yellow best, rings and dots differ even without
 * colour, and dark edges keep both visible on light and dark skin. {@link MarkSize} says how large
 * they are.
 */
public final class FaceOverlay {
  static final Color TRUTH = new Color(0x00, 0xC8, 0xFF);
  static final Color PREDICTION = new Color(0xFF, 0xDD, 0x00);

  private static final Color BOX = new Color(255, 255, 255, 170);
  private static final Color EDGE = new Color(0, 0, 0, 170);
  private static final Color LINE_EDGE = new Color(0, 0, 0, 60);
  private static final int LINE_ALPHA = 190;
  private static final int ENLARGE_TO = 640; // longer side in pixels that shows dots clearly
  private static final int LARGEST_FACTOR = 8;
  private static final int MOST_PIXELS = 100; // of a dot or a line
  private static final int SMALL_FACE = 90; // pixels across, below which dots crowd each other
  private static final int MOST_ENLARGED = 2400; // longer side in pixels

  private final int count;
  private final List<int[]> lines; // positions among the drawn keypoints
  private final double radius; // of a dot, pixels; NaN: in proportion
  private final double lineWidth; // pixels; NaN: in proportion

  private FaceOverlay(int count, List<int[]> lines, double radius, double lineWidth) {
    this.count = count;
    this.lines = lines;
    this.radius = radius;
    this.lineWidth = lineWidth;
  }

  /**
   * {@return the overlay for some keypoints of a schema}
   *
   * @param indices schema indices, from 0, of the keypoints to draw, in the order in which
   *     keypoints are passed later; empty for all
   */
  public static FaceOverlay of(KeypointSchema schema, int... indices) {
    int[] position = new int[schema.count()];
    Arrays.fill(position, -1);
    for (int i = 0; i < indices.length; i++) {
      position[indices[i]] = i;
    }
    if (indices.length == 0) {
      Arrays.setAll(position, i -> i);
    }
    List<int[]> lines = new ArrayList<>();
    for (Edge edge : schema.edges()) {
      int from = position[edge.from()];
      int to = position[edge.to()];
      if (from >= 0 && to >= 0) {
        lines.add(new int[] {from, to});
      }
    }
    int count = indices.length == 0 ? schema.count() : indices.length;
    return new FaceOverlay(count, lines, Double.NaN, Double.NaN);
  }

  /**
   * {@return an overlay with dots of this size}
   *
   * @param pixels the radius of a dot in the drawn picture; 0 draws none
   */
  public FaceOverlay withRadius(double pixels) {
    Require.range("the radius of dots", pixels, 0, MOST_PIXELS);
    return new FaceOverlay(count, lines, pixels, lineWidth);
  }

  /**
   * {@return an overlay with lines of this width}
   *
   * @param pixels the width of a line in the drawn picture; 0 draws none
   */
  public FaceOverlay withLines(double pixels) {
    Require.range("the width of lines", pixels, 0, MOST_PIXELS);
    return new FaceOverlay(count, lines, radius, pixels);
  }

  /** {@return the lines of the face, each a pair of positions among the drawn keypoints} */
  public List<int[]> lines() {
    return List.copyOf(lines);
  }

  /**
   * {@return a copy of {@code picture} with the keypoints on it, enlarged by an integer factor if
   * it is small}
   *
   * @param truth ground truth in the picture's frame; null draws none
   * @param predicted in the picture's frame; null draws none
   * @throws IllegalArgumentException if a face does not have as many keypoints as the overlay draws
   */
  public BufferedImage draw(
      BufferedImage picture, @Nullable Keypoints truth, @Nullable Keypoints predicted) {
    return draw(picture, truth, predicted, enlargement(picture));
  }

  private BufferedImage draw(
      BufferedImage picture, @Nullable Keypoints truth, @Nullable Keypoints predicted, int factor) {
    Rectangle all = new Rectangle(picture.getWidth() * factor, picture.getHeight() * factor);
    BufferedImage out = new BufferedImage(all.width, all.height, BufferedImage.TYPE_INT_RGB);
    Graphics2D g = out.createGraphics();
    try {
      paint(g, picture, all, truth, predicted);
    } finally {
      g.dispose();
    }
    return out;
  }

  /** {@return the factor by which every picture of this size is enlarged, at least 1} */
  public static int enlargement(BufferedImage picture) {
    int longer = Math.max(picture.getWidth(), picture.getHeight());
    return Math.max(1, Math.min(LARGEST_FACTOR, (ENLARGE_TO + longer / 2) / longer));
  }

  /**
   * {@return the factor by which a picture is enlarged so that its smallest face can be seen, but
   * no side is longer than 2,400 pixels; at least {@link #enlargement(BufferedImage)}}
   *
   * @param faces in the picture's frame
   */
  public static int enlargement(BufferedImage picture, List<Keypoints> faces) {
    double smallest =
        faces.stream().mapToDouble(FaceOverlay::across).filter(w -> w > 0).min().orElse(SMALL_FACE);
    int wanted = (int) Math.min(LARGEST_FACTOR, Math.ceil(SMALL_FACE / smallest));
    int most = MOST_ENLARGED / Math.max(picture.getWidth(), picture.getHeight());
    return Math.max(enlargement(picture), Math.min(wanted, most));
  }

  /**
   * {@return a copy of {@code picture} with several faces on it; dots and lines scale with each
   * face}
   *
   * @param factor by which the picture is enlarged, at least 1
   * @param faces in the picture's frame
   * @param boxes drawn as thin rectangles, in the picture's frame
   * @throws IllegalArgumentException if a face does not have as many keypoints as the overlay draws
   */
  public BufferedImage drawFaces(
      BufferedImage picture, int factor, List<Keypoints> faces, List<Box> boxes) {
    return drawFaces(picture, factor, faces, Collections.nCopies(faces.size(), List.of()), boxes);
  }

  /**
   * {@return a copy of {@code picture} with several faces on it, as {@link
   * #drawFaces(BufferedImage, int, List, List)}, the dots of hidden keypoints hollow}
   *
   * @param visibility of each face's keypoints; empty for a face whose keypoints are all visible
   */
  public BufferedImage drawFaces(
      BufferedImage picture,
      int factor,
      List<Keypoints> faces,
      List<List<Visibility>> visibility,
      List<Box> boxes) {
    BufferedImage out = draw(picture, null, null, factor);
    Graphics2D g = out.createGraphics();
    try {
      g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
      g.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
      Rectangle all = new Rectangle(out.getWidth(), out.getHeight());
      float unit = (float) MarkSize.unit(all);
      Box frame = Box.ofPicture(new Size(picture.getWidth(), picture.getHeight()));
      Warp toTarget =
          Warp.crop(frame, new Size(all.width, all.height)).then(Warp.translation(0.5, 0.5));
      for (Box box : boxes) {
        Point from = toTarget.map(new Point(box.left(), box.top()));
        Point to = toTarget.map(new Point(box.right(), box.bottom()));
        Shape edge =
            new Rectangle2D.Double(from.x(), from.y(), to.x() - from.x(), to.y() - from.y());
        g.setStroke(new BasicStroke(2.2f * unit));
        g.setColor(LINE_EDGE);
        g.draw(edge);
        g.setStroke(new BasicStroke(1.2f * unit));
        g.setColor(BOX);
        g.draw(edge);
      }
      for (int i = 0; i < faces.size(); i++) {
        Keypoints shown = checked(faces.get(i)).map(toTarget);
        points(g, shown, PREDICTION, size(shown, all), true, visibility.get(i));
      }
    } finally {
      g.dispose();
    }
    return out;
  }

  private void paint(
      Graphics2D g,
      BufferedImage picture,
      Rectangle target,
      @Nullable Keypoints truth,
      @Nullable Keypoints predicted) {
    paint(g, picture, target, truth, predicted, List.of());
  }

  /**
   * Draws the picture into {@code target} and the keypoints over it, clipped to the target.
   *
   * @param visibility of each ground truth keypoint, or of each predicted one where no truth is
   *     drawn; empty if all are visible
   */
  public void paint(
      Graphics2D g,
      BufferedImage picture,
      Rectangle target,
      @Nullable Keypoints truth,
      @Nullable Keypoints predicted,
      List<Visibility> visibility) {
    Shape clip = g.getClip();
    g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    g.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    g.clip(target);
    Scaled.draw(g, picture, target);
    Box frame = Box.ofPicture(new Size(picture.getWidth(), picture.getHeight()));
    // Integer coordinates are pixel corners in Java2D but pixel centres here, so add half a pixel.
    Warp toTarget =
        Warp.crop(frame, new Size(target.width, target.height))
            .then(Warp.translation(target.x + 0.5, target.y + 0.5));
    Keypoints shownTruth = truth == null ? null : checked(truth).map(toTarget);
    Keypoints shown = predicted == null ? null : checked(predicted).map(toTarget);
    if (shownTruth != null) {
      points(g, shownTruth, TRUTH, size(shownTruth, target).ofTruth(), false, visibility);
    }
    if (shown != null) {
      MarkSize size = size(shownTruth == null ? shown : shownTruth, target);
      points(g, shown, PREDICTION, size, true, shownTruth == null ? visibility : List.of());
    }
    g.setClip(clip);
  }

  private Keypoints checked(Keypoints k) {
    if (k.count() != count) {
      throw new IllegalArgumentException(
          "this overlay needs " + count + " keypoints, got " + k.count());
    }
    return k;
  }

  private void points(
      Graphics2D g,
      Keypoints k,
      Color color,
      MarkSize size,
      boolean filled,
      List<Visibility> visibility) {
    if (size.line() > 0) {
      joined(g, k, color, (float) size.line());
    }
    if (size.radius() > 0) {
      dots(g, k, color, size, filled, visibility);
    }
  }

  private void joined(Graphics2D g, Keypoints k, Color color, float width) {
    Path2D path = new Path2D.Double();
    for (int[] line : lines) {
      if (!k.arePresent(line)) {
        continue;
      }
      path.moveTo(k.x(line[0]), k.y(line[0]));
      path.lineTo(k.x(line[1]), k.y(line[1]));
    }
    g.setStroke(new BasicStroke(width + Math.min(1, width)));
    g.setColor(LINE_EDGE);
    g.draw(path);
    g.setStroke(new BasicStroke(width));
    g.setColor(new Color(color.getRed(), color.getGreen(), color.getBlue(), LINE_ALPHA));
    g.draw(path);
  }

  private static void dots(
      Graphics2D g,
      Keypoints k,
      Color color,
      MarkSize size,
      boolean filled,
      List<Visibility> visibility) {
    float ring = (float) size.ring();
    for (int i = 0; i < k.count(); i++) {
      if (!k.isPresent(i)) {
        continue;
      }
      Visibility shown = visibility.isEmpty() ? Visibility.VISIBLE : visibility.get(i);
      boolean hollow = filled && shown == Visibility.HIDDEN;
      Visibility form = hollow ? Visibility.VISIBLE : shown; // a ring, as truth has crosses
      Shape dot = mark(form, k.x(i), k.y(i), size.radius());
      g.setColor(EDGE);
      g.setStroke(new BasicStroke(filled && !hollow ? ring : ring + 1));
      g.draw(dot);
      g.setColor(color);
      if (filled && !hollow) {
        g.fill(dot);
      } else {
        g.setStroke(new BasicStroke(ring));
        g.draw(dot);
      }
    }
  }

  /**
   * {@return a circle for a visible keypoint, a cross for a hidden one, a square for one outside
   * the picture}
   */
  static Shape mark(Visibility visibility, double x, double y, double radius) {
    return switch (visibility) {
      case VISIBLE -> new Ellipse2D.Double(x - radius, y - radius, 2 * radius, 2 * radius);
      case HIDDEN -> {
        double arm = radius * 1.3;
        Path2D cross = new Path2D.Double();
        cross.moveTo(x - arm, y - arm);
        cross.lineTo(x + arm, y + arm);
        cross.moveTo(x - arm, y + arm);
        cross.lineTo(x + arm, y - arm);
        yield cross;
      }
      case OUTSIDE -> new Rectangle2D.Double(x - radius, y - radius, 2 * radius, 2 * radius);
    };
  }

  /** {@return the size of the marks of one face, in the target's pixels} */
  private MarkSize size(Keypoints shown, Rectangle target) {
    MarkSize size = count == 1 ? MarkSize.ofPoint(target) : MarkSize.ofFace(across(shown), target);
    return size.with(radius, lineWidth);
  }

  /** {@return the distance of the leftmost keypoint from the rightmost} */
  private static double across(Keypoints k) {
    double left = Double.POSITIVE_INFINITY;
    double right = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < k.count(); i++) {
      if (k.isPresent(i)) {
        left = Math.min(left, k.x(i));
        right = Math.max(right, k.x(i));
      }
    }
    return Math.max(0, right - left);
  }
}
