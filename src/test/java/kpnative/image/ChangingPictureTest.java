package kpnative.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import kpnative.geometry.Size;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A picture file that another program writes, cuts and grows while it is read. */
class ChangingPictureTest {
  private static final int READS = 400;

  @TempDir Path folder;

  static Stream<String> formats() {
    return Stream.of("jpg", "png", "bmp");
  }

  @ParameterizedTest
  @MethodSource("formats")
  void isThePictureOfOneMomentOrALineWithItsName(String format) throws Exception {
    Path file = folder.resolve("picture." + format);
    byte[] small = encoded(40, 30, format);
    byte[] large = encoded(400, 300, format);
    write(file, small, small.length);
    AtomicBoolean done = new AtomicBoolean();
    Thread writer =
        new Thread(
            () -> {
              for (int i = 0; !done.get(); i++) {
                byte[] next = i % 2 == 0 ? large : small;
                write(file, next, i % 3 == 0 ? next.length / 2 : next.length);
              }
            });
    writer.start();
    Set<String> outcomes = new TreeSet<>();
    try {
      for (int i = 0; i < READS; i++) {
        try (Image image = ImageReader.read(file, Channels.COLOR)) {
          Size size = image.size();
          assertThat(size).isIn(new Size(40, 30), new Size(400, 300));
          outcomes.add(size.toString());
        } catch (IOException e) {
          assertThat(e.getMessage()).startsWith(file + ": ").hasLineCount(1);
          outcomes.add("refused");
        }
      }
    } finally {
      done.set(true);
      writer.join();
    }
    assertThat(outcomes).isNotEmpty();
  }

  /** In place, as a program does that does not write to another name first. */
  private static void write(Path file, byte[] bytes, int length) {
    try (RandomAccessFile out = new RandomAccessFile(file.toFile(), "rw")) {
      out.setLength(0);
      out.write(bytes, 0, length);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static byte[] encoded(int width, int height, String format) throws IOException {
    BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        picture.setRGB(x, y, x * 0x10305 ^ y * 0x30701);
      }
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ImageIO.write(picture, format, out);
    return out.toByteArray();
  }
}
