package kpnative.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import kpnative.natives.NativeRuntime;
import kpnative.testing.JavaProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A picture for which memory is short is an error with its name and size. */
class ShortMemoryTest {
  private static final int BYTES = 64 << 20;

  @TempDir Path folder;

  /** Reads one picture. */
  static final class Reading {
    private Reading() {}

    /** Prints what comes of the file {@code args[0]}. */
    public static void main(String[] args) {
      NativeRuntime.loadForDetection();
      try (Image image = ImageReader.read(Path.of(args[0]), Channels.COLOR)) {
        System.out.println("read " + image.size());
      } catch (IOException e) {
        System.out.println(e.getMessage());
      }
    }
  }

  @Test
  void theFileIsNamedWithItsSize() throws Exception {
    Path file = folder.resolve("large.ppm");
    Files.writeString(file, "P6 4000 4000 255\n");
    try (RandomAccessFile large = new RandomAccessFile(file.toFile(), "rw")) {
      large.setLength(BYTES);
    }
    JavaProcess ended =
        JavaProcess.run(
            List.of("-Dorg.bytedeco.javacpp.maxBytes=32m"), Reading.class, file.toString());

    assertThat(ended.output().strip())
        .isEqualTo(file + ": out of memory: the file has " + BYTES + " bytes");
  }
}
