package kpnative.data.rendered;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.SplittableRandom;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JpegLossTest {
  private static final int SIDE = 64;

  /** A picture with detail: smooth colours, edges, some noise. */
  private static float[] picture() {
    SplittableRandom random = new SplittableRandom(8);
    float[] rgb = new float[3 * SIDE * SIDE];
    for (int y = 0; y < SIDE; y++) {
      for (int x = 0; x < SIDE; x++) {
        boolean inside = Math.hypot(x - 30, y - 34) < 17;
        float noise = (float) random.nextDouble(-0.02, 0.02);
        int at = 3 * (SIDE * y + x);
        rgb[at] = (inside ? 0.7f : 0.2f) + 0.002f * x + noise;
        rgb[at + 1] = (inside ? 0.5f : 0.3f) + 0.001f * y + noise;
        rgb[at + 2] = (inside ? 0.4f : 0.5f) + noise;
      }
    }
    return rgb;
  }

  private static double loss(float[] changed) {
    float[] original = picture();
    double sum = 0;
    for (int i = 0; i < original.length; i++) {
      double d = 255 * (changed[i] - original[i]);
      sum += d * d;
    }
    return Math.sqrt(sum / original.length);
  }

  private static float[] changed(int quality, int offset) {
    float[] rgb = picture();
    JpegLoss.apply(rgb, SIDE, SIDE, quality, offset);
    return rgb;
  }

  @Test
  void aGrayPictureLosesNextToNothingAtFullQuality() {
    float[] rgb = new float[3 * 20 * 13];
    for (int i = 0; i < rgb.length; i++) {
      rgb[i] = (i / 3 * 37 % 101) / 100f;
    }
    float[] before = rgb.clone();
    JpegLoss.apply(rgb, 20, 13, 100, 5);
    for (int i = 0; i < rgb.length; i++) {
      assertThat(rgb[i]).isCloseTo(before[i], within(3 / 255f)); // rounding of 64 values to 1
    }
  }

  @Test
  void lowerQualityLosesMore() {
    assertThat(loss(changed(90, 0))).isBetween(1.0, 10.0);
    assertThat(loss(changed(50, 0))).isGreaterThan(1.2 * loss(changed(90, 0)));
    assertThat(loss(changed(15, 0))).isGreaterThan(1.2 * loss(changed(50, 0)));
  }

  @ParameterizedTest
  @ValueSource(ints = {30, 75, 90})
  void asMuchIsLostAsInAFile(int quality) throws IOException {
    BufferedImage image = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_RGB);
    float[] rgb = picture();
    for (int i = 0; i < SIDE * SIDE; i++) {
      int value = 0;
      for (int c = 0; c < 3; c++) {
        value = (value << 8) | Math.round(255 * rgb[3 * i + c]);
      }
      image.setRGB(i % SIDE, i / SIDE, value);
    }
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    ImageWriteParam settings = writer.getDefaultWriteParam();
    settings.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
    settings.setCompressionQuality(quality / 100f);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ImageOutputStream out = ImageIO.createImageOutputStream(bytes)) {
      writer.setOutput(out);
      writer.write(null, new IIOImage(image, null, null), settings);
    } finally {
      writer.dispose();
    }
    BufferedImage read = ImageIO.read(new ByteArrayInputStream(bytes.toByteArray()));
    float[] file = new float[rgb.length];
    for (int i = 0; i < SIDE * SIDE; i++) {
      int value = read.getRGB(i % SIDE, i / SIDE);
      for (int c = 0; c < 3; c++) {
        file[3 * i + c] = ((value >> (16 - 8 * c)) & 255) / 255f;
      }
    }
    // a reader smooths colours when it enlarges them, which this doesn't
    assertThat(loss(changed(quality, 0))).isBetween(0.8 * loss(file), 1.6 * loss(file));
  }

  @Test
  void blocksBeginWhereTheyAreTold() {
    float[] moved = changed(10, 3);
    double inside = 0;
    double across = 0;
    for (int y = 0; y < SIDE; y++) {
      across += Math.abs(moved[3 * (SIDE * y + 5)] - moved[3 * (SIDE * y + 4)]);
      inside += Math.abs(moved[3 * (SIDE * y + 4)] - moved[3 * (SIDE * y + 3)]);
    }
    assertThat(across).isGreaterThan(3 * inside); // a block ends after pixel 4
  }
}
