package kpnative.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import kpnative.geometry.Point;
import kpnative.geometry.Size;
import kpnative.natives.NativeMemory;
import kpnative.natives.NativeRuntime;
import kpnative.testing.OwnProcess;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.opencv_core.Mat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImageDecoderTest {
  private static final double SIGMA = 17; // of the spot, pixels; wide enough for a reduction by 8
  private static final double TOLERANCE = 0.05; // pixels of the photograph

  @TempDir Path folder;
  private ImageDecoder decoder;

  @BeforeAll
  static void load() {
    NativeRuntime.load();
  }

  @BeforeEach
  void open() {
    decoder = new ImageDecoder();
  }

  @AfterEach
  void close() {
    decoder.close();
  }

  /** A Gaussian white spot on black; its centre is the centroid of brightness. */
  private static BufferedImage spot(Size size, Point center) {
    BufferedImage picture =
        new BufferedImage(size.width(), size.height(), BufferedImage.TYPE_BYTE_GRAY);
    for (int y = 0; y < size.height(); y++) {
      for (int x = 0; x < size.width(); x++) {
        double d = center.distanceTo(new Point(x, y)) / SIGMA;
        int level = (int) Math.round(255 * Math.exp(-0.5 * d * d));
        picture.getRaster().setSample(x, y, 0, level);
      }
    }
    return picture;
  }

  private static Point balance(Image gray) {
    Mat mat = gray.mat();
    byte[] bytes = new byte[mat.rows() * mat.cols()];
    try (BytePointer data = new BytePointer(mat.data())) {
      data.get(bytes);
    }
    double sum = 0;
    double x = 0;
    double y = 0;
    for (int i = 0; i < bytes.length; i++) {
      double weight = bytes[i] & 0xff;
      sum += weight;
      x += weight * (i % mat.cols());
      int row = i / mat.cols();
      y += weight * row;
    }
    return new Point(x / sum, y / sum);
  }

  private Path jpeg(BufferedImage picture, int orientation) throws IOException {
    byte[] jpeg;
    try (Image image = Image.of(picture, Channels.COLOR)) {
      jpeg = EncodedPictures.encode(image.mat(), ".jpg");
    }
    return Files.write(
        folder.resolve("photograph.jpg"),
        orientation == 1
            ? jpeg
            : EncodedPictures.jpegWithOrientation(jpeg, orientation, ByteOrder.LITTLE_ENDIAN));
  }

  @ParameterizedTest
  @CsvSource({"200, 152", "201, 153", "203, 149", "205, 147", "206, 158", "207, 151"})
  void aPointKeepsItsPlaceInAReducedPhotograph(int width, int height) throws IOException {
    for (int orientation = 1; orientation <= 8; orientation++) {
      Path file = jpeg(spot(new Size(width, height), new Point(103.3, 70.6)), orientation);
      Point whole = balance(decoder.decode(file, Channels.GRAY, 1));
      for (int reduction : new int[] {2, 4, 8}) {
        Image reduced = decoder.decode(file, Channels.GRAY, reduction);
        PhotographFrame frame = reduced.frame();
        Point there = frame.toPicture().inverse().map(balance(reduced));

        assertThat(there.distanceTo(whole))
            .as("%dx%d, orientation %d, reduced by %d", width, height, orientation, reduction)
            .isLessThan(TOLERANCE);
        assertThat(reduced.size()).isEqualTo(frame.size());
        assertThat(frame.photograph()).isEqualTo(ImageReader.size(file));
      }
    }
  }

  @Test
  void aReducedColorPictureAlignsWithTheGrayOne() throws IOException {
    Path file = jpeg(EncodedPictures.quarters(BufferedImage.TYPE_INT_RGB, 65, 47), 6);
    PhotographFrame gray = decoder.decode(file, Channels.GRAY, 4).frame();
    Image color = decoder.decode(file, Channels.COLOR, 4);

    assertThat(color.frame()).isEqualTo(gray);
    assertThat(color.size()).isEqualTo(new Size(12, 17));
    assertThat(color.channels()).isEqualTo(Channels.COLOR);
  }

  @Test
  void onlyJpegIsReduced() throws IOException {
    byte[] png =
        EncodedPictures.encode(EncodedPictures.quarters(BufferedImage.TYPE_INT_RGB), "png");
    Image image = decoder.decode(Files.write(folder.resolve("a.png"), png), Channels.GRAY, 8);

    assertThat(image.size()).isEqualTo(new Size(48, 32));
    assertThat(image.frame()).isEqualTo(PhotographFrame.whole(new Size(48, 32)));
  }

  @Test
  void anUnsupportedReductionIsRejected() throws IOException {
    Path file = jpeg(EncodedPictures.quarters(BufferedImage.TYPE_INT_RGB), 1);

    assertThatThrownBy(() -> decoder.decode(file, Channels.GRAY, 3))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a reduction is 1, 2, 4 or 8, got 3");
  }

  @Test
  void aDamagedFileNeverGivesThePreviousPicture() throws IOException {
    byte[] good =
        EncodedPictures.encode(EncodedPictures.quarters(BufferedImage.TYPE_INT_RGB), "png");
    byte[] bad = good.clone();
    Arrays.fill(bad, 60, good.length - 12, (byte) 0x55); // within the IDAT chunk
    Path whole = Files.write(folder.resolve("whole.png"), good);
    Path damaged = Files.write(folder.resolve("damaged.png"), bad);
    decoder.decode(whole, Channels.GRAY, 1);

    assertThatThrownBy(() -> decoder.decode(damaged, Channels.GRAY, 1))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith(damaged.toString());
    assertThat(decoder.decode(whole, Channels.GRAY, 1).size()).isEqualTo(new Size(48, 32));
  }

  @Test
  void oneDecoderReadsFilesOfAnySizeInAnyOrder() throws IOException {
    for (int side : new int[] {40, 900, 16, 901, 900}) {
      BufferedImage picture = EncodedPictures.quarters(BufferedImage.TYPE_INT_RGB, side, side);
      Path file = Files.write(folder.resolve("a"), EncodedPictures.encode(picture, "bmp"));
      try (Image alone = ImageReader.read(file, Channels.COLOR)) {
        Image again = decoder.decode(file, Channels.COLOR, 1);

        assertThat(opencv_core.norm(again.mat(), alone.mat())).isZero();
      }
    }
  }

  @Test
  void aSizeBehindALongHeaderIsFound() throws IOException {
    byte[] jpeg =
        EncodedPictures.encode(EncodedPictures.quarters(BufferedImage.TYPE_INT_RGB, 24, 16), "jpg");
    byte[] remark = new byte[65_000];
    remark[0] = (byte) 0xff;
    remark[1] = (byte) 0xfe; // a comment
    remark[2] = (byte) ((remark.length - 2) >> 8);
    remark[3] = (byte) (remark.length - 2);
    byte[] all = new byte[jpeg.length + remark.length];
    System.arraycopy(jpeg, 0, all, 0, 2);
    System.arraycopy(remark, 0, all, 2, remark.length);
    System.arraycopy(jpeg, 2, all, 2 + remark.length, jpeg.length - 2);
    Path file = Files.write(folder.resolve("long.jpg"), all);

    assertThat(ImageReader.size(file)).isEqualTo(new Size(24, 16));
    assertThatThrownBy(
            () -> ImageReader.size(Files.write(file, Arrays.copyOf(all, remark.length - 9))))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith(file.toString());
  }

  @Test
  @OwnProcess
  void decodingAgainMakesLittleGarbageAndKeepsNoNativeObject() throws IOException {
    List<Path> files =
        List.of(
            jpeg(EncodedPictures.quarters(BufferedImage.TYPE_INT_RGB, 64, 64), 1),
            Files.write(
                folder.resolve("other.jpg"),
                EncodedPictures.encode(
                    EncodedPictures.quarters(BufferedImage.TYPE_INT_RGB, 40, 80), "jpg")));
    decodeAll(files, 10_000);
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long objects = NativeMemory.objects();
    long bytes = threads.getCurrentThreadAllocatedBytes();
    int pictures = 2000;
    decodeAll(files, pictures);

    assertThat((threads.getCurrentThreadAllocatedBytes() - bytes) / pictures)
        .as("heap bytes per picture; most of them open the file")
        .isLessThan(2000);
    assertThat(NativeMemory.objects()).isEqualTo(objects);
  }

  private void decodeAll(List<Path> files, int pictures) throws IOException {
    for (int i = 0; i < pictures; i++) {
      decoder.decode(files.get(i % files.size()), Channels.GRAY, 1);
    }
  }
}
