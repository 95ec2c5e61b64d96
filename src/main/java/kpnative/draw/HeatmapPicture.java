package kpnative.draw;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.OptionalInt;
import kpnative.geometry.Size;
import kpnative.geometry.Warp;
import kpnative.infer.FaceHeatmaps;
import kpnative.keypoints.Keypoints;

/**
 * Draws a network's heatmaps over the face crop that it received: the photograph in grey, the maps
 * in colours from violet (the map's mean) to yellow (its maximum), the decoded keypoints as yellow
 * dots.
 */
public final class HeatmapPicture {
  private static final int SIDE = 512; // approximate longer side in pixels
  private static final double OPAQUE = 0.85; // opacity of the maximum

  /** From low to high. Lightness increases as well, so that the maps can be read without colour. */
  private static final int[] RAMP = {0x2D0B59, 0x7A1C6D, 0xC73E4C, 0xF57D15, 0xFAC62D, 0xFCFFA4};

  private static final Color EDGE = new Color(0, 0, 0, 170);
  private static final double DOT = 3;

  private HeatmapPicture() {}

  /**
   * {@return the maps over the crop of the photograph that the network receives, enlarged}
   *
   * @param photograph upright, in the frame of the maps' keypoints
   * @param input the size of the network's input
   * @param keypoint position of the map to show; empty for the sum of all maps, each first divided
   *     by its own maximum, so that broad maps stay visible beside sharp ones
   */
  public static BufferedImage draw(
      BufferedImage photograph, FaceHeatmaps maps, Size input, OptionalInt keypoint) {
    int zoom = Math.max(1, Math.round((float) SIDE / Math.max(input.width(), input.height())));
    BufferedImage out = grey(photograph, maps.toInput(), input, zoom);
    paint(out, keypoint.isPresent() ? single(maps, keypoint.getAsInt()) : sum(maps), maps);
    Graphics2D g = out.createGraphics();
    g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    Keypoints found = maps.found().map(maps.toInput());
    for (int k = 0; k < found.count(); k++) {
      if (keypoint.isEmpty() || keypoint.getAsInt() == k) {
        dot(g, (found.x(k) + 0.5) * zoom, (found.y(k) + 0.5) * zoom);
      }
    }
    g.dispose();
    return out;
  }

  private static void dot(Graphics2D g, double x, double y) {
    Ellipse2D dot = new Ellipse2D.Double(x - DOT, y - DOT, 2 * DOT, 2 * DOT);
    g.setColor(FaceOverlay.PREDICTION);
    g.fill(dot);
    g.setColor(EDGE);
    g.setStroke(new BasicStroke(1));
    g.draw(dot);
  }

  private static BufferedImage grey(BufferedImage photograph, Warp toInput, Size input, int zoom) {
    BufferedImage out =
        new BufferedImage(input.width() * zoom, input.height() * zoom, BufferedImage.TYPE_INT_RGB);
    double[] w = toInput.toArray(); // row-major; integer coordinates are pixel centres
    AffineTransform transform = AffineTransform.getScaleInstance(zoom, zoom);
    transform.translate(0.5, 0.5);
    transform.concatenate(new AffineTransform(w[0], w[3], w[1], w[4], w[2], w[5]));
    transform.translate(-0.5, -0.5);
    Graphics2D g = out.createGraphics();
    g.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
    g.drawImage(photograph, transform, null);
    g.dispose();
    for (int y = 0; y < out.getHeight(); y++) {
      for (int x = 0; x < out.getWidth(); x++) {
        int rgb = out.getRGB(x, y);
        // ITU-R BT.601
        int tone = (299 * (rgb >> 16 & 0xFF) + 587 * (rgb >> 8 & 0xFF) + 114 * (rgb & 0xFF)) / 1000;
        out.setRGB(x, y, tone * 0x010101);
      }
    }
    return out;
  }

  /**
   * One map, rescaled so that its mean becomes 0 and its maximum 1; values below the mean are 0.
   */
  private static float[] single(FaceHeatmaps maps, int k) {
    int size = maps.height() * maps.width();
    return rescaled(Arrays.copyOfRange(maps.values(), k * size, (k + 1) * size));
  }

  private static float[] sum(FaceHeatmaps maps) {
    float[] sum = new float[maps.height() * maps.width()];
    for (int k = 0; k < maps.count(); k++) {
      float[] map = single(maps, k);
      for (int i = 0; i < sum.length; i++) {
        sum[i] += map[i];
      }
    }
    return rescaled(sum);
  }

  /**
   * Subtracts the mean, since a score that is the same everywhere says nothing about position, and
   * divides by the maximum.
   */
  private static float[] rescaled(float[] map) {
    double mean = 0;
    for (float value : map) {
      mean += value / map.length;
    }
    float highest = 0;
    for (int i = 0; i < map.length; i++) {
      map[i] = (float) Math.max(0, map[i] - mean);
      highest = Math.max(highest, map[i]);
    }
    for (int i = 0; i < map.length && highest > 0; i++) {
      map[i] /= highest;
    }
    return map;
  }

  private static void paint(BufferedImage out, float[] map, FaceHeatmaps size) {
    for (int y = 0; y < out.getHeight(); y++) {
      double v = (y + 0.5) * size.height() / out.getHeight() - 0.5;
      for (int x = 0; x < out.getWidth(); x++) {
        double u = (x + 0.5) * size.width() / out.getWidth() - 0.5;
        double value = bilinear(map, size, u, v);
        if (value > 0) {
          out.setRGB(x, y, blended(out.getRGB(x, y), ramp(value), OPAQUE * Math.sqrt(value)));
        }
      }
    }
  }

  /** Bilinear interpolation between pixel centres, clamped at the border. */
  private static double bilinear(float[] map, FaceHeatmaps size, double u, double v) {
    double x = Math.max(0, Math.min(size.width() - 1, u));
    double y = Math.max(0, Math.min(size.height() - 1, v));
    int left = (int) x;
    int top = (int) y;
    int right = Math.min(left + 1, size.width() - 1);
    int bottom = Math.min(top + 1, size.height() - 1);
    double dx = x - left;
    double dy = y - top;
    int w = size.width();
    double above = map[top * w + left] * (1 - dx) + map[top * w + right] * dx;
    double below = map[bottom * w + left] * (1 - dx) + map[bottom * w + right] * dx;
    return above * (1 - dy) + below * dy;
  }

  private static int ramp(double value) {
    double at = Math.min(1, value) * (RAMP.length - 1);
    int i = Math.min(RAMP.length - 2, (int) at);
    return blended(RAMP[i], RAMP[i + 1], at - i);
  }

  private static int blended(int below, int above, double opacity) {
    int rgb = 0;
    for (int shift = 16; shift >= 0; shift -= 8) {
      double b = below >> shift & 0xFF;
      double a = above >> shift & 0xFF;
      rgb |= (int) Math.round(b + (a - b) * opacity) << shift;
    }
    return rgb;
  }
}
