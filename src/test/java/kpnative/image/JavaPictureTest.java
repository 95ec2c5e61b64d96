package kpnative.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.Point;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.ComponentSampleModel;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.IndexColorModel;
import java.awt.image.PixelInterleavedSampleModel;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import kpnative.natives.NativeScope;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.opencv_core.Mat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Compares the copied pixels of Java pictures with {@code getRGB}. */
class JavaPictureTest {
  private static final int WIDTH = 37;
  private static final int HEIGHT = 23;
  private static final List<PixelRegion> PARTS =
      List.of(
          new PixelRegion(0, 0, WIDTH, HEIGHT),
          new PixelRegion(0, 0, 1, 1),
          new PixelRegion(5, 3, 17, 11),
          new PixelRegion(WIDTH - 1, HEIGHT - 1, 1, 1),
          new PixelRegion(30, 0, 7, HEIGHT));

  static IntStream colorTypes() {
    return IntStream.of(
        BufferedImage.TYPE_INT_RGB,
        BufferedImage.TYPE_INT_ARGB,
        BufferedImage.TYPE_INT_ARGB_PRE,
        BufferedImage.TYPE_INT_BGR,
        BufferedImage.TYPE_3BYTE_BGR,
        BufferedImage.TYPE_4BYTE_ABGR,
        BufferedImage.TYPE_4BYTE_ABGR_PRE,
        BufferedImage.TYPE_USHORT_565_RGB,
        BufferedImage.TYPE_USHORT_555_RGB,
        BufferedImage.TYPE_BYTE_BINARY,
        BufferedImage.TYPE_BYTE_INDEXED);
  }

  @ParameterizedTest
  @MethodSource("colorTypes")
  void everyTypeMatchesGetRgb(int type) {
    assertSameAsGetRgb(noise(WIDTH, HEIGHT, type));
  }

  @ParameterizedTest
  @MethodSource("colorTypes")
  void aSubimageIsNotItsWholePicture(int type) {
    assertSameAsGetRgb(noise(61, 40, type).getSubimage(9, 6, WIDTH, HEIGHT));
    assertSameAsGetRgb(noise(61, 40, type).getSubimage(61 - WIDTH, 40 - HEIGHT, WIDTH, HEIGHT));
  }

  @ParameterizedTest
  @MethodSource("unusual")
  void unusualMemoryLayoutsMatchGetRgb(BufferedImage picture) {
    assertSameAsGetRgb(picture);
  }

  static Stream<BufferedImage> unusual() {
    ColorSpace srgb = ColorSpace.getInstance(ColorSpace.CS_sRGB);
    return Stream.of(
        bytes(srgb, 0, false, 3, 120, 2, 1, 0), // gaps between rows
        bytes(srgb, 5, false, 3, 120, 2, 1, 0), // pixels that begin at an offset in the array
        bytes(srgb, 0, false, 3, 111, 0, 1, 2), // red first
        bytes(srgb, 0, true, 4, 150, 0, 1, 2, 3), // red first, alpha last
        bytes(srgb, 0, false, 4, 148, 2, 1, 0), // an unused byte between pixels
        bytes(ColorSpace.getInstance(ColorSpace.CS_LINEAR_RGB), 0, false, 3, 111, 2, 1, 0),
        palette(4),
        palette(1));
  }

  /** A picture over an array with this memory layout. */
  private static BufferedImage bytes(
      ColorSpace space, int late, boolean alpha, int pixel, int stride, int... offsets) {
    byte[] data = new byte[late + stride * HEIGHT];
    new Random(3).nextBytes(data);
    ColorModel colors =
        new ComponentColorModel(
            space,
            alpha,
            false,
            alpha ? ColorModel.TRANSLUCENT : ColorModel.OPAQUE,
            DataBuffer.TYPE_BYTE);
    ComponentSampleModel model =
        new PixelInterleavedSampleModel(
            DataBuffer.TYPE_BYTE, WIDTH, HEIGHT, pixel, stride, offsets);
    WritableRaster raster =
        Raster.createWritableRaster(
            model, new DataBufferByte(data, data.length - late, late), new Point(0, 0));
    return new BufferedImage(colors, raster, false, null);
  }

  /** A picture with a palette and this number of bits per pixel. */
  private static BufferedImage palette(int bits) {
    byte[][] tones = new byte[3][1 << bits];
    for (int c = 0; c < tones.length; c++) {
      new Random(10 * bits + c).nextBytes(tones[c]);
    }
    IndexColorModel model = new IndexColorModel(bits, 1 << bits, tones[0], tones[1], tones[2]);
    BufferedImage picture = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_BYTE_BINARY, model);
    Random random = new Random(8);
    for (int i = 0; i < WIDTH * HEIGHT; i++) {
      picture.getRaster().setSample(i % WIDTH, i / WIDTH, 0, random.nextInt(1 << bits));
    }
    return picture;
  }

  @Test
  void grayPicturesGiveTheirRawValuesAndSixteenBitsAreScaled() {
    BufferedImage shallow = noise(61, 40, BufferedImage.TYPE_BYTE_GRAY).getSubimage(9, 6, 37, 23);
    BufferedImage deep = noise(61, 40, BufferedImage.TYPE_USHORT_GRAY).getSubimage(9, 6, 37, 23);
    for (PixelRegion part : PARTS) {
      int[] raw = samples(shallow, part);
      assertThat(pixels(shallow, Channels.GRAY, part)).isEqualTo(raw);
      assertThat(pixels(shallow, Channels.COLOR, part)).isEqualTo(tripled(raw));
      int[] scaled = Arrays.stream(samples(deep, part)).map(v -> Math.round(v / 257f)).toArray();
      assertThat(pixels(deep, Channels.GRAY, part)).isEqualTo(scaled);
      assertThat(pixels(deep, Channels.COLOR, part)).isEqualTo(tripled(scaled));
    }
  }

  @Test
  void aLongPictureIsTakenInSeveralStrips() {
    BufferedImage picture = noise(1201, 333, BufferedImage.TYPE_3BYTE_BGR);
    PixelRegion most = new PixelRegion(1, 2, 1199, 330);
    assertThat(pixels(picture, Channels.GRAY, most))
        .isEqualTo(expected(picture, Channels.GRAY, most));
    assertThat(pixels(picture, Channels.COLOR, most))
        .isEqualTo(expected(picture, Channels.COLOR, most));
  }

  @Test
  void aRegionOutsideThePictureIsRejected() {
    BufferedImage picture = noise(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
    assertThatThrownBy(() -> Image.of(picture, Channels.GRAY, new PixelRegion(30, 0, 8, 5)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("8x5 pixels from 30, 0 is not within a picture of 37x23");
  }

  private static void assertSameAsGetRgb(BufferedImage picture) {
    for (PixelRegion part : PARTS) {
      for (Channels channels : Channels.values()) {
        assertThat(pixels(picture, channels, part))
            .as("%s as %s", part, channels)
            .isEqualTo(expected(picture, channels, part));
      }
    }
  }

  private static int[] expected(BufferedImage picture, Channels channels, PixelRegion part) {
    try (NativeScope scope = NativeScope.open()) {
      Mat bgr = new Mat(part.height(), part.width(), opencv_core.CV_8UC3);
      BytePointer to = bgr.data();
      for (int i = 0; i < part.width() * part.height(); i++) {
        int rgb = picture.getRGB(part.x() + i % part.width(), part.y() + i / part.width());
        to.put(3L * i, (byte) rgb);
        to.put(3L * i + 1, (byte) (rgb >> 8));
        to.put(3L * i + 2, (byte) (rgb >> 16));
      }
      try (Image image = Image.copyOf(bgr, channels)) {
        return pixels(image);
      }
    }
  }

  private static int[] pixels(BufferedImage picture, Channels channels, PixelRegion part) {
    try (Image image = Image.of(picture, channels, part)) {
      assertThat(image.held()).isEqualTo(part);
      return pixels(image);
    }
  }

  private static int[] pixels(Image image) {
    byte[] bytes = new byte[Math.toIntExact(image.bytes())];
    try (NativeScope scope = NativeScope.open()) {
      image.heldPixels().data().get(bytes);
    }
    return IntStream.range(0, bytes.length).map(i -> bytes[i] & 0xff).toArray();
  }

  private static int[] samples(BufferedImage picture, PixelRegion part) {
    return picture
        .getRaster()
        .getSamples(part.x(), part.y(), part.width(), part.height(), 0, (int[]) null);
  }

  private static int[] tripled(int[] gray) {
    return Arrays.stream(gray).flatMap(v -> IntStream.of(v, v, v)).toArray();
  }

  /** Random pixels of all colors and, if the type has alpha, random alpha. */
  private static BufferedImage noise(int width, int height, int type) {
    BufferedImage picture = new BufferedImage(width, height, type);
    Random random = new Random(type);
    if (type == BufferedImage.TYPE_BYTE_GRAY || type == BufferedImage.TYPE_USHORT_GRAY) {
      int white = type == BufferedImage.TYPE_BYTE_GRAY ? 255 : 65535;
      for (int i = 0; i < width * height; i++) {
        picture.getRaster().setSample(i % width, i / width, 0, random.nextInt(white + 1));
      }
      return picture;
    }
    for (int i = 0; i < width * height; i++) {
      int argb = random.nextInt();
      picture.setRGB(i % width, i / width, i % 3 == 0 ? argb | 0xff000000 : argb);
    }
    return picture;
  }
}
