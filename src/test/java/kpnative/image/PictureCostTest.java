package kpnative.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import kpnative.geometry.Size;
import kpnative.natives.NativeRuntime;
import kpnative.natives.NativeScope;
import kpnative.testing.OwnProcess;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What decoding takes is known from the header, and the header does not lie. */
class PictureCostTest {
  private static final int WIDTH = 48;
  private static final int HEIGHT = 32;

  @TempDir Path folder;

  @BeforeAll
  static void load() {
    NativeRuntime.loadForDetection();
  }

  /** One picture of each format that is read, and of each way of storing that costs differently. */
  static Map<String, byte[]> formats() {
    Map<String, byte[]> all = new LinkedHashMap<>();
    try (NativeScope scope = NativeScope.open()) {
      Mat bytes = new Mat(HEIGHT, WIDTH, opencv_core.CV_8UC3, new Scalar(200, 30, 90, 0));
      Mat floats = new Mat();
      bytes.convertTo(floats, opencv_core.CV_32F);
      for (String ending : new String[] {"jpg", "png", "gif", "bmp", "tiff", "ppm", "sr"}) {
        all.put(ending, EncodedPictures.encode(bytes, "." + ending));
      }
      for (String ending : new String[] {"hdr", "pfm"}) {
        all.put(ending, EncodedPictures.encode(floats, "." + ending));
      }
      all.put(
          "progressive jpg",
          EncodedPictures.encode(bytes, ".jpg", opencv_imgcodecs.IMWRITE_JPEG_PROGRESSIVE, 1));
      all.put(
          "lossy webp",
          EncodedPictures.encode(bytes, ".webp", opencv_imgcodecs.IMWRITE_WEBP_QUALITY, 50));
      all.put(
          "lossless webp",
          EncodedPictures.encode(bytes, ".webp", opencv_imgcodecs.IMWRITE_WEBP_QUALITY, 101));
    }
    return all;
  }

  static Stream<String> names() {
    return formats().keySet().stream();
  }

  private Path file(byte[] bytes) throws IOException {
    return Files.write(folder.resolve("picture"), bytes);
  }

  private void assertRefused(byte[] bytes, String... reasons) throws IOException {
    assertRefused(file(bytes), reasons);
  }

  static void assertRefused(Path file, String... reasons) throws IOException {
    for (Channels channels : Channels.values()) {
      assertThatThrownBy(() -> ImageReader.read(file, channels).close())
          .isInstanceOf(IOException.class)
          .hasMessageStartingWith(file + ": ")
          .hasMessageContainingAll(reasons)
          .hasMessageNotContaining("\n");
    }
  }

  @ParameterizedTest
  @MethodSource("names")
  void theMemoryOfDecodingIsBoundedForEveryFormat(String name) throws IOException {
    byte[] bytes = formats().get(name);
    Path file = file(bytes);
    try (Image image = ImageReader.read(file, Channels.COLOR)) {
      assertThat(image.size()).isEqualTo(new Size(WIDTH, HEIGHT));
    }
    FileBytes in = new FileBytes();
    try (in) {
      in.hold("held", bytes);
      PictureHeader header = PictureFormats.parse(in, true);

      assertThatThrownBy(() -> header.requireMemory(in, ImageLimits.MAX_DECODING_BYTES + 1.0))
          .hasMessage(
              "held: decoding its 48 x 32 pixels would take about 1024 MB of memory; at most 1024"
                  + " MB are taken (system property kpnative.image.maxBytes)");
    }
  }

  @Test
  @OwnProcess
  void everyFormatAsksForItsMemory() throws IOException {
    System.setProperty(
        ImageLimits.MAX_DECODING_BYTES_PROPERTY, Integer.toString(3 * WIDTH * HEIGHT - 1));
    try {
      for (byte[] format : formats().values()) {
        assertRefused(format, "decoding its 48 x 32 pixels would take about 0 MB");
      }
    } finally {
      System.clearProperty(ImageLimits.MAX_DECODING_BYTES_PROPERTY);
    }
  }

  /** Each header changed to a size beyond the limits. */
  @ParameterizedTest
  @MethodSource("names")
  void aHugeSizeIsRefusedFromTheHeader(String name) throws IOException {
    byte[] bytes = formats().get(name);
    ByteBuffer big = ByteBuffer.wrap(bytes);
    ByteBuffer little = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    switch (name) {
      case "jpg", "progressive jpg" -> {
        int frame = frame(bytes);
        big.putShort(frame + 5, (short) 60_000).putShort(frame + 7, (short) 60_000);
      }
      case "png" -> big.putInt(16, 60_000).putInt(20, 60_000);
      case "gif" -> little.putShort(6, (short) 60_000).putShort(8, (short) 60_000);
      case "bmp" -> little.putInt(18, 60_000).putInt(22, -60_000);
      case "sr" -> big.putInt(4, 60_000).putInt(8, 60_000);
      case "tiff" -> {
        int directory = little.getInt(4);
        little.putInt(directory + 2 + 8, 60_000).putInt(directory + 14 + 8, 60_000);
        little.putShort(directory + 2 + 2, (short) 4).putShort(directory + 14 + 2, (short) 4);
      }
      case "lossy webp" -> little.putShort(26, (short) 16_383).putShort(28, (short) 16_383);
      case "lossless webp" -> little.putInt(21, -1);
      default -> {
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        bytes =
            text.replaceFirst("48 32", "60000 60000")
                .replaceFirst("32 \\+X 48", "60000 +X 60000")
                .getBytes(StandardCharsets.ISO_8859_1);
      }
    }
    boolean webp = name.endsWith("webp"); // its sizes have 14 bits: within the limit of pixels
    assertRefused(bytes, webp ? "decoding its 1638" : "its header gives a size of ", "; at most");
  }

  private static int frame(byte[] jpeg) {
    for (int i = 2; ; i++) {
      if (jpeg[i] == (byte) 0xff && (jpeg[i + 1] == (byte) 0xc0 || jpeg[i + 1] == (byte) 0xc2)) {
        return i;
      }
    }
  }

  @Test
  void aCanvasWithAPictureOfOnePixelCostsWhatTheCanvasDoes() throws IOException {
    byte[] gif = formats().get("gif");
    ByteBuffer.wrap(gif)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putShort(6, (short) 14_000)
        .putShort(8, (short) 14_000);
    assertRefused(gif, "decoding its 14000 x 14000 pixels would take about 1308 MB");

    assertRefused(webp(14_000, 14_000, true), "decoding its 14000 x 14000 pixels would take about");
  }

  @Test
  void aWebpCanvasOtherThanItsPictureIsRefused() throws IOException {
    assertRefused(webp(49, 32, false), "its header gives 49x32 pixels, its picture 48x32");
  }

  /** The lossless picture behind an extended header. RFC 9649, 2.7. */
  private static byte[] webp(int width, int height, boolean animated) {
    byte[] plain = formats().get("lossless webp");
    ByteBuffer out = ByteBuffer.allocate(plain.length + 18).order(ByteOrder.LITTLE_ENDIAN);
    out.put(plain, 0, 4)
        .putInt(plain.length + 10)
        .put("WEBPVP8X".getBytes(StandardCharsets.US_ASCII));
    out.putInt(10).putInt(animated ? 2 : 0);
    out.putShort((short) (width - 1)).put((byte) 0).putShort((short) (height - 1)).put((byte) 0);
    return out.put(plain, 12, plain.length - 12).array();
  }

  @Test
  void aGifPictureBeyondItsCanvasIsRefused() throws IOException {
    byte[] gif = formats().get("gif");
    ByteBuffer.wrap(gif).order(ByteOrder.LITTLE_ENDIAN).putShort(6, (short) 47);
    assertRefused(gif, "its first picture reaches to 48, 32; its header gives 47 x 32 pixels");
  }

  @ParameterizedTest
  @MethodSource("jpegs")
  void aJpegThatClaimsMorePixelsThanItsBytesCanHoldIsRefused(String name) throws IOException {
    byte[] jpeg = formats().get(name);
    ByteBuffer.wrap(jpeg)
        .putShort(frame(jpeg) + 5, (short) 9_000)
        .putShort(frame(jpeg) + 7, (short) 9_000);
    assertRefused(jpeg, "its header gives 9000x9000 pixels, which ", " bytes cannot hold");
  }

  static Stream<String> jpegs() {
    return Stream.of("jpg", "progressive jpg");
  }

  @Test
  void aJpegWithTwoHeadersIsRefused() throws IOException {
    byte[] jpeg = formats().get("jpg");
    int frame = frame(jpeg);
    int length = 2 + ByteBuffer.wrap(jpeg).getShort(frame + 2);
    byte[] second = Arrays.copyOfRange(jpeg, frame, frame + length);
    second[5] = 77; // another height
    assertRefused(inserted(jpeg, frame + length, second), "a second frame header at byte ");
  }

  @Test
  void aJpegWhoseLaterMarkerGivesAnotherHeightIsRefused() throws IOException {
    byte[] jpeg = formats().get("jpg");
    byte[] dnl = {(byte) 0xff, (byte) 0xdc, 0, 4, 0, 16};
    assertRefused(inserted(jpeg, jpeg.length - 2, dnl), "gives 32 rows, a later marker 16");
    byte[] without = jpeg.clone();
    ByteBuffer.wrap(without).putShort(frame(without) + 5, (short) 0);
    assertRefused(inserted(without, jpeg.length - 2, dnl), "a size of 48 x 0 pixels");
  }

  @Test
  void thumbnailsDoNotCount() throws IOException {
    byte[] jpeg = formats().get("jpg");
    ByteArrayOutputStream segment = new ByteArrayOutputStream();
    segment.write(new byte[] {(byte) 0xff, (byte) 0xe2, 0, 0});
    segment.write(
        EncodedPictures.encode(EncodedPictures.quarters(BufferedImage.TYPE_INT_RGB), "jpg"));
    byte[] bytes = segment.toByteArray();
    ByteBuffer.wrap(bytes).putShort(2, (short) (bytes.length - 2));
    try (Image image = ImageReader.read(file(inserted(jpeg, 2, bytes)), Channels.GRAY)) {
      assertThat(image.size()).isEqualTo(new Size(WIDTH, HEIGHT));
    }
  }

  @Test
  void aPngThatClaimsMorePixelsThanItsBytesCanHoldIsRefused() throws IOException {
    byte[] png = formats().get("png");
    ByteBuffer.wrap(png).putInt(16, 9_000).putInt(20, 9_000);
    checksum(png, 8);
    assertRefused(png, "compressed bytes cannot hold its 9000x9000 pixels");
  }

  @Test
  void chunksThatPixelsDoNotNeedNeverReachTheDecoder() throws IOException {
    byte[] png = formats().get("png");
    byte[] with = png;
    for (String name : new String[] {"acTL", "fcTL", "zTXt", "iCCP", "tIME", "gAMA", "sBIT"}) {
      with = inserted(with, 33, chunk(name, new byte[] {9, 9, 9, 9, 9, 9, 9, 9}));
    }
    FileBytes in = new FileBytes();
    try (in) {
      in.hold("held", with);
      PictureFormats.parse(in, true);
      assertThat(in.length()).isEqualTo(png.length);
    }
    try (Image image = ImageReader.read(file(with), Channels.COLOR)) {
      assertThat(image.size()).isEqualTo(new Size(WIDTH, HEIGHT));
    }
  }

  @Test
  void pngChunksThatContradictAreRefused() throws IOException {
    byte[] png = formats().get("png");
    byte[] header = Arrays.copyOfRange(png, 8, 33);
    assertRefused(inserted(png, 33, header), "a second IHDR chunk at byte 33");
    assertRefused(inserted(png, 33, chunk("ABCD", new byte[3])), "an unknown critical chunk");
    byte[] changed = png.clone();
    changed[png.length - 20]++;
    assertRefused(changed, "the CRC of the PNG chunk at byte ");
  }

  @Test
  void anAnimationsFurtherPicturesAreNotDecoded() throws IOException {
    byte[] gif = formats().get("gif");
    byte[] again = Arrays.copyOfRange(gif, 13, gif.length - 1);
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.write(gif, 0, gif.length - 1);
    for (int i = 0; i < 100; i++) {
      all.write(again);
    }
    all.write(';');
    FileBytes in = new FileBytes();
    try (in) {
      in.hold("held", all.toByteArray());
      PictureFormats.parse(in, true);
      assertThat(in.length()).isEqualTo(gif.length);
    }
  }

  @ParameterizedTest
  @MethodSource("maxima")
  void aPnmWithAnImpossibleLargestValueIsRefused(String header) throws IOException {
    byte[] pixels = new byte[12];
    byte[] bytes = header.getBytes(StandardCharsets.US_ASCII);
    assertRefused(inserted(bytes, bytes.length, pixels), "its largest value is ");
  }

  static Stream<String> maxima() {
    return Stream.of(
        "P5 2 2 0\n", "P5 2 2 65536\n", "P6 2 2 999999999\n", "P2 2 2 70000\n1 2 3 4 ");
  }

  private static byte[] chunk(String name, byte[] data) {
    byte[] all =
        ByteBuffer.allocate(12 + data.length)
            .putInt(data.length)
            .put(name.getBytes(StandardCharsets.US_ASCII))
            .put(data)
            .array();
    checksum(all, 0);
    return all;
  }

  private static void checksum(byte[] png, int at) {
    int length = ByteBuffer.wrap(png).getInt(at);
    CRC32 crc = new CRC32();
    crc.update(png, at + 4, 4 + length);
    ByteBuffer.wrap(png).putInt(at + 8 + length, (int) crc.getValue());
  }

  private static byte[] inserted(byte[] into, int at, byte[] what) {
    byte[] out = Arrays.copyOf(into, into.length + what.length);
    System.arraycopy(what, 0, out, at, what.length);
    System.arraycopy(into, at, out, at + what.length, into.length - at);
    return out;
  }
}
