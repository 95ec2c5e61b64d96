package kpnative.docs;

import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import javax.imageio.ImageIO;
import kpnative.draw.PngFile;
import kpnative.draw.Scaled;

/**
 * Rewrites pictures with a palette, so that a page with several of them stays small.
 *
 * <p>The palette is that of a median cut (Heckbert 1982): the box of colours with the longest side
 * is cut at its median until there are as many as asked for; each stands for the mean of its
 * pixels.
 */
public final class SmallPng {
  private static final int COLOURS = 255; // and one that is transparent

  private SmallPng() {}

  /**
   * Rewrites each file that is named.
   *
   * @param args the most pixels of a row, and PNG files
   */
  public static void main(String[] args) throws IOException {
    int most = Integer.parseInt(args[0]);
    for (String file : List.of(args).subList(1, args.length)) {
      BufferedImage picture = ImageIO.read(Path.of(file).toFile());
      write(picture.getWidth() > most ? scaled(picture, most) : picture, Path.of(file));
    }
  }

  private static BufferedImage scaled(BufferedImage picture, int width) {
    int height = Math.round((float) picture.getHeight() * width / picture.getWidth());
    BufferedImage out = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D g = out.createGraphics();
    Scaled.draw(g, picture, new Rectangle(0, 0, width, height));
    g.dispose();
    return out;
  }

  /** Writes a picture with a palette; what is less than half opaque becomes transparent. */
  static void write(BufferedImage picture, Path file) throws IOException {
    int w = picture.getWidth();
    int h = picture.getHeight();
    int[] pixels = picture.getRGB(0, 0, w, h, null, 0, w);
    int[] palette = palette(Arrays.stream(pixels).filter(SmallPng::isOpaque).toArray());
    int[] nearest = new int[1 << 15]; // of a colour's upper five bits; 0 is not known yet
    byte[] indices = new byte[w * h];
    for (int i = 0; i < pixels.length; i++) {
      if (isOpaque(pixels[i])) {
        int key = (pixels[i] >> 9 & 0x7C00) | (pixels[i] >> 6 & 0x3E0) | (pixels[i] >> 3 & 0x1F);
        if (nearest[key] == 0) {
          nearest[key] = 1 + nearest(pixels[i], palette);
        }
        indices[i] = (byte) nearest[key];
      }
    }
    int[] colours = new int[palette.length + 1]; // 0 is transparent
    System.arraycopy(palette, 0, colours, 1, palette.length);
    IndexColorModel model =
        new IndexColorModel(8, colours.length, colours, 0, true, 0, DataBuffer.TYPE_BYTE);
    BufferedImage out = new BufferedImage(w, h, BufferedImage.TYPE_BYTE_INDEXED, model);
    out.getRaster().setDataElements(0, 0, w, h, indices);
    PngFile.write(out, file);
  }

  private static boolean isOpaque(int argb) {
    return argb >>> 24 >= 128;
  }

  private static int[] palette(int[] pixels) {
    List<int[]> boxes = new ArrayList<>(List.of(pixels));
    while (boxes.size() < COLOURS) {
      int[] largest =
          boxes.stream().max(Comparator.comparingDouble(SmallPng::spread)).orElseThrow();
      if (spread(largest) == 0) {
        break; // each box is one colour
      }
      int shift = longestSide(largest);
      int[] sorted =
          Arrays.stream(largest)
              .boxed()
              .sorted(Comparator.comparingInt(p -> p >> shift & 0xFF))
              .mapToInt(Integer::intValue)
              .toArray();
      int cut = sorted.length / 2;
      while (cut > 0 && value(sorted[cut - 1], shift) == value(sorted[cut], shift)) {
        cut--; // equal colours stay together
      }
      if (cut == 0) {
        cut = sorted.length / 2;
        while (value(sorted[cut - 1], shift) == value(sorted[cut], shift)) {
          cut++;
        }
      }
      boxes.remove(largest);
      boxes.add(Arrays.copyOfRange(sorted, 0, cut));
      boxes.add(Arrays.copyOfRange(sorted, cut, sorted.length));
    }
    return boxes.stream().mapToInt(SmallPng::mean).toArray();
  }

  /** The longest side of a box, times the root of its pixels: few pixels may be far off. */
  private static double spread(int[] pixels) {
    return range(pixels, longestSide(pixels)) * Math.sqrt(Math.sqrt(pixels.length));
  }

  private static int longestSide(int[] pixels) {
    int longest = 0;
    for (int shift = 8; shift <= 16; shift += 8) {
      if (range(pixels, shift) > range(pixels, longest)) {
        longest = shift;
      }
    }
    return longest;
  }

  private static int range(int[] pixels, int shift) {
    int least = 255;
    int most = 0;
    for (int pixel : pixels) {
      least = Math.min(least, value(pixel, shift));
      most = Math.max(most, value(pixel, shift));
    }
    return Math.max(0, most - least);
  }

  private static int mean(int[] pixels) {
    int mean = 0xFF;
    for (int shift = 16; shift >= 0; shift -= 8) {
      long sum = 0;
      for (int pixel : pixels) {
        sum += value(pixel, shift);
      }
      mean = mean << 8 | Math.round((float) sum / Math.max(1, pixels.length));
    }
    return mean;
  }

  private static int nearest(int pixel, int[] palette) {
    int best = 0;
    int least = Integer.MAX_VALUE;
    for (int i = 0; i < palette.length; i++) {
      int distance = 0;
      for (int shift = 0; shift <= 16; shift += 8) {
        int d = value(pixel, shift) - value(palette[i], shift);
        distance += d * d;
      }
      if (distance < least) {
        least = distance;
        best = i;
      }
    }
    return best;
  }

  private static int value(int pixel, int shift) {
    return pixel >> shift & 0xFF;
  }
}
