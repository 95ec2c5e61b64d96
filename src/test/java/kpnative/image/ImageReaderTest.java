package kpnative.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import kpnative.geometry.Size;
import kpnative.natives.NativeRuntime;
import kpnative.natives.NativeScope;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImageReaderTest {
  private static final int JPEG_ERROR = 24; // gray levels, at quality 75 with chroma subsampling

  @TempDir Path folder;

  @BeforeAll
  static void load() {
    NativeRuntime.load();
  }

  private Path file(String name, byte[] bytes) throws IOException {
    return Files.write(folder.resolve(name), bytes);
  }

  /** The colors at the centres of the four quarters, row by row. */
  private static Color[] quarters(BufferedImage p) {
    int w = p.getWidth();
    int h = p.getHeight();
    return new Color[] {
      new Color(p.getRGB(w / 4, h / 4)),
      new Color(p.getRGB(3 * w / 4, h / 4)),
      new Color(p.getRGB(w / 4, 3 * h / 4)),
      new Color(p.getRGB(3 * w / 4, 3 * h / 4))
    };
  }

  /** The same for stored gray values: getRGB would convert them between color spaces. */
  private static int[] lumas(BufferedImage p) {
    int w = p.getWidth();
    int h = p.getHeight();
    Raster r = p.getRaster();
    return new int[] {
      r.getSample(w / 4, h / 4, 0),
      r.getSample(3 * w / 4, h / 4, 0),
      r.getSample(w / 4, 3 * h / 4, 0),
      r.getSample(3 * w / 4, 3 * h / 4, 0)
    };
  }

  private static void assertQuarters(Path file, String upright) throws IOException {
    try (Image color = ImageReader.read(file, Channels.COLOR);
        Image gray = ImageReader.read(file, Channels.GRAY)) {
      assertThat(ImageReader.size(file)).isEqualTo(color.size()).isEqualTo(gray.size());
      Color[] got = quarters(color.toBufferedImage());
      for (int i = 0; i < 4; i++) {
        Color wanted =
            switch (upright.charAt(i)) {
              case 'R' -> Color.RED;
              case 'G' -> Color.GREEN;
              case 'B' -> Color.BLUE;
              default -> Color.WHITE;
            };
        assertThat(got[i].getRed())
            .as("red of " + i)
            .isCloseTo(wanted.getRed(), within(JPEG_ERROR));
        assertThat(got[i].getGreen())
            .as("green of " + i)
            .isCloseTo(wanted.getGreen(), within(JPEG_ERROR));
        assertThat(got[i].getBlue())
            .as("blue of " + i)
            .isCloseTo(wanted.getBlue(), within(JPEG_ERROR));
        double luma =
            0.299 * wanted.getRed() + 0.587 * wanted.getGreen() + 0.114 * wanted.getBlue();
        int lumaGot = lumas(gray.toBufferedImage())[i];
        assertThat((double) lumaGot)
            .as("luma of " + i)
            .isCloseTo(luma, within((double) JPEG_ERROR));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"jpg", "png", "bmp", "gif", "tiff"})
  void readsWhatJavaWrites(String format) throws IOException {
    byte[] bytes =
        EncodedPictures.encode(EncodedPictures.quarters(BufferedImage.TYPE_INT_RGB), format);
    assertQuarters(file("picture." + format, bytes), "RGBW");
  }

  @ParameterizedTest
  @ValueSource(strings = {".webp", ".ppm", ".pnm", ".sr", ".tiff", ".jpg", ".png", ".bmp", ".gif"})
  void readsWhatOpenCvWrites(String extension) throws IOException {
    try (Image image =
        Image.of(EncodedPictures.quarters(BufferedImage.TYPE_INT_RGB), Channels.COLOR)) {
      assertQuarters(
          file("picture" + extension, EncodedPictures.encode(image.mat(), extension)), "RGBW");
    }
  }

  @ParameterizedTest
  @CsvSource({"1,RGBW", "2,GRWB", "3,WBGR", "4,BWRG", "5,RBGW", "6,BRWG", "7,WGBR", "8,GWRB"})
  void exifOrientationOfAJpegIsApplied(int orientation, String upright) throws IOException {
    byte[] jpeg =
        EncodedPictures.encode(EncodedPictures.quarters(BufferedImage.TYPE_INT_RGB), "jpg");
    for (ByteOrder order : new ByteOrder[] {ByteOrder.BIG_ENDIAN, ByteOrder.LITTLE_ENDIAN}) {
      byte[] bytes = EncodedPictures.jpegWithOrientation(jpeg, orientation, order);
      assertQuarters(file("exif.jpg", bytes), upright);
    }
  }

  @ParameterizedTest
  @CsvSource({"1,RGBW", "2,GRWB", "3,WBGR", "4,BWRG", "5,RBGW", "6,BRWG", "7,WGBR", "8,GWRB"})
  void exifOrientationOfAPngIsApplied(int orientation, String upright) throws IOException {
    byte[] png =
        EncodedPictures.encode(EncodedPictures.quarters(BufferedImage.TYPE_INT_RGB), "png");
    assertQuarters(file("exif.png", EncodedPictures.pngWithOrientation(png, orientation)), upright);
  }

  @ParameterizedTest
  @CsvSource({"1,RGBW", "2,GRWB", "3,WBGR", "4,BWRG", "5,RBGW", "6,BRWG", "7,WGBR", "8,GWRB"})
  void orientationOfATiffIsApplied(int orientation, String upright) throws IOException {
    BufferedImage picture = EncodedPictures.quarters(BufferedImage.TYPE_INT_RGB);
    assertQuarters(file("turned.tif", EncodedPictures.tiff(picture, orientation, false)), upright);
  }

  @Test
  void theFormatComesFromTheFirstBytesNotTheName() throws IOException {
    byte[] rgba =
        EncodedPictures.encode(EncodedPictures.quarters(BufferedImage.TYPE_INT_ARGB), "png");
    assertQuarters(file("rgba-png-named.jpg", rgba), "RGBW");
  }

  @Test
  void aPalettePngIsReadInItsColours() throws IOException {
    byte[] png =
        EncodedPictures.encode(EncodedPictures.quarters(BufferedImage.TYPE_BYTE_INDEXED), "png");
    assertQuarters(file("palette.png", png), "RGBW");
  }

  @Test
  void aGrayJpegIsReadAsColorToo() throws IOException {
    BufferedImage gray = new BufferedImage(16, 8, BufferedImage.TYPE_BYTE_GRAY);
    gray.getRaster().setPixels(0, 0, 16, 8, filled(128, 77));
    Path file = file("gray.jpg", EncodedPictures.encode(gray, "jpg"));
    try (Image image = ImageReader.read(file, Channels.COLOR)) {
      assertThat(new Color(image.toBufferedImage().getRGB(3, 3))).isEqualTo(new Color(77, 77, 77));
    }
  }

  @ParameterizedTest
  @CsvSource({"1,GRAY", "1,COLOR", "3,GRAY", "3,COLOR", "4,GRAY", "4,COLOR"})
  void sixteenBitsAreScaledToEight(int channels, Channels wanted) throws IOException {
    try (NativeScope scope = NativeScope.open()) {
      Mat deep =
          new Mat(9, 7, opencv_core.CV_16UC(channels), new Scalar(51400, 51400, 51400, 51400));
      for (String extension : new String[] {".png", ".tiff"}) {
        Path file = file("deep" + extension, EncodedPictures.encode(deep, extension));
        try (Image image = ImageReader.read(file, wanted)) {
          assertThat(image.channels()).isEqualTo(wanted);
          int[] pixel = image.toBufferedImage().getRaster().getPixel(3, 3, (int[]) null);
          assertThat(pixel).as(extension).containsOnly(200).hasSize(wanted.count());
        }
      }
    }
  }

  @Test
  void trailingBytesAreIgnored() throws IOException {
    for (String format : new String[] {"jpg", "png", "bmp", "gif"}) {
      byte[] bytes =
          EncodedPictures.encode(EncodedPictures.quarters(BufferedImage.TYPE_INT_RGB), format);
      assertQuarters(file("trailing", Arrays.copyOf(bytes, bytes.length + 1000)), "RGBW");
    }
  }

  @Test
  void theSizeIsThatOfTheUprightPicture() throws IOException {
    byte[] jpeg =
        EncodedPictures.encode(EncodedPictures.quarters(BufferedImage.TYPE_INT_RGB), "jpg");
    byte[] turned = EncodedPictures.jpegWithOrientation(jpeg, 6, ByteOrder.BIG_ENDIAN);
    assertThat(ImageReader.size(file("turned.jpg", turned))).isEqualTo(new Size(32, 48));
  }

  @Test
  void realFilesAreReadWhateverTheirNames() throws IOException {
    Path data = Path.of("../shared/data");
    Assumptions.assumeTrue(Files.isDirectory(data), "no prepared data in " + data);
    List<Path> files;
    try (Stream<Path> bytes = Files.walk(data.resolve("youtube68-csv/original-bytes"));
        Stream<Path> photographs = Files.walk(data.resolve("300w-originals"))) {
      files =
          Stream.concat(bytes, photographs)
              .filter(f -> f.toString().matches(".*\\.(jpg|png)"))
              .toList();
    }
    assertThat(files).hasSizeGreaterThan(25);
    for (Path file : files) {
      try (Image image = ImageReader.read(file, Channels.GRAY)) {
        assertThat(image.size()).as(file.toString()).isEqualTo(ImageReader.size(file));
      }
    }
  }

  private static int[] filled(int n, int value) {
    int[] out = new int[n];
    Arrays.fill(out, value);
    return out;
  }
}
