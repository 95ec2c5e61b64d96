package kpnative.draw;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import kpnative.weights.TensorData;
import kpnative.weights.WeightFile;

/**
 * The filters of a convolution as pictures: black is the lowest weight, white the highest.
 * Immutable and thread-safe.
 *
 * <p>Each row is a filter, each column one of its input channels. If one channel per filter is
 * shown, the filters fill a compact grid instead. So do filters of three channels, which are drawn
 * in colour, their channels as red, green and blue.
 */
public final class FilterSheet {
  private static final int MOST = 64; // rows or columns that fit on a page
  private static final int LONE_SIDE = 56; // approximate pixels of a filter drawn as one cell
  private static final int LONE_COLUMNS = 8;
  private static final int GRID_SIDE = 28;
  private static final int GAP = 6;
  private static final int LABEL = 14;
  private static final int MARGIN = 16;
  private static final int TITLE = 30;
  private static final int LEAST_WIDTH = 420;
  private static final Color INK = new Color(0x22, 0x22, 0x22);
  private static final Font SMALL = new Font(Font.SANS_SERIF, Font.PLAIN, 10);
  private static final Font LARGE = new Font(Font.SANS_SERIF, Font.BOLD, 14);

  private final String name;
  private final int outputs;
  private final int inputs;
  private final int height;
  private final int width;
  private final float[] weights; // [outputs, inputs, height, width]

  private FilterSheet(String name, TensorData tensor) {
    long[] shape = tensor.shape();
    this.name = name;
    this.outputs = Math.toIntExact(shape[0]);
    this.inputs = Math.toIntExact(shape[1]);
    this.height = Math.toIntExact(shape[2]);
    this.width = Math.toIntExact(shape[3]);
    this.weights = tensor.toFloat32().floats();
  }

  /** Which range of weights is mapped to black and white. */
  public enum Scale {
    /** The range of each filter, over the input channels shown. */
    FILTER,
    /** The common range of all filters shown. */
    COMMON
  }

  /**
   * {@return the filters of every convolution, in the file's order: its four-dimensional
   * floating-point tensors}
   *
   * @param name names the weights in messages
   * @throws IOException if they hold no convolution
   */
  public static List<FilterSheet> all(WeightFile weights, String name) throws IOException {
    List<FilterSheet> all = new ArrayList<>();
    for (Map.Entry<String, TensorData> e : weights.tensors().entrySet()) {
      TensorData tensor = e.getValue();
      if (tensor.shape().length == 4 && tensor.elements() > 0 && tensor.dtype().isFloat()) {
        all.add(new FilterSheet(e.getKey(), tensor));
      }
    }
    if (all.isEmpty()) {
      throw new IOException(
          name + ": holds no convolution (a floating-point tensor with four dimensions)");
    }
    return List.copyOf(all);
  }

  /**
   * {@return the filters of one convolution}
   *
   * @param name names the weights in messages
   * @param layer its tensor's name, with or without {@code .weight}; empty for the first
   * @throws IOException if they hold no convolution
   * @throws IllegalArgumentException if they have no such layer; the message names those that they
   *     have
   */
  public static FilterSheet of(WeightFile weights, String name, Optional<String> layer)
      throws IOException {
    List<FilterSheet> all = all(weights, name);
    if (layer.isEmpty()) {
      return all.get(0);
    }
    String wanted = layer.get();
    return all.stream()
        .filter(f -> f.name.equals(wanted) || f.name.equals(wanted + ".weight"))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    name
                        + ": has no convolution '"
                        + wanted
                        + "'; it has "
                        + String.join(", ", all.stream().map(f -> f.name).toList())));
  }

  /** {@return the tensor's name} */
  public String name() {
    return name;
  }

  /** {@return filters, inputs, rows and columns, as {@code [16, 1, 7, 7]}} */
  public String shape() {
    return Arrays.toString(new int[] {outputs, inputs, height, width});
  }

  /**
   * {@return the picture: at most 64 filters, and of each at most 64 inputs, labelled by their
   * numbers from 0}
   *
   * @param firstChannel whether only the first input is shown
   */
  public BufferedImage draw(boolean firstChannel, Scale scale) {
    boolean color = inputs == 3 && !firstChannel;
    int shown = firstChannel || color ? 1 : Math.min(MOST, inputs);
    int filters = Math.min(MOST, outputs);
    boolean lone = shown == 1;
    int zoom = Math.max(1, (lone ? LONE_SIDE : GRID_SIDE) / Math.max(height, width));
    int columns = lone ? (int) Math.ceil(Math.sqrt(filters * 1.6)) : shown;
    int rows = lone ? (filters + columns - 1) / columns : filters;
    int cellWidth = width * zoom + GAP;
    int cellHeight = height * zoom + GAP + (lone ? LABEL : 0);
    int left = MARGIN + (lone ? 0 : 2 * LABEL);
    int top = MARGIN + TITLE + (lone ? 0 : LABEL);
    BufferedImage out =
        new BufferedImage(
            Math.max(LEAST_WIDTH, left + columns * cellWidth + MARGIN),
            top + rows * cellHeight + MARGIN,
            BufferedImage.TYPE_INT_RGB);
    Graphics2D g = out.createGraphics();
    g.setColor(Color.WHITE);
    g.fillRect(0, 0, out.getWidth(), out.getHeight());
    int room = out.getWidth() - 2 * MARGIN;
    Lettering.draw(g, title(filters, shown, color, scale), INK, LARGE, MARGIN, MARGIN + 14, room);
    float[] common = range(0, filters, color ? inputs : shown);
    for (int f = 0; f < filters; f++) {
      float[] range = scale == Scale.COMMON ? common : range(f, f + 1, color ? inputs : shown);
      for (int i = 0; i < shown; i++) {
        int x = left + (lone ? f % columns : i) * cellWidth;
        int y = top + (lone ? f / columns : f) * cellHeight;
        paint(out, f, i, color, range, x, y, zoom);
        if (!lone && f == 0) {
          Lettering.draw(g, Integer.toString(i), INK, SMALL, x, top - 4, cellWidth);
        }
      }
      int y = top + (lone ? f / columns : f) * cellHeight;
      int x = lone ? left + f % columns * cellWidth : MARGIN;
      int below = lone ? height * zoom + LABEL - 3 : height * zoom / 2 + 4;
      Lettering.draw(g, Integer.toString(f), INK, SMALL, x, y + below, 2 * LABEL);
    }
    g.dispose();
    return out;
  }

  /**
   * {@return the filters alone, in a grid on a transparent ground, without title and numbers: for a
   * page of any colour; each filter in its own range, at most 64 of them and 64 inputs of each}
   *
   * @param firstChannel whether only the first input is shown
   */
  public BufferedImage cells(boolean firstChannel) {
    boolean color = inputs == 3 && !firstChannel;
    int shown = firstChannel || color ? 1 : Math.min(MOST, inputs);
    int filters = Math.min(MOST, outputs);
    int zoom = Math.max(1, (shown == 1 ? LONE_SIDE : GRID_SIDE) / Math.max(height, width));
    int columns = shown == 1 ? Math.min(filters, LONE_COLUMNS) : shown;
    int rows = shown == 1 ? (filters + columns - 1) / columns : filters;
    int across = width * zoom + GAP;
    int down = height * zoom + GAP;
    BufferedImage out =
        new BufferedImage(columns * across - GAP, rows * down - GAP, BufferedImage.TYPE_INT_ARGB);
    for (int f = 0; f < filters; f++) {
      float[] range = range(f, f + 1, color ? inputs : shown);
      for (int i = 0; i < shown; i++) {
        int column = shown == 1 ? f % columns : i;
        int row = shown == 1 ? f / columns : f;
        paint(out, f, i, color, range, column * across, row * down, zoom);
      }
    }
    return out;
  }

  private String title(int filters, int shown, boolean color, Scale scale) {
    String part = filters < outputs ? ", the first " + filters + " filters" : "";
    String of =
        color
            ? ", in colour"
            : shown == inputs
                ? ""
                : shown == 1 ? ", first input channel" : ", the first " + shown + " input channels";
    return name + " " + shape() + part + of + (scale == Scale.COMMON ? ", common scale" : "");
  }

  private float weight(int filter, int input, int y, int x) {
    return weights[((filter * inputs + input) * height + y) * width + x];
  }

  /**
   * The lowest and the highest finite weight of filters {@code from} to {@code to} (exclusive),
   * over the first {@code shown} inputs.
   */
  private float[] range(int from, int to, int shown) {
    float low = Float.POSITIVE_INFINITY;
    float high = Float.NEGATIVE_INFINITY;
    int size = height * width;
    for (int f = from; f < to; f++) {
      for (int i = f * inputs * size; i < (f * inputs + shown) * size; i++) {
        if (Float.isFinite(weights[i])) {
          low = Math.min(low, weights[i]);
          high = Math.max(high, weights[i]);
        }
      }
    }
    return new float[] {low, high};
  }

  private void paint(
      BufferedImage out,
      int filter,
      int input,
      boolean color,
      float[] range,
      int x,
      int y,
      int zoom) {
    for (int row = 0; row < height * zoom; row++) {
      for (int column = 0; column < width * zoom; column++) {
        int rgb = 0xFF; // opaque, where the picture has transparency
        for (int c = 0; c < 3; c++) {
          float value = weight(filter, color ? c : input, row / zoom, column / zoom);
          rgb = (rgb << 8) | tone(value, range);
        }
        out.setRGB(x + column, y + row, rgb);
      }
    }
  }

  /** Maps a weight to a grey level: mid-grey if all weights are equal. */
  private static int tone(float value, float[] range) {
    if (!(range[1] > range[0])) {
      return 128;
    }
    float share = (value - range[0]) / (range[1] - range[0]);
    return Math.round(255 * Math.max(0, Math.min(1, share))); // NaN: black
  }
}
