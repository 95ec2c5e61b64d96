package kpnative.draw;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.image.BufferedImage;
import kpnative.geometry.Point;
import kpnative.pose.HeadPose;

/**
 * Draws a head's axes from the middle between its eyes: to the person's left (vermilion), up
 * (green), and out of the face (blue, with a dot at its end). Colours of Okabe and Ito, which
 * colour-blind readers tell apart.
 */
public final class PoseAxes {
  private static final double LENGTH = 8; // centimetres of the mean head
  private static final Color EDGE = new Color(0, 0, 0, 150);
  private static final Color[] COLORS = {
    new Color(0xD5, 0x5E, 0x00), new Color(0x00, 0x9E, 0x73), new Color(0x20, 0x90, 0xF0)
  };
  private static final double[][] ENDS = {{LENGTH, 0, 0}, {0, LENGTH, 0}, {0, 0, LENGTH}};

  private PoseAxes() {}

  /**
   * Draws the axes of one head.
   *
   * @param drawn the picture, enlarged by {@code factor}; changed
   * @param factor at least 1
   * @param pose in the frame of the picture as it was
   */
  public static void draw(BufferedImage drawn, int factor, HeadPose pose) {
    Graphics2D g = drawn.createGraphics();
    try {
      g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
      g.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
      float width = (float) Math.max(1.5, 0.3 * factor * pose.scale());
      Point from = enlarged(pose.project(0, 0, 0), factor);
      int[] order = towards(pose) ? new int[] {0, 1, 2} : new int[] {2, 0, 1}; // nearest last
      for (int axis : order) {
        Point to = enlarged(pose.project(ENDS[axis][0], ENDS[axis][1], ENDS[axis][2]), factor);
        Line2D line = new Line2D.Double(from.x(), from.y(), to.x(), to.y());
        g.setStroke(round(width + 2));
        g.setColor(EDGE);
        g.draw(line);
        g.setStroke(round(width));
        g.setColor(COLORS[axis]);
        g.draw(line);
        if (axis == 2) {
          double r = 1.2 * width;
          g.fill(new Ellipse2D.Double(to.x() - r, to.y() - r, 2 * r, 2 * r));
        }
      }
    } finally {
      g.dispose();
    }
  }

  private static boolean towards(HeadPose pose) {
    return pose.matrix()[8] > 0;
  }

  private static BasicStroke round(float width) {
    return new BasicStroke(width, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND);
  }

  /** {@return the place in Java2D's frame, where whole numbers are pixel corners} */
  private static Point enlarged(Point p, int factor) {
    return new Point((p.x() + 0.5) * factor, (p.y() + 0.5) * factor);
  }
}
